import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Finding } from '../../engine/finding';
import type { Fix } from '../../rules/rule';
import { workspaceEdit } from '../workspace-edit';
import { type ActionTarget, diagnosticsFor } from './target';

/** Every fix of every finding. */
export function* quickFixes(target: ActionTarget): Generator<CodeAction> {
  for (const finding of target.findings) {
    for (const fix of finding.fixes) {
      yield {
        title: titleOf(fix),
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnosticsFor(target, [finding]),
        isPreferred: fix === preferredOf(finding),
        edit: workspaceEdit(target.analysis, fix.edits, target.features),
      };
    }
  }
}

/** Marks what may change how a run behaves, in the word that the command line's flag uses. */
export function titleOf({ title, safety }: Pick<Fix, 'title' | 'safety'>): string {
  return safety === 'safe' ? title : `${title} (unsafe)`;
}

/** The fix that an editor may apply without asking which one is meant. */
function preferredOf({ fixes }: Finding): Fix | undefined {
  const firstSafe = fixes.find((fix) => fix.safety === 'safe');
  return firstSafe ?? (fixes.length === 1 ? fixes[0] : undefined);
}
