// Draws errors and warnings at random, to be read one by one: how often the rules are right is
// measured on code that nobody here wrote, and what was read stays on record in test/precision.
//
//   npm run try-on -- --json findings.json PATH…
//   npm run draw-sample -- --from findings.json --root FOLDER [--group hang]… [--size 200] [--seed 1]
//
// The order is that of a digest, so that the same findings are drawn again whatever else is found. What a rule says
// more than once about one line is drawn once.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readMetas } from '../rules/metas.mjs';

const { values: options } = parseArgs({
  options: {
    from: { type: 'string' },
    root: { type: 'string' },
    group: { type: 'string', multiple: true, default: ['hang', 'failure'] },
    size: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
if (options.from === undefined || options.root === undefined) {
  throw new Error('Give --from FILE, which try-on --json has written, and --root FOLDER.');
}

const groups = new Map((await readMetas()).map(({ id, group }) => [id, group]));
const drawn = JSON.parse(readFileSync(options.from, 'utf8'))
  .filter(({ severity }) => severity === 'error' || severity === 'warning')
  .filter(({ rule }) => options.group.includes(groups.get(rule)))
  .map(({ file, line, rule, severity, message }) => ({
    file: path.relative(options.root, file),
    line,
    rule,
    severity,
    message,
  }))
  .map((finding) => [rankOf(finding), finding]);
const sample = [...new Map(drawn)]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .slice(0, Number(options.size))
  .map(([, finding]) => finding);
console.log(JSON.stringify(sample, null, 2));

function rankOf({ file, line, rule }) {
  return createHash('sha256').update(`${options.seed} ${rule} ${line} ${file}`).digest('hex');
}
