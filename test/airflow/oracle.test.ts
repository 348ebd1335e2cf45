/** The model of DAGs against what real Airflows make of the same files. */

import { beforeAll, describe, expect, it } from 'vitest';
import { askAirflow } from '../../scripts/oracle/ask.mjs';
import { judge, type Report } from '../../scripts/oracle/judge';
import { leastKnown } from '../../scripts/oracle/report';
import { testParser } from '../harness/parser';

describe.each(['2', '3', 'providers'] as const)('Airflow %s', (environment) => {
  let report: Report;

  beforeAll(async () => {
    report = judge(await testParser(), askAirflow(environment));
  }, 20 * 60_000);

  it('makes what the model claims as certain', () => {
    const wrong = report.files.flatMap(({ file, verdict }) =>
      (verdict?.differences ?? [])
        .filter(({ kind }) => kind === 'wrong')
        .map(({ what }) => `${file}: ${what}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(['tasks', 'edges', 'arguments'] as const)(
    'makes few %s that it does not know',
    (subject) => {
      const { all, known } = report.totals[subject];
      expect(all).toBeGreaterThan(200);
      expect(known).toBeGreaterThanOrEqual(all * leastKnown);
    },
  );

  it('runs the functions that are in the phase `parse` while it loads a file', () => {
    const { all, known } = report.totals.functions;
    expect(all).toBeGreaterThan(10);
    expect(known).toBeGreaterThanOrEqual(all * leastKnown);
  });

  it('loads most of the files', () => {
    const broken = report.files.filter(({ error }) => error !== undefined);
    expect(broken.length).toBeLessThan(report.files.length / 4);
  });
});
