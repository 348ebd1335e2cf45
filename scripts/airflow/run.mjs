// Starts a real Airflow with the example DAGs of examples/live and a run of each, until Control+C.
import { parseArgs } from 'node:util';
import { startAirflow } from './instance.mjs';

const usage = `Usage: npm run airflow -- 2|3 [--port <number>] [--no-runs]

  2, 3             Airflow 2.10.5 or 3.3.2
  --port <number>  where to serve it; any free port unless given
  --no-runs        start no runs`;

const options = readOptions();
if (options !== undefined) await serve(options);

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'no-runs': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return undefined;
    }
    const [major, ...others] = positionals;
    if ((major !== '2' && major !== '3') || others.length > 0) throw new Error('Say 2 or 3.');
    const port = values.port === undefined ? undefined : Number(values.port);
    const isPort = port === undefined || (Number.isInteger(port) && port > 0 && port < 65_536);
    if (!isPort) throw new Error(`${values.port} is not a port.`);
    return { major: major === '2' ? 2 : 3, port, hasRuns: !values['no-runs'] };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

async function serve({ major, port, hasRuns }) {
  const controller = new AbortController();
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        controller.abort(new Error('it was interrupted'));
        resolve('interrupted');
      });
    }
  });
  console.error(`Starting Airflow ${major}, which takes about half a minute.`);
  let airflow;
  try {
    airflow = await startAirflow(major, { port, signal: controller.signal });
  } catch (error) {
    if (!controller.signal.aborted) console.error(error.message);
    process.exitCode = 1;
    return;
  }
  try {
    const { dags } = hasRuns ? await airflow.rest('/dags') : { dags: [] };
    for (const { dag_id: dagId } of dags) await airflow.trigger(dagId);
    console.log(`Airflow ${major} is at ${airflow.url}`);
    console.log(`User ${airflow.username}, password ${airflow.password}`);
    console.error(`Its files are in ${airflow.home}. Control+C ends it and removes them.`);
    const outcome = await Promise.race([interrupted, airflow.ended]);
    if (outcome !== 'interrupted') {
      console.error('A part of Airflow has ended by itself.');
      process.exitCode = 1;
    }
  } finally {
    await airflow.stop();
  }
}
