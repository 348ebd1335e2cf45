import { beforeAll, describe, expect, test } from 'vitest';
import type { Value } from '../../../server/src/semantic/evaluation/values';
import { type CpythonRun, evaluated, isKnown, runInCpython, wrongClaims } from './cpython';
import { snippets } from './snippets';

// Each snippet is evaluated by ours and run by CPython: all variables are known, and are the same.

let judged: readonly (readonly CpythonRun[])[] = [];

beforeAll(() => {
  judged = runInCpython(snippets.map(({ code }) => code));
});

describe('code whose every value is known', () => {
  for (const [i, { title, code, unknown = [] }] of snippets.entries()) {
    test(title, async () => {
      const [run] = judged[i] ?? [];
      if (run === undefined) throw new Error('CPython did not run the snippet');
      const ours = await evaluated(code);
      expect(ours.isWhole).toBe(true);
      expect(ours.raised === undefined ? null : raisedName(ours.raised.exception)).toBe(run.raised);
      expect(wrongClaims(ours, run)).toEqual([]);
      const notKnown = [...ours.environment.variables].flatMap(([name, variable]) =>
        variable.value === undefined || (isKnown(variable.value) && !variable.mayBeUnbound)
          ? []
          : [name],
      );
      expect(notKnown).toEqual(unknown);
    });
  }
});

function raisedName(exception: Value): string {
  return exception.kind === 'result' ? exception.callee.replace('builtins.', '') : exception.kind;
}
