// Runs everything that tells whether this repository is in order, and counts.
//
//   npm test                        all of it
//   npm test -- --update            the same, and writes fixture markers and snapshots anew
//   npm test -- --only lint,e2e     some steps
//   npm run test:fast               type check, lint and the tests that run in one process, in less than a minute
//   npm run test:long               properties tried far more often, and all that runs in a real Airflow anew
//
// The type check and the linter run beside the tests; what they say is shown when those have ended.
// The very last line is `N passed, N failed`. A skipped test counts as failed, and so does a step
// that ends badly without saying which test did: what did not run must not look as if it had.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countTests } from './count-tests.mjs';
import { ensurePackages } from './packages.mjs';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'test-results');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {number} minutes after which the step is ended and counts as failed
 * @property {boolean} [isFast]
 * @property {boolean} [isLong] it has more to do when there is time
 * @property {boolean} [isOnlyLong]
 * @property {boolean} [isBeside] it runs while the first of the others does
 * @property {boolean} [isVitest] its tests are counted one by one, from what the runner writes
 * @property {boolean} [needsSetup]
 * @property {boolean} [takesUpdate]
 */

/** @type {Step[]} */
const steps = [
  {
    name: 'types',
    command: ['node', 'scripts/typecheck.mjs'],
    minutes: 5,
    isFast: true,
    isBeside: true,
  },
  {
    name: 'lint',
    command: ['node_modules/.bin/biome', 'check', '.'],
    minutes: 5,
    isFast: true,
    isBeside: true,
  },
  {
    ...vitest(
      'fast',
      ['fast', 'mocked'].flatMap((name) => ['--project', name]),
      10,
    ),
    isFast: true,
    takesUpdate: true,
  },
  vitest('built', ['--project', 'built'], 5),
  // A hundred thousand edits alone take more than an hour.
  { ...vitest('fuzz', ['--project', 'fuzz'], 240), isLong: true, isOnlyLong: true },
  vitest('grammar', ['--config', 'test/grammar/vitest.config.mts'], 5),
  {
    name: 'package',
    command: ['npm', 'run', '--silent', 'package', '--', '--out', packagePath()],
    minutes: 5,
  },
  { ...vitest('e2e', ['--config', 'test/e2e/vitest.config.mts'], 20), needsSetup: true },
  {
    ...vitest('airflow', ['--config', 'test/airflow/vitest.config.mts'], 25),
    needsSetup: true,
    isLong: true,
  },
  {
    ...vitest('proofs', ['--config', 'test/proofs/vitest.config.mts'], 25),
    needsSetup: true,
    isLong: true,
  },
  { ...vitest('live', ['--config', 'test/live/vitest.config.mts'], 25), needsSetup: true },
  ...desktopSteps(),
];

for (const signal of ['SIGINT', 'SIGTERM']) {
  // After the listeners that end what is running.
  process.on(signal, () => setImmediate(() => process.exit(130)));
}
const options = readOptions();
if (options !== undefined) await main(options);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        fast: { type: 'boolean', default: false },
        long: { type: 'boolean', default: false },
        update: { type: 'boolean', short: 'u', default: false },
        only: { type: 'string' },
      },
    });
    const only = values.only?.split(',');
    const unknown = only?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
    if (unknown.length > 0) {
      throw new Error(
        `No such step: ${unknown.join(', ')}. There are ${steps.map((step) => step.name).join(', ')}.`,
      );
    }
    const isMeant = (step) => {
      if (only !== undefined) return only.includes(step.name);
      if (values.long) return step.isLong;
      return values.fast ? step.isFast : !step.isOnlyLong;
    };
    const { fast: isQuick, long: isLong, update } = values;
    return { chosen: steps.filter(isMeant), update, isLong, isQuick };
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
    return undefined;
  }
}

async function main({ chosen, update, isLong, isQuick }) {
  ensurePackages();
  rmSync(path.join(results, 'counts'), { recursive: true, force: true });
  mkdirSync(path.join(results, 'counts'), { recursive: true });
  // Bringing tools onto the machine waits for the network most of the time: it runs beside the
  // steps that do not need them.
  const setup = chosen.some((step) => step.needsSetup)
    ? startBeside({ name: 'setup', command: ['node', 'scripts/setup.mjs'], minutes: 25 })
    : undefined;
  let isSetUp = setup === undefined;
  const beside = chosen.filter((step) => step.isBeside).map(startBeside);
  const rows = [];
  for (const step of chosen.filter((each) => !each.isBeside)) {
    if (step.needsSetup && !isSetUp) {
      const row = await setup();
      isSetUp = true;
      if (row.failed > 0) rows.push(row);
    }
    const isUpdating = update && step.takesUpdate === true;
    rows.push(await runStep(step, { isUpdating, isLong, isQuick }));
    for (const shown of beside.splice(0)) rows.push(await shown());
  }
  for (const shown of beside) rows.push(await shown());
  const passed = sum(rows.map((row) => row.passed));
  const failed = sum(rows.map((row) => row.failed));
  console.log(`\n${rows.map(rowText).join('\n')}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runStep(step, { isUpdating, isLong, isQuick }) {
  console.log(`\n=== ${step.name} ===`);
  const started = performance.now();
  const command = isUpdating ? [...step.command, '--update'] : step.command;
  const problem = await run(command, step.minutes * (isLong ? 10 : 1), {
    ...(isUpdating ? { UPDATE_FIXTURES: '1' } : {}),
    ...(isQuick ? { QUICK_TESTS: '1' } : {}),
    ...(isLong ? { LONG_TESTS: '1', PROOFS_ALL: '1', PROOFS_RECORD: '1' } : {}),
  });
  return rowOf(step, problem, started);
}

function rowOf(step, problem, started) {
  const seconds = (performance.now() - started) / 1000;
  const counted = step.isVitest === true ? countVitest(step.name) : oneTest(problem);
  // A runner that fails without a failed test has not run what it should.
  const failed = counted.failed === 0 && problem !== undefined ? 1 : counted.failed;
  return { name: step.name, ...counted, failed, seconds, note: problem };
}

/** A test run whose results are written where they are counted. */
function vitest(name, args, minutes) {
  const command = [
    'node',
    // Models are made and thrown away by the thousands: with more room for what is new, less of it is copied.
    '--max-semi-space-size=32',
    'node_modules/vitest/vitest.mjs',
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${countsPath(name)}`,
  ];
  return { name, command, minutes, isVitest: true };
}

/** The suite in desktop VS Code: only where there is one, since none can be brought in everywhere. */
function desktopSteps() {
  if (!process.env.VSCODE_EXECUTABLE) return [];
  return [
    { name: 'desktop', command: ['node', 'test/desktop/run.mjs'], minutes: 10, needsSetup: false },
  ];
}

function countVitest(name) {
  let report;
  try {
    report = JSON.parse(readFileSync(countsPath(name), 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const { skipped, ...counts } = countTests(report);
  for (const test of skipped) console.error(`SKIPPED, which counts as failed: ${test}`);
  return { ...counts, skipped: skipped.length };
}

function oneTest(problem) {
  return problem === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Starts a step; what comes back waits for it, shows what it said, and counts it. */
function startBeside(step) {
  const started = performance.now();
  const [program, ...args] = step.command;
  let output = '';
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const row = endOf(child, step.minutes).then((problem) => rowOf(step, problem, started));
  return async () => {
    const ended = await row;
    console.log(`\n=== ${step.name} ===`);
    process.stdout.write(output);
    return ended;
  };
}

/** @returns {Promise<string | undefined>} what went wrong, if anything did */
function run([program, ...args], minutes, environment) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    // A group of its own, so that nothing it started outlives it.
    detached: true,
  });
  return endOf(child, minutes);
}

function endOf(child, minutes) {
  return new Promise((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      killGroup(child.pid);
    }, minutes * 60_000);
    const interrupt = () => killGroup(child.pid);
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => {
      killGroup(child.pid);
      if (isLate) finish(`did not end within ${minutes} minutes`);
      else finish(code === 0 ? undefined : `ended with ${signal ?? code}`);
    });
    function finish(problem) {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve(problem);
    }
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}

function rowText({ name, passed, failed, skipped = 0, seconds, note }) {
  const time = seconds === undefined ? '' : `  ${seconds.toFixed(0)} s`;
  const skips = skipped === 0 ? '' : `  (${skipped} skipped)`;
  const why = note === undefined ? '' : `  ${note}`;
  return `${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed${skips}${time}${why}`;
}

function countsPath(name) {
  return path.join(results, 'counts', `${name}.json`);
}

function packagePath() {
  return path.join(results, 'airworthy.vsix');
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
