/**
 * The model against what Airflow 2 and 3 made of the files in `cases/`, as it is written down there;
 * test/airflow/graph-cases.test.ts holds what is written down against the real ones.
 */

import { describe, expect, it } from 'vitest';
import { judge } from '../../../../scripts/oracle/judge';
import { testParser } from '../../../harness/parser';
import { caseFiles, recordedAnswer } from './cases';

describe.each([2, 3] as const)('Airflow %i', (major) => {
  it.each(caseFiles)('%s: every task, group, edge and argument is known', async (file) => {
    const answer = recordedAnswer(major);
    const observed = answer.observation.files[file];
    if (observed === undefined) throw new Error('it is not written down what Airflow makes of it');
    const observation = { ...answer.observation, files: { [file]: observed } };
    const report = judge(await testParser(), { ...answer, observation });
    const differences = report.files.flatMap(({ verdict }) => verdict?.differences ?? []);
    // That a function may run which does not is no claim that is wrong.
    const told = differences.filter(
      ({ kind, subject }) => kind === 'wrong' || subject !== 'functions',
    );
    expect(told).toEqual([]);
    expect(report.totals.tasks.all).toBeGreaterThan(5);
    for (const subject of ['dags', 'groups', 'tasks', 'edges', 'labels', 'arguments'] as const) {
      const { all, known } = report.totals[subject];
      expect({ subject, known }).toEqual({ subject, known: all });
    }
  });
});
