import { describe, expect, test } from 'vitest';
import type { FileModel } from '../../../server/src/semantic/file-model';
import {
  runsDetached,
  runsInChildProcess,
  runsInThreads,
} from '../../../server/src/semantic/flow/background';
import { isRestored, signalUses } from '../../../server/src/semantic/flow/signals';
import { isTimeLimited } from '../../../server/src/semantic/flow/time-limits';
import type { SyntaxNode } from '../../../server/src/syntax/node';
import { modelOf, statementWithText } from '../../harness/source';

const imports =
  'import asyncio, concurrent.futures, multiprocessing, signal, subprocess, threading\n';

async function place(source: string): Promise<{ model: FileModel; node: SyntaxNode }> {
  const model = await modelOf(imports + source);
  return { model, node: statementWithText(model, 'work()') };
}

describe('what limits the time of code', () => {
  test.each([
    [
      'a block',
      'from airflow.utils.timeout import timeout\ndef f():\n    with timeout(5):\n        work()\n',
      true,
    ],
    [
      'a block of the file by its name',
      'def f():\n    with time_limit(5):\n        work()\n',
      true,
    ],
    ['another block', 'def f():\n    with lock:\n        work()\n', false],
    [
      'a decorator',
      'import timeout_decorator\n@timeout_decorator.timeout(5)\ndef f():\n    work()\n',
      true,
    ],
    [
      'its only caller',
      'def f():\n    work()\nasync def g():\n    async with asyncio.timeout(5):\n        f()\n',
      true,
    ],
    [
      'one of two callers',
      'def f():\n    work()\ndef g():\n    with timeout(5):\n        f()\ndef h():\n    f()\n',
      false,
    ],
    [
      'wait_for',
      'async def f():\n    work()\nasync def g():\n    await asyncio.wait_for(f(), 5)\n',
      true,
    ],
    [
      'a call that runs it for a time',
      'from func_timeout import func_timeout\ndef f():\n    work()\ndef g():\n    func_timeout(5, f)\n',
      true,
    ],
    [
      'a call that runs it for a time, beside one that does not',
      'from func_timeout import func_timeout\ndef f():\n    work()\nfunc_timeout(5, f)\nrun(f)\n',
      false,
    ],
    [
      'a call that runs it for ever',
      'from func_timeout import func_timeout\ndef f():\n    work()\nfunc_timeout(None, f)\n',
      false,
    ],
    ['an alarm', 'def f():\n    signal.alarm(5)\n    work()\n', true],
    [
      'an alarm of another function',
      'def g():\n    signal.alarm(5)\ndef f():\n    work()\n',
      false,
    ],
    ['nothing', 'def f():\n    work()\n', false],
  ])('%s', async (_, source, expected) => {
    const { model, node } = await place(source);
    expect(isTimeLimited(model, node)).toBe(expected);
  });
});

describe('code beside the task', () => {
  const worker = 'def f():\n    work()\n';

  test.each([
    ['a daemon thread', 'threading.Thread(target=f, daemon=True).start()', true],
    ['a thread made a daemon', 't = threading.Thread(target=f)\nt.daemon = True\nt.start()', true],
    [
      'an attribute made a daemon',
      'def g(self):\n    self.t = threading.Thread(target=f)\n    self.t.daemon = True\n    self.t.start()',
      true,
    ],
    ['a thread', 'threading.Thread(target=f).start()', false],
    [
      'a process that is ended',
      'p = multiprocessing.Process(target=f)\np.start()\np.terminate()',
      true,
    ],
    ['a process', 'p = multiprocessing.Process(target=f)\np.start()\np.join()', false],
    ['a call, too', 'threading.Thread(target=f, daemon=True).start()\nf()', false],
    ['a helper of one', 'def g():\n    f()\nthreading.Thread(target=g, daemon=True).start()', true],
    ['a lambda', 'threading.Thread(target=lambda: f(), daemon=True).start()', true],
    ['nobody', '', false],
  ])('%s is detached: %s', async (_, start, expected) => {
    const { model, node } = await place(`${worker}${start}\n`);
    expect(runsDetached(model, node)).toBe(expected);
  });

  test.each([
    ['threading.Thread(target=f).start()', true],
    ['threading.Timer(5, f).start()', true],
    ['pool = concurrent.futures.ThreadPoolExecutor()\npool.submit(f)', true],
    ['pool = concurrent.futures.ProcessPoolExecutor()\npool.submit(f)', false],
    ['f()', false],
  ])('runs in threads: %s %s', async (start, expected) => {
    const { model, node } = await place(`${worker}${start}\n`);
    expect(runsInThreads(model, node)).toBe(expected);
  });

  test.each([
    ['multiprocessing.Process(target=f).start()', true],
    ['multiprocessing.Pool(2, initializer=f)', true],
    ['subprocess.Popen(["ls"], preexec_fn=f)', true],
    ['threading.Thread(target=f).start()', false],
  ])('runs in a child process: %s %s', async (start, expected) => {
    const { model, node } = await place(`${worker}${start}\n`);
    expect(runsInChildProcess(model, node)).toBe(expected);
  });
});

describe('signals', () => {
  test.each([
    ['signal.signal(signal.SIGTERM, h)', [['handler', 'SIGTERM']]],
    ['signal.signal(signal.Signals.SIGALRM, h)', [['handler', 'SIGALRM']]],
    [
      'for s in (signal.SIGINT, signal.SIGTERM):\n    signal.signal(s, h)',
      [['handler', 'SIGINT', 'SIGTERM']],
    ],
    ['signal.alarm(5)', [['timer', 'SIGALRM']]],
    ['signal.setitimer(signal.ITIMER_PROF, 5)', []],
    ['loop.add_signal_handler(signal.SIGTERM, h)', [['handler', 'SIGTERM']]],
    ['signal.getsignal(signal.SIGTERM)', []],
    ['other.signal(other.SIGTERM, h)', []],
  ])('%s', async (source, expected) => {
    const model = await modelOf(`${imports}${source}\n`);
    const found = signalUses(model).map(({ kind, signals }) => [kind, ...signals]);
    expect(found).toEqual(expected);
  });

  test.each([
    [
      'put back',
      'old = signal.signal(signal.SIGTERM, h)\nsignal.signal(signal.SIGTERM, old)',
      true,
    ],
    [
      'called',
      'old = signal.getsignal(signal.SIGTERM)\ndef h(n, f):\n    old(n, f)\nsignal.signal(signal.SIGTERM, h)',
      true,
    ],
    ['forgotten', 'old = signal.signal(signal.SIGTERM, h)', false],
  ])('a previous handler that is %s', async (_, source, expected) => {
    const model = await modelOf(`${imports}${source}\n`);
    expect(signalUses(model).some((use) => isRestored(model, use))).toBe(expected);
  });
});
