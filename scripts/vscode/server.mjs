// A running code-server with folders of its own, that leaves nothing behind.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { installCodeServer } from './code-server.mjs';
import { run } from './run.mjs';

/** What a first-time user is shown, and what would look for updates on the network. */
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * The folders of one VS Code: user data, extensions, and `workspace` for the files to open.
 *
 * @param {Record<string, unknown>} [settings] in force before the window opens
 */
export function createHome(settings = {}) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'airworthy-'));
  const home = {
    root,
    userData: path.join(root, 'user-data'),
    extensions: path.join(root, 'extensions'),
    workspace: path.join(root, 'examples'),
    log: path.join(root, 'server.log'),
  };
  // Desktop VS Code reads the user's settings; in a browser only the machine's hold before the window opens.
  for (const scope of ['User', 'Machine']) {
    mkdirSync(path.join(home.userData, scope), { recursive: true });
    writeFileSync(
      path.join(home.userData, scope, 'settings.json'),
      JSON.stringify({ ...quietSettings, ...settings }, null, 2),
    );
  }
  mkdirSync(home.extensions);
  mkdirSync(home.workspace);
  writeFileSync(path.join(root, 'config.yaml'), 'auth: none\n');
  return { ...home, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Installs a packaged extension into `home`, or unpacks it into another folder in the same way.
 *
 * @param {{ folder?: string, report?: (line: string) => void }} [options] `report` is told of first-time installations
 */
export async function installExtension(home, vsix, { folder = home.extensions, report } = {}) {
  const { node, args, env } = await commandLine({ ...home, extensions: folder }, report);
  await run(node, [...args, '--install-extension', vsix, '--force'], { env });
}

/**
 * Starts code-server on the loopback interface.
 *
 * @param {{ port?: number, env?: Record<string, string>, asksForTrust?: boolean }} [options] a free port unless one is
 *   given; every workspace counts as trusted unless VS Code is to ask
 */
export async function startServer(home, options = {}) {
  const port = await freePort(options.port);
  const { node, args, env } = await commandLine(home);
  const log = openSync(home.log, 'a');
  const leash = path.join(import.meta.dirname, 'leash.mjs');
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  if (!options.asksForTrust) flags.push('--disable-workspace-trust');
  const child = spawn(process.execPath, [leash, node, ...args, ...flags, ...quietFlags], {
    env: { ...env, ...options.env },
    stdio: ['pipe', log, log],
    // Out of our process group: where that is killed as a whole, the leash must live to end the server.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, child, home.log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, authority: `127.0.0.1:${port}`, ended, stop };
}

const quietFlags = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-getting-started-override',
];

async function commandLine(home, report) {
  const { node, entry } = await installCodeServer(report);
  const folders = ['--user-data-dir', home.userData, '--extensions-dir', home.extensions];
  return {
    node,
    args: [entry, '--config', path.join(home.root, 'config.yaml'), ...folders],
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
      XDG_CONFIG_HOME: home.root,
      XDG_DATA_HOME: home.root,
      XDG_CACHE_HOME: home.root,
      // Without an extension gallery nothing is looked up on the network.
      EXTENSIONS_GALLERY: '{}',
    },
  };
}

async function untilHealthy(url, child, log) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const healthy = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`code-server did not start:\n${readFileSync(log, 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The port that was asked for, which must be free, or any free one. */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) =>
      reject(new Error(`Port ${wanted} cannot be used: ${error.message}`)),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
