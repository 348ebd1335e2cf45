import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { openRulePageCommand } from '../../protocol/initialization';
import { type ActionTarget, byRule, diagnosticsFor } from './target';

/** For clients that can show a rule's page by themselves. */
export function* rulePageActions(target: ActionTarget): Generator<CodeAction> {
  if (target.options.canOpenRulePage !== true) return;
  for (const [rule, findings] of byRule(target)) {
    const title = `Show rule page of ${rule}`;
    yield {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsFor(target, findings.slice(0, 1)),
      command: { title, command: openRulePageCommand, arguments: [rule] },
    };
  }
}
