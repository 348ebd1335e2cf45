// Opens the packaged extension on the example DAGs: in an installed `code` where there is one, else in a browser.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startAirflow } from './airflow/instance.mjs';
import { startSignedIn } from './airflow/signed-in.mjs';
import { ensurePackages } from './packages.mjs';
import { onPath } from './vscode/on-path.mjs';
import { packageExtension } from './vscode/package.mjs';
import { run } from './vscode/run.mjs';
import { createHome, installExtension, startServer } from './vscode/server.mjs';

const usage = `Usage: npm run demo [-- --port <number>] [-- --browser] [-- --airflow 2|3]

  --port <number>  where to serve VS Code; any free port unless given
  --browser        serve VS Code even where the command \`code\` is installed
  --airflow 2|3    start a real Airflow as well, with runs to look at, already connected`;

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
        airflow: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    const isPort = port === undefined || (Number.isInteger(port) && port > 0 && port < 65_536);
    if (values.help) {
      console.log(usage);
      return undefined;
    }
    if (!isPort) throw new Error(`${values.port} is not a port.`);
    const { airflow } = values;
    if (airflow !== undefined && airflow !== '2' && airflow !== '3') {
      throw new Error(`There is Airflow 2 and Airflow 3, not ${airflow}.`);
    }
    return {
      port,
      browser: values.browser || port !== undefined,
      airflowMajor: airflow && Number(airflow),
    };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

async function demonstrate({ port, browser, airflowMajor }) {
  ensurePackages();
  const disposals = [];
  const dispose = async () => {
    while (disposals.length > 0) await disposals.pop()();
  };
  const controller = new AbortController();
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        controller.abort(new Error('The demo was interrupted.'));
        resolve();
      });
    }
  });
  try {
    const settings =
      airflowMajor && (await connectedTo(airflowMajor, controller.signal, disposals));
    const home = createHome(settings);
    disposals.push(home.remove);
    for (const name of ['grounded', 'fit', ...(airflowMajor ? ['live'] : [])]) {
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
    if (!controller.signal.aborted) {
      console.error(error.message);
      process.exitCode = 1;
    }
  } finally {
    await dispose();
  }
}

/** The settings of a VS Code that is connected to a real Airflow with a run of each of its DAGs. */
async function connectedTo(major, signal, disposals) {
  report(`Starting Airflow ${major}, which takes about half a minute.`);
  const airflow = await startAirflow(major, { signal });
  disposals.push(airflow.stop);
  const signedIn = await startSignedIn(airflow);
  disposals.push(signedIn.stop);
  const { dags } = await airflow.rest('/dags');
  for (const { dag_id: dagId } of dags) await airflow.trigger(dagId);
  report(`Airflow itself is at ${airflow.url}: ${airflow.username}, ${airflow.password}`);
  report('In VS Code, its runs are in the Airworthy view: the paper plane at the side.');
  const environment = { name: `Airflow ${major}`, url: signedIn.url, signIn: 'none' };
  return { 'airworthy.environments': [environment] };
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
  const live = path.join(home.workspace, 'live');
  const folder = existsSync(live) ? live : path.join(home.workspace, 'grounded');
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => path.join(folder, name));
}
