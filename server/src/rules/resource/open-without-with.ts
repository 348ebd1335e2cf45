// A file that is opened without `with` stays open when the code that uses it raises.

import { withStatement } from '../../fixes/with-statement';
import { opensFile, readsWholeFile } from '../../knowledge/file-objects';
import type { FileModel } from '../../semantic/file-model';
import { closesInFinally, type OpenedFile, ownerOf } from '../../semantic/opened-files';
import { argumentValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'open-without-with',
  group: 'resource',
  summary: 'A file that is opened without `with`',
  severity: 'warning',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  written: (callee: string) =>
    `\`${callee}\` without \`with\`: when the code that uses the file raises, what was written may ` +
    'never reach the disk, and the retry finds a cut file. Open it in a `with` block.',
  read: (callee: string) =>
    `\`${callee}\` without \`with\`: when the code that uses the file raises, it stays open, and a ` +
    'task that works through many files runs out of descriptors. Open it in a `with` block.',
  fix: 'Open the file in a `with` block',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const { node, name } of model.calls) {
    const callee = node.child('function');
    if (name === undefined || callee === undefined || !opensFile(name)) continue;
    const opened = ownerOf(model, node, readsWholeFile);
    if (opened === undefined || closesInFinally(model, opened)) continue;
    const fix = fixFor(model, node, opened);
    yield {
      message: messages[isWritten(model, node) ? 'written' : 'read'](`${callee.text}()`),
      node: callee,
      subject: node,
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

function isWritten(model: FileModel, call: SyntaxNode): boolean {
  return /[wax+]/.test(model.constants.string(argumentValue(call, 'mode', 1)) ?? 'r');
}

function fixFor(model: FileModel, call: SyntaxNode, opened: OpenedFile): Fix | undefined {
  const edits = withStatement(model, call, opened);
  return edits === undefined ? undefined : { title: messages.fix, safety: 'safe', edits };
}

export const openWithoutWith: Rule = { meta, check };
