import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { refactoringsOf } from '../../engine/refactorings';
import { workspaceEdit } from '../workspace-edit';
import { titleOf } from './quick-fixes';
import type { ActionTarget } from './target';

/** The refactorings of what is selected; without a selection, of the statement at the cursor. */
export function* refactorings(target: ActionTarget): Generator<CodeAction> {
  const { analysis, model, range, features } = target;
  // A bulb at every place that the cursor comes to would say nothing.
  if (!target.isInvoked && range.start === range.end) return;
  for (const refactoring of refactoringsOf(model, range)) {
    yield {
      title: titleOf(refactoring),
      kind: CodeActionKind.RefactorRewrite,
      edit: workspaceEdit(analysis, refactoring.edits, features),
    };
  }
}
