// Tries the rules of hang and failure in real Airflows, and records what held.
//
//   npm run proofs                     what has changed since it was recorded
//   npm run proofs -- unbounded-loop   these rules, recorded or not
//   npm run proofs -- --all            every rule
//   npm run proofs -- --show <rule>    the code that is run, without running it
//   npm run proofs -- --list           what would be run
//
// Afterwards `npm run docs` links what was recorded on the pages.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/vitest'),
  ['run', '--config', 'test/proofs/vitest.config.mts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PROOFS_RECORD: '1',
      ...(values.list ? { PROOFS_LIST: '1' } : {}),
      ...(values.show ? { PROOFS_SHOW: '1' } : {}),
      ...(values.all ? { PROOFS_ALL: '1' } : {}),
      ...(positionals.length > 0 ? { PROOFS_OF: positionals.join() } : {}),
    },
  },
);
process.exitCode = status ?? 1;
