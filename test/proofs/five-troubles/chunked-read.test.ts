/** The chunked read writes the bytes that the whole read wrote, in a fraction of the memory. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../../harness/python';
import { applyFix } from './apply-fix';
import { dagAround } from './dag-around';

/** What is done over each input, by its name: rows, and what stands in the column `discount`. */
const inputs: Readonly<Record<string, { rows: number; discount: string }>> = {
  'no row at all': { rows: 0, discount: '5' },
  'one row': { rows: 1, discount: '5' },
  'more than one chunk': { rows: 150_001, discount: '5' },
  // Of the whole file pandas makes a column of floats, of its first chunk alone one of integers.
  'a number that is missing near the end': { rows: 150_001, discount: '"" if n == 150_000 else 5' },
  'a number with a fraction near the end': {
    rows: 150_001,
    discount: '5.5 if n == 150_000 else 5',
  },
  'text near the end': { rows: 150_001, discount: '"none" if n == 150_000 else 5' },
};

const runner = `
import hashlib, importlib.util, json, os, resource, sys

def load(name):
    spec = importlib.util.spec_from_file_location(name, sys.argv[1] + f"/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def write_orders(rows, discount):
    with open("orders.csv", "w") as target:
        target.write("id,day,price,amount,city,discount\\n")
        for n in range(rows):
            city = ["Zürich", "Oslo", '"Paris, FR"', ""][n % 4]
            day = f"2024-01-{n % 28 + 1:02}"
            target.write(f"{n},{day},{n % 997 / 7:.4f},{n % 13},{city},{discount(n)}\\n")

def written(module):
    # An older and longer output lies in the way.
    with open("clean.csv", "w") as target:
        target.write("an older run\\n" * 1000)
    module.work()
    digest = hashlib.sha256()
    with open("clean.csv", "rb") as result:
        while block := result.read(65536):
            digest.update(block)
    return digest.hexdigest()

import pandas, numpy
names = sys.argv[2].split(",")
modules = {name: load(name) for name in names}
os.chdir(sys.argv[1])
results = {}
for name, given in json.loads(sys.argv[3]).items():
    write_orders(given["rows"], eval("lambda n: " + given["discount"]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results[name] = {kind: written(module) for kind, module in modules.items()}
    results[name]["growth"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print("RESULTS " + json.dumps(results))
`;

interface Result {
  readonly original?: string;
  readonly fixed?: string;
  /** Kibibytes of memory that the reading took above what was taken before. */
  readonly growth: number;
}

async function results(
  environment: 2 | 3,
  sources: Readonly<Record<string, string>>,
  given: typeof inputs,
): Promise<Record<string, Result>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-chunks-'));
  const home = makeAirflowHome(environment);
  try {
    for (const [name, source] of Object.entries(sources)) {
      writeFileSync(path.join(folder, `${name}.py`), source);
    }
    const run = await runPython(environment, runner, {
      args: [folder, Object.keys(sources).join(), JSON.stringify(given)],
      variables: home.variables,
      seconds: 240,
    });
    expect(run.status, run.stderr).toBe(0);
    const line = run.stdout.split('\n').find((text) => text.startsWith('RESULTS ')) ?? '';
    return JSON.parse(line.slice('RESULTS '.length));
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
  it('writes the same bytes, whatever the input', async () => {
    const original = dagAround(body);
    const fixed = applyFix('unchunked-dataframe-read', original);
    expect(fixed).toContain('chunksize');
    const differing = Object.entries(await results(2, { original, fixed }, inputs))
      .filter(([, result]) => result.original !== result.fixed)
      .map(([input]) => input);
    expect(differing).toEqual([]);
  }, 300_000);
});

describe.each([2, 3] as const)('with the pandas of the Airflow %i environment', (environment) => {
  it('takes a fraction of the memory', async () => {
    const original = dagAround(shapes['a new column'] ?? '');
    const fixed = applyFix('unchunked-dataframe-read', original);
    const large = { large: { rows: 1_500_000, discount: '5' } };
    const before = (await results(environment, { original }, large)).large;
    const after = (await results(environment, { fixed }, large)).large;
    expect(after?.fixed).toBe(before?.original);
    console.log(`memory: ${before?.growth} KiB before, ${after?.growth} KiB after the fix`);
    expect(before?.growth).toBeGreaterThan(100_000);
    expect(after?.growth).toBeLessThan((before?.growth ?? 0) / 3);
  }, 300_000);
});
