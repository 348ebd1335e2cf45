/** After the fix the failure that nobody saw is in the log and fails the task, in real Airflow. */

import { describe, expect, it } from 'vitest';
import { runDag } from '../../airflow/run-dag';
import { applyFix } from './apply-fix';
import { dagAround } from './dag-around';

const unhandled = dagAround(`
import json


def work():
    config_file = open("/no/such/folder/export.json")
    return json.load(config_file)
`);

const swallowed = dagAround(`

def work():
    try:
        with open("/no/such/folder/export.json") as config_file:
            return config_file.read()
    except Exception as e:
        print(e)
`);

// Airflow 3 shows source lines in its tracebacks: the text to wait for must not stand in the source.
const swallowedTimeout = dagAround(`
import time


def work():
    while True:
        try:
            print("LOOKING", flush=True)
            time.sleep(0.2)
        except:
            print("caught".upper(), flush=True)
`).replace('timedelta(minutes=30)', 'timedelta(seconds=3)');

describe.each([2, 3] as const)('Airflow %i', (major) => {
  it('logs the file error with its traceback and fails the task', async () => {
    const fixed = applyFix('unhandled-io-error', unhandled);
    const run = await runDag(major, fixed, { seconds: 90 });
    expect(run.states, run.stderr).toEqual({ work: 'failed' });
    const message = /\.exception\(\s*f?["'](.*?)["'%{]/.exec(fixed)?.[1] ?? 'no message';
    const output = run.stdout + run.stderr;
    expect(output).toContain(message.trim());
    expect(output).toContain('No such file or directory');
  });

  it('fails the task whose handler only printed the error', async () => {
    const before = await runDag(major, swallowed, { seconds: 90 });
    expect(before.states, before.stderr).toEqual({ work: 'success' });
    const after = await runDag(major, applyFix('swallowed-exception', swallowed), { seconds: 90 });
    expect(after.states, after.stderr).toEqual({ work: 'failed' });
  });

  it('lets the timeout end the task whose bare except swallowed it', async () => {
    const before = await runDag(major, swallowedTimeout, {
      seconds: 90,
      after: { text: 'CAUGHT', seconds: 6 },
    });
    expect(before.timedOut).toBe(true);
    const after = await runDag(major, applyFix('swallowed-timeout', swallowedTimeout), {
      seconds: 90,
    });
    expect(after.timedOut).toBe(false);
    expect(after.states, after.stderr).toEqual({ work: 'failed' });
  }, 240_000);
});
