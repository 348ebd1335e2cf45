import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/engine/analyze';
import { applyAllFixes } from '../../../server/src/engine/apply-fixes';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import type { Analysis, Finding } from '../../../server/src/engine/finding';
import { firstSyntaxError } from '../../../server/src/syntax/errors';
import type { PythonParser } from '../../../server/src/syntax/parser';
import type { TextEdit } from '../../../server/src/text/edit';
import { testParser } from '../../harness/parser';

const everyFix = new Set(['safe', 'unsafe'] as const);

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

describe('fixes that touch one statement', () => {
  const operator = `import httpx
from airflow.models.baseoperator import BaseOperator


class GetAddress(BaseOperator):
    def __init__(self, url: str, **kwargs):
        super().__init__(**kwargs)
        self.url = url

    def execute(self, context):
        return httpx.get(self.url).json()
`;

  test('are applied one after the other', () => {
    const configuration = { ...defaultConfiguration, profile: 'strict' as const };
    const analyzeText = (text: string) =>
      analyze({ path: 'dags/address.py', text }, configuration, parser);
    const { text } = applyAllFixes(operator, analyzeText, everyFix);
    expect(text).toContain('except httpx.HTTPError:');
    expect(text).toContain('response.raise_for_status()');
    expect(firstSyntaxError(parser.parse(text)), text).toBeUndefined();
    expect(analyzeText(text).findings.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
  });

  test('wait for the next round where only the line is the same', () => {
    const shown: string[] = [];
    const { text, applied } = applyAllFixes(
      'first(second)\nthird\n',
      (now) => {
        shown.push(now);
        return renaming(now, ['first', 'second', 'third']);
      },
      everyFix,
    );
    expect(text).toBe('FIRST(SECOND)\nTHIRD\n');
    expect(applied).toBe(3);
    expect(shown).toEqual([
      'first(second)\nthird\n',
      'FIRST(second)\nTHIRD\n',
      'FIRST(SECOND)\nTHIRD\n',
    ]);
  });
});

describe('fixes that do something to each other', () => {
  /** Two limits fit alone; together they are a mistake, until the second one is made to fit. */
  const limits = (text: string): Analysis => {
    const findings: Finding[] = [];
    const [task, run] = text.split('\n');
    if (task === 'task') {
      const value = run === 'run=1' ? 1 : 2;
      findings.push(findingOf({ start: 4, end: 4, text: `=${value}` }, 'task-limit'));
    }
    if (run === 'run') {
      const end = text.indexOf('run') + 3;
      findings.push(findingOf({ start: end, end, text: '=1' }, 'run-limit'));
    }
    if (task === 'task=2' && run === 'run=1') {
      findings.push({ ...findingOf({ start: 0, end: 6, text: '' }, 'too-long'), fixes: [] });
    }
    return { findings, notices: [], isOfToday: false };
  };

  test('are applied one at a time where together they bring a finding', () => {
    expect(applyAllFixes('task\nrun', limits, everyFix)).toEqual({
      text: 'task=2\nrun',
      applied: 1,
    });
    expect(applyAllFixes('task\nrun=1', limits, everyFix)).toEqual({
      text: 'task=1\nrun=1',
      applied: 1,
    });
  });

  test('what changes nothing is not applied', () => {
    const stubborn = findingOf({ start: 0, end: 3, text: 'run' });
    const analysis = { findings: [stubborn], notices: [], isOfToday: false };
    expect(applyAllFixes('run', () => analysis, everyFix)).toEqual({ text: 'run', applied: 0 });
  });
});

/** A finding for each of some names, which its fix writes in capitals. */
function renaming(text: string, names: readonly string[]): Analysis {
  const findings = names.flatMap((name) => {
    const start = text.indexOf(name);
    if (start < 0) return [];
    return [findingOf({ start, end: start + name.length, text: name.toUpperCase() })];
  });
  return { findings, notices: [], isOfToday: false };
}

function findingOf(edit: TextEdit, rule = 'a-rule'): Finding {
  return {
    rule,
    severity: 'warning',
    message: '',
    start: edit.start,
    end: edit.end,
    phases: [],
    tasks: [],
    related: [],
    fixes: [{ title: '', safety: 'safe', edits: [edit] }],
  };
}
