/** What is written down of the DAG files in test/model/dag/graph/cases is what real Airflows make of them. */

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { observe } from '../../scripts/oracle/observe.mjs';
import { caseFiles, casesFolder, recordOf, withNames } from '../model/dag/graph/cases';

it.each([2, 3] as const)(
  'Airflow %i makes of the cases what is written down',
  (major) => {
    const environment = major === 2 ? '2' : '3';
    const observed = withNames(observe(environment, { files: caseFiles, roots: [casesFolder] }));
    const text = `${JSON.stringify(observed, null, 1)}\n`;
    if (process.env.UPDATE_FIXTURES === '1') writeFileSync(recordOf(major), text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(recordOf(major), 'utf8')));
  },
  300_000,
);
