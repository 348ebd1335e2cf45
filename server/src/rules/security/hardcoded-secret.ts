// A password, token or key in a DAG file can be read by everyone who may see the DAG.

import { secretKind } from '../../knowledge/secret-names';
import type { FileModel } from '../../semantic/file-model';
import { type MappedText, mappedText, sourceRange } from '../../semantic/mapped-text';
import { namedTexts } from '../../semantic/secrets/named-values';
import { secretsIn, type TextSecret } from '../../semantic/secrets/secret-texts';
import { isSecretValue } from '../../semantic/secrets/secret-values';
import type { SyntaxNode } from '../../syntax/node';
import { remembered, rememberedBy } from '../../text/remembered';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'hardcoded-secret',
  group: 'security',
  summary: 'A password, token or key that is written in the code',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  isAboutSecrets: true,
};

const harm =
  'Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who ' +
  'may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.';

// Messages are logged and shown elsewhere, so they never repeat the secret.
const messages = {
  named: (name: string) => `\`${name}\` gets a secret that is written in the code: ${harm}`,
  format: (format: string) => `This is ${format} in the code: ${harm}`,
  uri: (scheme: string) => `This \`${scheme}://\` URI holds a password: ${harm}`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<SyntaxNode>();
  for (const literal of literalsOf(model)) {
    const secret = secretOf(model.whole, literal);
    if (secret === undefined) continue;
    spoken.add(literal);
    const mapped = mappedText(model, literal);
    yield { message: messageFor(secret), node: literal, ...(mapped && rangeOf(mapped, secret)) };
  }
  for (const { literal, name, value } of namedTexts(model)) {
    const kind = secretKind(name);
    if (kind === undefined || spoken.has(literal) || !isSecretValue(value, kind)) continue;
    spoken.add(literal);
    yield { message: messages.named(name), node: literal };
  }
}

const secretOf = rememberedBy((model: FileModel, literal: SyntaxNode): TextSecret | undefined => {
  const mapped = mappedText(model, literal);
  return mapped === undefined ? undefined : firstSecretIn(mapped);
});

const firstSecretIn = remembered(
  ({ text }: MappedText): TextSecret | undefined => secretsIn(text)[0],
);

/** Whole texts, adjacent literals as one; documentation is left out. */
function literalsOf(model: FileModel): SyntaxNode[] {
  const single = model
    .nodes('string')
    .filter(({ parent }) => parent?.kind !== 'concatenated_string');
  return [...single, ...model.nodes('concatenated_string')].filter(
    ({ parent }) => parent?.kind !== 'expression_statement',
  );
}

function messageFor({ kind, name }: TextSecret): string {
  return messages[kind](name);
}

function rangeOf(mapped: MappedText, { end, start }: TextSecret): Pick<Problem, 'range'> {
  const range = sourceRange(mapped, start, end);
  return range === undefined ? {} : { range };
}

export const hardcodedSecret: Rule = { meta, check };
