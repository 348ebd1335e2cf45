/**
 * The upgrade rules against `ruff check --select AIR3` on the same files: Airflow's own examples of
 * 2.10.5, and those of this repository. Whatever one finds and the other does not has to be
 * explained in ruff-differences.json.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensurePython } from '../../scripts/airflow/setup.mjs';
import { analyze } from '../../server/src/engine/analyze';
import { defaultConfiguration } from '../../server/src/engine/configuration';
import { LineIndex } from '../../server/src/text/lines';
import { testParser } from '../harness/parser';
import { runPython } from '../harness/python';
import kinds from './ruff-differences.json' with { type: 'json' };

const rules = ['moved-import', 'removed-argument', 'removed-context-key', 'subdag-operator'];
const repository = path.resolve(import.meta.dirname, '../..');

/**
 * What a finding is about, so that both say the same of one trouble: an import by its dotted path,
 * since ruff reports it where it is used and Airworthy where it is imported; anything else by its
 * name and line.
 */
interface Statement {
  readonly file: string;
  readonly subject: string;
}

interface Kind {
  readonly only: 'ruff' | 'airworthy';
  /** What is found, as a regular expression for the whole subject without its line. */
  readonly subject: string;
  /** The file's name, where the explanation holds for this file alone. */
  readonly file?: string;
  readonly why: string;
}

const explained: readonly Kind[] = kinds.differences as readonly Kind[];
const keyOf = ({ file, subject }: Statement) => `${file}: ${subject}`;

describe('the upgrade rules and ruff', () => {
  let ours: readonly Statement[] = [];
  let theirs: readonly Statement[] = [];

  beforeAll(async () => {
    const files = await exampleFiles();
    theirs = askRuff(files);
    ours = await askAirworthy(files);
  }, 120_000);

  it('find much of the same', () => {
    const found = new Set(ours.map(keyOf));
    const shared = theirs.filter((one) => found.has(keyOf(one)));
    expect(shared.length).toBeGreaterThan(100);
  });

  it('differ only where it is explained', () => {
    expect(differences(ours, theirs).filter(({ kind }) => kind === undefined)).toEqual([]);
  });

  it('need every explanation', () => {
    const used = new Set(differences(ours, theirs).map(({ kind }) => kind));
    expect(explained.filter((kind) => !used.has(kind))).toEqual([]);
  });
});

function differences(ours: readonly Statement[], theirs: readonly Statement[]) {
  return [...missingFrom(ours, theirs, 'ruff'), ...missingFrom(theirs, ours, 'airworthy')];
}

/** What the others say and these do not, with the explanation. */
function missingFrom(
  these: readonly Statement[],
  others: readonly Statement[],
  only: Kind['only'],
) {
  const known = new Set(these.map(keyOf));
  return others
    .filter((one) => !known.has(keyOf(one)))
    .map(({ file, subject }) => ({
      only,
      file,
      subject,
      kind: explained.find(
        (kind) =>
          kind.only === only &&
          (kind.file === undefined || kind.file === path.basename(file)) &&
          new RegExp(`^(?:${kind.subject})$`).test(subject.replace(/@\d+$/, '')),
      ),
    }));
}

async function exampleFiles(): Promise<readonly string[]> {
  const run = await runPython(
    2,
    `
import pathlib, sys
import airflow.example_dags
roots = [pathlib.Path(airflow.example_dags.__file__).parent, pathlib.Path(sys.argv[1])]
print("\\n".join(str(file) for root in roots for file in sorted(root.rglob("*.py"))))
`,
    { args: [path.join(repository, 'examples')] },
  );
  const files = run.stdout.split('\n').filter((line) => line.endsWith('.py'));
  expect(files.length, run.stderr).toBeGreaterThan(60);
  return files;
}

function askRuff(files: readonly string[]): readonly Statement[] {
  const ruff = path.join(path.dirname(ensurePython('ruff')), 'ruff');
  const options = [
    '--isolated',
    '--no-cache',
    '--preview',
    '--ignore-noqa',
    '--output-format=json',
  ];
  const { stdout, stderr } = spawnSync(ruff, ['check', ...options, '--select', 'AIR3', ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).not.toMatch(/error/i);
  const found: readonly {
    readonly code: string;
    readonly filename: string;
    readonly message: string;
    readonly location: { readonly row: number };
  }[] = JSON.parse(stdout);
  return unique(
    found.flatMap(({ code, filename, location, message }) => {
      // AIR303 and AIR304 are about signatures and about values that change, not about these rules.
      const name = /^`([\w.]+)`/.exec(message)?.[1];
      if (name === undefined || code === 'AIR303' || code === 'AIR304') return [];
      const subject = name.startsWith('airflow.') ? name : `${name}@${location.row}`;
      return [{ file: filename, subject }];
    }),
  );
}

async function askAirworthy(files: readonly string[]): Promise<readonly Statement[]> {
  const parser = await testParser();
  const configuration = { ...defaultConfiguration, select: rules, airflowVersion: '3.3' };
  return unique(
    files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const lines = new LineIndex(text);
      return analyze({ path: file, text }, configuration, parser).findings.map((finding) => {
        const name = text.slice(finding.start, finding.end).replaceAll(/^["']|["']$/g, '');
        const subjects: Readonly<Record<string, string | undefined>> = {
          'moved-import': /^`([\w.]+)`/.exec(finding.message)?.[1],
          'subdag-operator': 'airflow.operators.subdag.SubDagOperator',
        };
        const place = `${name}@${lines.lineAt(finding.start) + 1}`;
        return { file, subject: subjects[finding.rule] ?? place };
      });
    }),
  );
}

function unique(statements: readonly Statement[]): readonly Statement[] {
  return [...new Map(statements.map((one) => [keyOf(one), one])).values()];
}
