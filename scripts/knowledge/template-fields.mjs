// Writes server/src/knowledge/data/template-fields.json: the templated fields of the operators of the
// Airflows of scripts/airflow and of their providers, by class name and by name of the decorator.
//
//   node scripts/knowledge/template-fields.mjs

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { airflowVariables, ensurePython } from '../airflow/setup.mjs';

const script = path.join(import.meta.dirname, 'template_fields.py');
const target = path.join(
  import.meta.dirname,
  '../../server/src/knowledge/data/template-fields.json',
);

/** @type {Map<string, string[][]>} */
const lists = new Map();
for (const environment of ['2', '3', 'providers']) {
  for (const [operator, fields] of Object.entries(read(environment))) {
    const name = operator.startsWith('@')
      ? operator
      : operator.slice(operator.lastIndexOf('.') + 1);
    if (name.startsWith('_')) continue;
    lists.set(name, [...(lists.get(name) ?? []), fields]);
  }
}

// What the versions, or several classes of one name, do not agree on is kept apart.
const always = {};
const sometimes = {};
for (const [name, versions] of [...lists].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const all = [...new Set(versions.flat())].sort();
  always[name] = all.filter((field) => versions.every((fields) => fields.includes(field)));
  const rest = all.filter((field) => !always[name].includes(field));
  if (rest.length > 0) sometimes[name] = rest;
}
writeFileSync(target, `${JSON.stringify({ always, sometimes }, null, 1)}\n`);
console.log(`${lists.size} operators and decorators`);

function read(environment) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'airworthy-fields-'));
  try {
    const { status, stdout, stderr } = spawnSync(ensurePython(environment), [script], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, ...airflowVariables(home) },
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout).operators;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
