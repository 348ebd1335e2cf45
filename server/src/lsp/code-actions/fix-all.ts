import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { applyAllFixes } from '../../engine/apply-fixes';
import type { Analysis } from '../../engine/finding';
import { differenceAsEdits } from '../../engine/text-difference';
import type { FixSafety } from '../../rules/rule';
import { firstSyntaxError } from '../../syntax/errors';
import type { PythonParser } from '../../syntax/parser';
import type { TextEdit } from '../../text/edit';
import type { DocumentAnalysis } from '../analyses';
import { titleOf } from './quick-fixes';
import { type ActionTarget, byRule, diagnosticsFor } from './target';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.airworthy`;

/** Which fixes one action applies; travels through the client until the action is chosen. */
const schema = z.object({
  /** The analysis that the action belongs to. */
  analysis: z.string(),
  uri: z.string(),
  /** Only this rule's fixes. */
  rule: z.optional(z.string()),
  unsafe: z.boolean(),
});
export type FixAll = z.infer<typeof schema>;

export function fixAllOf(data: unknown): FixAll | undefined {
  const parsed = schema.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}

/** All findings of the rules in the range, and all that is safe: offered where one fix is not all. */
export function* fixAllInMenu(target: ActionTarget): Generator<CodeAction> {
  // Where the edits are needed at once, they are worked out only for someone who wants to see them.
  if (!target.isInvoked && !target.features.resolvesEdits) return;
  for (const [rule, findings] of byRule(target)) {
    const own = target.analysis.findings.filter((finding) => finding.rule === rule);
    const safe = fixable({ findings: own }, ['safe']);
    const all = fixable({ findings: own }, ['safe', 'unsafe']);
    const title = `Fix all ${rule} in this file`;
    const diagnostics = diagnosticsFor(target, findings);
    const action = { kind: CodeActionKind.QuickFix, diagnostics };
    if (safe > 1) yield { ...action, title, data: dataOf(target, false, rule) };
    if (all > 1 && all > safe) {
      const unsafeTitle = titleOf({ title, safety: 'unsafe' });
      yield { ...action, title: unsafeTitle, data: dataOf(target, true, rule) };
    }
  }
  if (target.findings.length > 0 && fixable(target.analysis, ['safe']) > 1) {
    yield {
      title: 'Fix all safe Airworthy findings',
      kind: CodeActionKind.QuickFix,
      data: dataOf(target, false),
    };
  }
}

/** What editors run on save. */
export function* fixAllOfSource(target: ActionTarget): Generator<CodeAction> {
  if (fixable(target.analysis, ['safe']) === 0) return;
  yield {
    title: 'Fix all safe Airworthy findings',
    kind: fixAllKind,
    data: dataOf(target, false),
  };
}

/**
 * What changes when the fixes are applied until none is left.
 *
 * @param analyzeText says what would be found if the document had another text.
 * @throws when that would leave Python that does not parse.
 */
export function fixAllEdits(
  { text }: DocumentAnalysis,
  { rule, unsafe }: FixAll,
  parser: PythonParser,
  analyzeText: (text: string) => Analysis,
): TextEdit[] {
  const fixed = applyAllFixes(
    text,
    analyzeText,
    new Set<FixSafety>(unsafe ? ['safe', 'unsafe'] : ['safe']),
    (finding) => rule === undefined || finding.rule === rule,
  );
  const isBroken = firstSyntaxError(parser.parse(fixed.text)) !== undefined;
  if (isBroken && firstSyntaxError(parser.parse(text)) === undefined) {
    throw new Error('The fixes together would have left Python that does not parse.');
  }
  return differenceAsEdits(text, fixed.text);
}

function fixable(
  { findings }: Pick<DocumentAnalysis, 'findings'>,
  safeties: readonly FixSafety[],
): number {
  return findings.filter(({ fixes }) => fixes.some(({ safety }) => safeties.includes(safety)))
    .length;
}

function dataOf({ analysis }: ActionTarget, unsafe: boolean, rule?: string): FixAll {
  return { analysis: analysis.id, uri: analysis.uri, unsafe, ...(rule !== undefined && { rule }) };
}
