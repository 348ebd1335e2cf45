// Brings everything that is generated from the rules' meta and proofs up to date (npm run docs).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { settingsSchema, withHead, withTable } from './documents.mjs';
import { readMetas } from './metas.mjs';
import { proofSummary, withProofs } from './proofs.mjs';

const root = path.join(import.meta.dirname, '../..');
const metas = await readMetas();

for (const meta of metas) {
  const page = path.join(root, 'docs/rules', `${meta.id}.md`);
  if (existsSync(page)) rewrite(page, (text) => withHead(meta, text, proofSummary(meta.id)));
  else console.error(`docs/rules/${meta.id}.md is missing`);
}
rewrite(path.join(root, 'README.md'), (text) => withTable(metas, text));
rewrite(path.join(root, 'docs/proofs.md'), (text) =>
  withProofs(
    metas.map(({ id }) => proofSummary(id)),
    text,
  ),
);
rewrite(path.join(root, 'package.json'), (text) => {
  const manifest = JSON.parse(text);
  const setting = manifest.contributes.configuration.properties['airworthy.rules'];
  setting.properties = settingsSchema(metas);
  return `${JSON.stringify(manifest, null, 2)}\n`;
});

function rewrite(file, change) {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) return;
  writeFileSync(file, after);
  console.log(path.relative(root, file));
}
