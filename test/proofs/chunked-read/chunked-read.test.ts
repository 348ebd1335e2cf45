/** What the chunked read writes is, byte for byte, what the whole read wrote, on hostile data. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { applyEdits } from '../../../server/src/text/edit';
import { testParser } from '../../harness/parser';
import { type PythonEnvironment, runPython } from '../../harness/python';
import { tries } from '../../harness/tries';
import { rowWisePipelines } from './pipelines';
import { randomPipelines } from './random-pipelines';

interface Pair {
  readonly name: string;
  readonly original: string;
  readonly fixed: string;
}

interface Comparison {
  readonly differing: readonly { readonly name: string; readonly reason: string }[];
  readonly alike: number;
  /** Tasks that fail as they were written. */
  readonly failed: number;
}

const seed = Number(process.env.FUZZ_SEED ?? 7);
const { numRuns } = tries(400, 2_000);

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

describe.each(['blocks', 'gap', 'one', 'empty'])('people write it so, %s', (kind) => {
  test('writes the same bytes', { timeout: 300_000 }, async () => {
    const pairs = Object.entries(rowWisePipelines).map(([name, body]) => {
      const pair = pairOf(name, body);
      if (pair === undefined) throw new Error(`no fix is offered for: ${name}`);
      return pair;
    });
    const { differing, alike } = await compare('pandas', pairs, kind);
    expect(differing).toEqual([]);
    if (kind === 'blocks') expect(alike).toBe(pairs.length);
  });
});

describe.each([2, 3, 'pandas'] as const)('random steps, environment %s', (environment) => {
  test.each(['small-7', 'small-13'])(
    'write the same bytes where a fix is offered, %s',
    { timeout: 600_000 },
    async (kind) => {
      const pairs = randomPipelines(numRuns, seed)
        .map((body) => pairOf(body, body))
        .filter((pair) => pair !== undefined);
      expect(pairs.length).toBeGreaterThan(numRuns / 10);
      const { differing, alike } = await compare(environment, pairs, kind);
      expect(differing).toEqual([]);
      expect(alike).toBeGreaterThan(pairs.length / 2);
    },
  );
});

function pairOf(name: string, body: string): Pair | undefined {
  const indented = body.trim().replace(/^(?=.)/gm, '    ');
  const original = `import csv
import numpy as np
import pandas as pd
from airflow.decorators import task

COLUMNS = ["id", "qty", "price", "name", "code", "zip", "flag", "big", "bigmix", "day", "note", "mixed"]


def label(number):
    return "big" if number > 10 else "small"


@task
def work(path, out):
${indented}
`;
  const configuration = { ...defaultConfiguration, select: ['unchunked-dataframe-read'] };
  const { findings } = analyze({ path: 'dag.py', text: original }, configuration, parser);
  const fix = findings.flatMap((finding) => finding.fixes)[0];
  return fix === undefined ? undefined : { name, original, fixed: applyEdits(original, fix.edits) };
}

async function compare(
  environment: PythonEnvironment,
  pairs: readonly Pair[],
  kind: string,
): Promise<Comparison> {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-chunked-'));
  try {
    writeFileSync(path.join(folder, 'pairs.json'), JSON.stringify(pairs));
    const script = readFileSync(path.join(import.meta.dirname, 'compare.py'), 'utf8');
    const run = await runPython(environment, script, {
      cwd: folder,
      args: ['pairs.json', kind],
      seconds: 600,
    });
    expect(run.status, run.stderr).toBe(0);
    return JSON.parse(run.stdout) as Comparison;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
