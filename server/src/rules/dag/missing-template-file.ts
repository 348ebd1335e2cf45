// Airflow takes a text that ends like a template file for the name of one, and fails without it.

import {
  type MissingReason,
  type MissingTemplateFile,
  missingTemplateFiles,
} from '../../semantic/dag/template-files';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import { quotingOf } from '../../syntax/strings';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-template-file',
  group: 'dag',
  summary: 'A text that Airflow loads as a template file which it does not find',
  severity: 'error',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  found: (field: string, ending: string, why: string, advice: string) =>
    `\`${field}\` has a text that ends in \`${ending}\`, which Airflow takes for the name of a template ` +
    `file: ${why}, and the task fails with \`TemplateNotFound\`. ${advice}`,
  why: {
    command: 'there is none that is called like this whole command',
    template: 'the name is not rendered before the file is looked for',
    parent: 'Jinja refuses names with `..`',
    address: 'there is none that is called like this address',
    system: 'the path is looked for below the folder of the DAG file',
    absent: 'there is none in the folder of the DAG file or on `template_searchpath`',
  } satisfies Record<MissingReason, string>,
  space: 'Put a space behind it, so that it is a command.',
  include: "Write `{% include … %}` with the file's name as an expression.",
  searchPath: 'Name the folder in `template_searchpath` of the DAG, and the file below it.',
  expression: "Write it as an expression, `{{ '…' }}`, if it is no template file.",
  fix: 'Put a space behind the command',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<SyntaxNode>();
  for (const missing of missingTemplateFiles(model)) {
    const { ending, field, reason, task, text } = missing;
    const literal = text.literals.at(-1);
    if (literal === undefined || literal.tree !== model.tree || spoken.has(literal)) continue;
    spoken.add(literal);
    yield {
      message: messages.found(field, ending, messages.why[reason], adviceFor(missing)),
      node: literal,
      subject: task.node,
      tasks: [task],
      fixes: spaceFix(model, missing, literal),
    };
  }
}

/** The arguments that are commands, where a space at the end changes nothing else. */
const commandFields: ReadonlySet<string> = new Set(['bash_command', 'command']);

function isCommandLine({ field, isWhole, reason }: MissingTemplateFile): boolean {
  const runsAsCommand = reason === 'command' || reason === 'template' || reason === 'system';
  return isWhole && runsAsCommand && commandFields.has(field);
}

function adviceFor(missing: MissingTemplateFile): string {
  if (isCommandLine(missing)) return messages.space;
  switch (missing.reason) {
    case 'absent':
    case 'parent':
      return messages.searchPath;
    case 'address':
    case 'command':
      return messages.expression;
    case 'system':
      return missing.isWhole ? messages.searchPath : messages.expression;
    case 'template':
      return missing.isWhole ? messages.include : messages.expression;
  }
}

function spaceFix(model: FileModel, missing: MissingTemplateFile, literal: SyntaxNode): Fix[] {
  const end = literal.part('string_end');
  if (!isCommandLine(missing) || end === undefined || end.isMissing) return [];
  // The end of what `.strip()` and the like give is not the end of the literal.
  const last = missing.text.offsets.at(-1) ?? -1;
  const isWritten = last === end.start - 1 && !isStripped(literal);
  if (!isWritten || model.text[last] !== missing.ending.at(-1)) return [];
  if (quotingOf(literal).prefix.includes('b')) return [];
  return [
    {
      title: messages.fix,
      safety: 'safe',
      edits: [{ start: end.start, end: end.start, text: ' ' }],
    },
  ];
}

function isStripped({ parent }: SyntaxNode): boolean {
  return parent?.kind === 'attribute' && parent.parent?.kind === 'call';
}

export const missingTemplateFile: Rule = { meta, check };
