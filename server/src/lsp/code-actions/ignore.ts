import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { ignoreInFile, ignoreOnLine } from '../../engine/suppress-edit';
import { workspaceEdit } from '../workspace-edit';
import { type ActionTarget, byRule, diagnosticsFor } from './target';

/** Silences a rule where it is wrong: on the line (or block) of its first finding here, or in the file. */
export function* ignoreActions(target: ActionTarget): Generator<CodeAction> {
  const { analysis, model, features } = target;
  for (const [rule, findings] of byRule(target)) {
    const [first] = findings;
    if (first === undefined) continue;
    for (const change of [ignoreOnLine(model, rule, first), ignoreInFile(model, rule)]) {
      if (change === undefined) continue;
      yield {
        title: change.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnosticsFor(target, [first]),
        edit: workspaceEdit(analysis, change.edits, features),
      };
    }
  }
}
