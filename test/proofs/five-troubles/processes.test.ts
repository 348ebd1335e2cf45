/**
 * After the fix a command that never ends is ended with all that it started, also when Airflow and
 * not the clock ends the task.
 */

import { describe, expect, it } from 'vitest';
import { runPython } from '../../harness/python';
import { applyFix } from './apply-fix';

/** A shell that starts a process of its own, writes down which, and waits for it. */
const command = 'sleep 300 & echo $! > child.pid; wait; echo done';

const tasks: Readonly<Record<string, string>> = {
  'Popen and communicate': `
    process = subprocess.Popen(["bash", "-c", COMMAND], stdout=subprocess.PIPE)
    output, errors = process.communicate()
    return output`,
  'Popen and communicate in one': `
    output, errors = subprocess.Popen(COMMAND, shell=True, stdout=subprocess.PIPE).communicate()
    return output`,
  'run with a shell': `
    result = subprocess.run(COMMAND, shell=True, check=True, capture_output=True, text=True)
    return result.stdout`,
  'check_output with a shell': `
    return subprocess.check_output(COMMAND, shell=True, text=True).strip()`,
  'os.system': `
    os.system(COMMAND)`,
};

function source(body: string): string {
  return `import os
import subprocess

from airflow.decorators import task

COMMAND = ${JSON.stringify(command)}


@task
def work():${body}
`;
}

/** Airflow need not be there: what is tried is the code of the task. */
const withoutAirflow = `
import sys, types
airflow = types.ModuleType("airflow")
decorators = types.ModuleType("airflow.decorators")
decorators.task = lambda function: function
sys.modules["airflow"] = airflow
sys.modules["airflow.decorators"] = decorators
`;

const report = `

import time as _time


def _lives():
    try:
        with open("child.pid") as file:
            child = int(file.read())
        with open(f"/proc/{child}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    try:
        print("RETURNED", work())
    except BaseException as error:
        print("ENDED", type(error).__name__)
    deadline = _time.monotonic() + 5
    while _lives() and _time.monotonic() < deadline:
        _time.sleep(0.05)
    print("CHILD LIVES" if _lives() else "CHILD IS GONE")
`;

const killedByAirflow = `
import signal

class AirflowTaskTimeout(BaseException):
    pass

def _end(number, frame):
    raise AirflowTaskTimeout

signal.signal(signal.SIGALRM, _end)
signal.alarm(2)
`;

describe.each(Object.entries(tasks))('subprocess-without-timeout: %s', (_name, body) => {
  const fixed = applyFix('subprocess-without-timeout', source(body));

  it('ends what it started when the time is up', async () => {
    const impatient = fixed.replaceAll('timeout=3600', 'timeout=1');
    const run = await runPython('pandas', withoutAirflow + impatient + report, { seconds: 30 });
    expect(run.stdout, run.stderr).toContain('ENDED TimeoutExpired');
    expect(run.stdout).toContain('CHILD IS GONE');
  });

  it('ends what it started when Airflow ends the task', async () => {
    const text = withoutAirflow + killedByAirflow + fixed + report;
    const run = await runPython('pandas', text, { seconds: 30 });
    expect(run.stdout, run.stderr).toContain('ENDED AirflowTaskTimeout');
    expect(run.stdout).toContain('CHILD IS GONE');
  });

  it('returns what it returned before', async () => {
    const quick = (text: string) => text.replace(command, 'echo one; echo two');
    const before = await runPython('pandas', withoutAirflow + quick(source(body)) + report);
    const after = await runPython('pandas', withoutAirflow + quick(fixed) + report);
    expect(after.stdout, after.stderr).toBe(before.stdout);
    expect(after.stdout).toContain('RETURNED');
  });
});

it('a plain timeout of a shell leaves what it started behind', async () => {
  const text = source(`
    subprocess.run(COMMAND, shell=True, timeout=1)`);
  const run = await runPython('pandas', withoutAirflow + text + report, { seconds: 30 });
  expect(run.stdout).toContain('ENDED TimeoutExpired');
  expect(run.stdout).toContain('CHILD LIVES');
});
