// Makes everything that a rule consists of: npm run new-rule <id> [-- --group hang]
//
// What it makes passes every test but the one that looks for TODOs: a rule about calls of
// `replace_me`, which then becomes yours.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { groupTitles } from './documents.mjs';

const root = path.join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const rulesFolder = path.join(root, 'server/src/rules');

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { group: { type: 'string', default: 'hang' } },
  });
  create(positionals[0], values.group);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

function create(id, group) {
  if (id === undefined || !/^[a-z]+(?:-[a-z]+)*$/.test(id)) {
    throw new Error('usage: npm run new-rule <id-in-kebab-case> [-- --group <group>]');
  }
  const groups = Object.keys(groupTitles);
  if (!groups.includes(group)) throw new Error(`No group ${group}: there is ${groups.join(', ')}`);
  const taken = groups.find((name) => existsSync(path.join(rulesFolder, name, `${id}.ts`)));
  if (taken !== undefined) throw new Error(`The rule ${id} exists already, in ${taken}`);
  const files = {
    [`server/src/rules/${group}/${id}.ts`]: ruleSource(id, group),
    [`docs/rules/${id}.md`]: page(id),
    [`test/rules/${id}.py`]: fixture(),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text, { flag: 'wx' });
    console.log(name);
  }
  for (const script of ['registry', 'docs']) {
    const { status } = spawnSync('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`npm run ${script} failed`);
  }
}

function ruleSource(id, group) {
  const name = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return `// TODO: one sentence that says what this is about.

import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: '${id}',
  group: '${group}',
  summary: 'TODO: one sentence without a full stop',
  severity: 'warning',
  // Until twenty of its findings in foreign code were read, and nineteen were right.
  profile: 'all',
  fix: 'none',
  since: '${version}',
};

const messages = {
  found: (what: string) => \`\${what} is wrong. It hurts the task like this. Do that instead.\`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const call of model.callsOf('airworthy_example.replace_me')) {
    if (!model.runsInTask(call)) continue;
    const callee = call.child('function') ?? call;
    yield { message: messages.found(callee.text), node: callee };
  }
}

export const ${name}: Rule = { meta, check };
`;
}

function page(id) {
  const example = (body) => `\`\`\`python
from airflow.decorators import task
from airworthy_example import replace_me


@task
def load():
    ${body}
\`\`\``;
  return `# ${id}

## What it does

TODO: what is found, and what is not.

## Why it matters in Airflow

TODO: what happens to the task, with the source of the fact.

## Bad

${example('replace_me()')}

## Good

${example('return replace_me')}

## Fix

There is none.

## When not to use it

TODO: who should turn it off.
`;
}

function fixture() {
  return `# --- case: the bad pattern
from airflow.decorators import task
from airworthy_example import replace_me


@task
def load():
    replace_me()
#   ^^^^^^^^^^ warning: replace_me is wrong. It hurts the task like this. Do that instead.
# --- case: a look-alike stays silent
from airflow.decorators import task
from other import replace_me


@task
def load():
    replace_me()
`;
}
