/** The chunked read writes the bytes that the whole read wrote, in a fraction of the memory. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../../harness/python';
import { applyFix } from './apply-fix';
import { dagAround } from './dag-around';

interface Outcome {
  readonly digest: string;
  readonly bytes: number;
  /** Kibibytes that the function took above what the imports had taken. */
  readonly growth: number;
}

const generator = `
import sys
rows = int(sys.argv[1])
with open("orders.csv", "w") as target:
    target.write("id,day,price,amount,city\\n")
    for number in range(rows):
        city = ["Zürich", "Oslo", '"Paris, FR"', ""][number % 4]
        target.write(f"{number},2024-01-{number % 28 + 1:02},{number % 997 / 7:.4f},{number % 13},{city}\\n")
`;

const runner = `
import importlib.util, resource, sys
spec = importlib.util.spec_from_file_location("dag_file", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
import pandas, numpy
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
module.work()
print("GROWTH", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
`;

/** Runs `work` of a DAG file over so many rows; an older, longer output lies in the way. */
async function outcome(environment: 2 | 3, source: string, rows: number): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-chunks-'));
  const home = makeAirflowHome(environment);
  try {
    const file = path.join(folder, 'dag.py');
    writeFileSync(file, source);
    writeFileSync(path.join(folder, 'clean.csv'), 'an older run\n'.repeat(1000));
    const made = await runPython(environment, generator, { cwd: folder, args: [String(rows)] });
    expect(made.status, made.stderr).toBe(0);
    const run = await runPython(environment, runner, {
      cwd: folder,
      args: [file],
      variables: home.variables,
      seconds: 120,
    });
    expect(run.status, run.stderr).toBe(0);
    const written = readFileSync(path.join(folder, 'clean.csv'));
    return {
      digest: createHash('sha256').update(written).digest('hex'),
      bytes: written.length,
      growth: Number(/GROWTH (\d+)/.exec(run.stdout)?.[1]),
    };
  } finally {
    home.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Shapes in which people write it; each reads orders.csv and writes clean.csv. */
const shapes: Readonly<Record<string, string>> = {
  'a new column': `
import pandas as pd


def work():
    orders = pd.read_csv("orders.csv")
    orders["total"] = orders["price"] * orders["amount"]
    orders.to_csv("clean.csv")
`,
  'without the index': `
import pandas as pd


def work():
    df = pd.read_csv("orders.csv")
    df["total"] = df["price"] * df["amount"]
    df.to_csv("clean.csv", index=False)
`,
  'rows left out, so that the index has gaps': `
import pandas as pd


def work():
    df = pd.read_csv("orders.csv", dtype={"city": "string"})
    df = df[df["amount"] > 6]
    df.to_csv("clean.csv")
`,
  'other arguments, tabs and a comment': `
import pandas


def work():
\t# the whole file, for now
\tdf = pandas.read_csv("orders.csv", sep=",", usecols=["id", "price"])
\tdf["price"] = df["price"].round(2)
\tdf.to_csv("clean.csv", sep=";", index=False)
`,
};

describe.each(Object.entries(shapes))('%s', (_name, body) => {
  const original = dagAround(body);

  it.each([
    ['no row at all', 0],
    ['one row', 1],
    ['more than one chunk', 250_001],
  ])('writes the same bytes for %s', async (_size, rows) => {
    const fixed = applyFix('unchunked-dataframe-read', original);
    expect(fixed).toContain('chunksize');
    const [before, after] = [await outcome(2, original, rows), await outcome(2, fixed, rows)];
    expect(before.bytes).toBeGreaterThan(0);
    expect(after.digest).toBe(before.digest);
  });
});

describe.each([2, 3] as const)('with the pandas of the Airflow %i environment', (environment) => {
  it('takes a fraction of the memory', async () => {
    const original = dagAround(shapes['a new column'] ?? '');
    const fixed = applyFix('unchunked-dataframe-read', original);
    const rows = 2_000_000;
    const before = await outcome(environment, original, rows);
    const after = await outcome(environment, fixed, rows);
    expect(after.digest).toBe(before.digest);
    console.log(`growth: ${before.growth} KiB before, ${after.growth} KiB after`);
    expect(before.growth).toBeGreaterThan(150_000);
    expect(after.growth).toBeLessThan(before.growth / 3);
  });
});
