// Opens the packaged extension on the example DAGs: in an installed `code` where there is one, else in a browser.
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { onPath } from './vscode/on-path.mjs';
import { packageExtension } from './vscode/package.mjs';
import { run } from './vscode/run.mjs';
import { createHome, installExtension, startServer } from './vscode/server.mjs';

const usage = `Usage: npm run demo [-- --port <number>] [-- --browser]

  --port <number>  where to serve VS Code; any free port unless given
  --browser        serve VS Code even where the command \`code\` is installed`;

const examples = path.resolve(import.meta.dirname, '../examples');
const report = (line) => console.error(line);

const options = readOptions();
if (options) await demonstrate(options);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        browser: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    const isPort = port === undefined || (Number.isInteger(port) && port > 0 && port < 65_536);
    if (values.help) console.log(usage);
    else if (isPort) return { port, browser: values.browser || port !== undefined };
    else throw new Error(`${values.port} is not a port.`);
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

async function demonstrate({ port, browser }) {
  const home = createHome();
  const disposals = [home.remove];
  const dispose = async () => {
    while (disposals.length > 0) await disposals.pop()();
  };
  const interrupted = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  try {
    for (const name of ['grounded', 'fit']) {
      cpSync(path.join(examples, name), path.join(home.workspace, name), { recursive: true });
    }
    report('Building and packaging the extension.');
    const vsix = await packageExtension();
    disposals.push(vsix.remove);
    const code = browser ? undefined : onPath('code');
    if (code) await Promise.race([openDesktop(code, home, vsix.file), interrupted]);
    else {
      const server = await serve(home, vsix.file, port);
      disposals.push(server.stop);
      console.log(`Open ${address(server, home)}`);
      report('Control+C ends the demo.');
      await Promise.race([server.ended, interrupted]);
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await dispose();
  }
}

/** Everything is kept apart from the user's own VS Code, and gone when its window is closed. */
async function openDesktop(code, home, vsix) {
  const folders = ['--user-data-dir', home.userData, '--extensions-dir', home.extensions];
  await run(code, [...folders, '--install-extension', vsix, '--force']);
  report('VS Code is opening. Close its window to end the demo.');
  const files = exampleFiles(home);
  await run(code, [...folders, '--disable-workspace-trust', '--wait', home.workspace, ...files]);
}

async function serve(home, vsix, port) {
  await installExtension(home, vsix, { report });
  return startServer(home, { port });
}

/** The window opens on the first example; the others are beside it in the file tree. */
function address(server, home) {
  const [first] = exampleFiles(home);
  const file = `vscode-remote://${server.authority}${first}`;
  const payload = encodeURIComponent(JSON.stringify([['openFile', file]]));
  return `${server.url}/?folder=${encodeURIComponent(home.workspace)}&payload=${payload}`;
}

function exampleFiles(home) {
  const folder = path.join(home.workspace, 'grounded');
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => path.join(folder, name));
}
