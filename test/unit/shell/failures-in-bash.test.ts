/** Bash is the judge of what a script tells of its failures. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failuresOf } from '../../../server/src/semantic/shell/lost-failures';
import { readScript } from '../../../server/src/semantic/shell/script';
import { tries } from '../../harness/tries';

const commands = ['extract', 'load', 'publish', 'report'];
let folder = '';

// Each command succeeds, but for the one that FAILING names, which fails when it is called first.
const program = `#!/usr/bin/env bash
name=$(basename "$0")
if [ "$name" = "$FAILING" ] && [ ! -e "$CALLED/$name" ]; then
  touch "$CALLED/$name"
  exit 3
fi
`;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'airworthy-bash-'));
  writeFileSync(path.join(folder, 'command'), program, { mode: 0o755 });
  for (const name of commands) symlinkSync('command', path.join(folder, name));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit code of a script in which one command fails. */
function exitCode(script: string, failing: string): number | null {
  const called = path.join(folder, `called-${readdirSync(folder).length}`);
  mkdirSync(called);
  const PATH = `${folder}:${process.env.PATH ?? ''}`;
  const env = { ...process.env, PATH, FAILING: failing, CALLED: called };
  return spawnSync('bash', ['-c', script], { env, encoding: 'utf8' }).status;
}

const command = fc.constantFrom(...commands);
const simple = fc.oneof(
  { weight: 5, arbitrary: command },
  {
    weight: 1,
    arbitrary: fc.tuple(command, command).map(([writer, reader]) => `${writer} | ${reader}`),
  },
);
const chain = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.array(simple, { minLength: 2, maxLength: 3 }).map((all) => all.join(' && ')),
  },
  { weight: 1, arbitrary: simple.map((one) => `${one} || true`) },
  { weight: 1, arbitrary: simple.map((one) => `${one} || exit 1`) },
  { weight: 1, arbitrary: simple.map((one) => `${one}; test $? -eq 0 || exit 1`) },
);
const list = fc.array(chain, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
const block = fc.oneof(
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: list.map((inside) => `if true; then\n${inside}\nfi`) },
  { weight: 1, arbitrary: list.map((inside) => `(\n${inside}\n)`) },
  {
    weight: 1,
    arbitrary: fc.tuple(list, command).map(([inside, reader]) => `(\n${inside}\n) | ${reader}`),
  },
  { weight: 1, arbitrary: list.map((inside) => `for x in 1 2; do\n${inside}\ndone`) },
  { weight: 1, arbitrary: list.map((inside) => `bash -c '\n${inside}\n'`) },
);
const script = fc
  .tuple(
    fc.constantFrom('', '', 'set -e\n', 'set -eo pipefail\n', 'set -o pipefail\n'),
    fc.array(block, { minLength: 1, maxLength: 2 }),
    fc.constantFrom('', '', '\nexit 0', '\necho done'),
  )
  .map(([options, blocks, end]) => options + blocks.join('\n') + end);

test('what is called lost leaves the script a success, and what a `set` line cures does not', () => {
  fc.assert(
    fc.property(script, (text) => {
      const read = readScript(text);
      const { canEndOnFailure, canFailPipes, lost } = failuresOf(read);
      // A name that stands twice fails where it is called first, which need not be where it is lost.
      const names = lost.map(({ failing }) => failing.name).filter((one) => commands.includes(one));
      const told = names.filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length === 2);
      for (const name of told) expect(exitCode(text, name), `${name} in\n${text}`).toBe(0);
      const options = { errexit: true, pipefail: true };
      const isCured =
        canEndOnFailure && canFailPipes && failuresOf(read, options).lost.length === 0;
      if (!isCured) return;
      const cured = `set -eo pipefail\n${text}`;
      for (const name of told) expect(exitCode(cured, name), `${name} in\n${cured}`).not.toBe(0);
    }),
    tries(25, 1_000),
  );
});
