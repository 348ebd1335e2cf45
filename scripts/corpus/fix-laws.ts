import { applyAllFixes } from '../../server/src/engine/apply-fixes';
import type { Analysis, Finding } from '../../server/src/engine/finding';
import { allRules } from '../../server/src/rules/registry';
import type { Fix, FixSafety } from '../../server/src/rules/rule';
import { applyEdits, inOrder, type TextEdit } from '../../server/src/text/edit';

/** What a fix makes of a file, and the law that it breaks, in words; CPython judges the rest. */
export interface FixedText {
  readonly text: string;
  readonly problem: string | undefined;
}

/** Whether one fix of one finding keeps the laws that can be seen from findings and edits. */
export function tryFix(
  original: string,
  before: Analysis,
  finding: Finding,
  { edits }: Fix,
  analyzeText: (text: string) => Analysis,
): FixedText {
  let text: string;
  try {
    text = applyEdits(original, edits);
  } catch (error) {
    return { text: original, problem: String(error) };
  }
  return { text, problem: problemOf() };

  function problemOf(): string | undefined {
    if (text === original) return 'it changes nothing';
    const after = analyzeText(text);
    const [notice] = after.notices;
    if (notice !== undefined) return `the rule ${notice.rule} fails on the result`;
    const others = before.findings.filter((other) => other !== finding);
    const unmatched = after.findings.filter((found) => !takeMatch(others, found));
    // What is said of a task that a fix has changed may be said of its DAG instead.
    const [was, is] = [countByRule(before), countByRule(after)];
    const added = unmatched.find(
      ({ rule }) => rule === finding.rule || (is.get(rule) ?? 0) > (was.get(rule) ?? 0),
    );
    if (added === undefined) return undefined;
    const where = `line ${lineOf(text, added.start)}`;
    if (added.rule !== finding.rule) return `it adds a ${added.rule} (${where})`;
    return `the finding stays, or there is another of its rule (${where})`;
  }

  /** Each finding of before stands for one of after: at its place, or moved as it was. */
  function takeMatch(candidates: Finding[], found: Finding): boolean {
    const start = originOf(found.start, edits);
    const end = originOf(found.end, edits);
    const ofRule = candidates.filter(({ rule }) => rule === found.rule);
    const isAtPlace = (other: Finding) => start.from === other.start && end.to === other.end;
    const match =
      ofRule.find(isAtPlace) ??
      // A trouble for which a stronger rule speaks, now that there is a limit to defeat.
      candidates.find((other) => isAtPlace(other) && yields(other.rule, found.rule)) ??
      ofRule.find((other) => start.from <= other.end && other.start <= end.to) ??
      ofRule.find((other) => coveredText(original, other) === coveredText(text, found));
    if (match === undefined) return false;
    candidates.splice(candidates.indexOf(match), 1);
    return true;
  }
}

/** Whether a file keeps the laws when its fixes are applied together, until none is left. */
export function tryAllFixes(
  original: string,
  before: Analysis,
  allowed: ReadonlySet<FixSafety>,
  analyzeText: (text: string) => Analysis,
): FixedText {
  let text: string;
  try {
    text = applyAllFixes(original, analyzeText, allowed).text;
  } catch (error) {
    return { text: original, problem: String(error) };
  }
  if (text === original) return { text, problem: undefined };
  const after = analyzeText(text);
  const left = after.findings.find(({ fixes }) => fixes.some(({ safety }) => allowed.has(safety)));
  if (left !== undefined) {
    return { text, problem: `a fix of ${left.rule} is left (line ${lineOf(text, left.start)})` };
  }
  const counts = countByRule(before);
  for (const [rule, count] of countByRule(after)) {
    if (count > (counts.get(rule) ?? 0)) return { text, problem: `they add a ${rule}` };
  }
  return { text, problem: undefined };
}

function yields(rule: string, stronger: string): boolean {
  const yieldsTo = allRules.find(({ meta }) => meta.id === rule)?.meta.yieldsTo ?? [];
  return yieldsTo.includes(stronger);
}

function countByRule({ findings }: Analysis): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Which offsets of the original text an offset of the edited one can stand for. */
function originOf(
  offset: number,
  edits: readonly TextEdit[],
): { readonly from: number; readonly to: number } {
  let shift = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (offset < start + shift) break;
    if (offset <= start + shift + text.length) return { from: start, to: end };
    shift += text.length - (end - start);
  }
  return { from: offset - shift, to: offset - shift };
}

function coveredText(text: string, { start, end }: Finding): string {
  return text.slice(start, end);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
