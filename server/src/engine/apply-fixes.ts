import type { FixSafety } from '../rules/rule';
import { applyEdits, type TextEdit } from '../text/edit';
import { LineIndex } from '../text/lines';
import type { Analysis, Finding } from './finding';

/** A file that still has fixes to apply after so many analyses is left so. */
const maximumAnalyses = 100;

export interface FixResult {
  readonly text: string;
  readonly applied: number;
}

/**
 * Applies the first fix of every wanted finding again and again until nothing is left to fix. What
 * fixes do to each other is seen by analyzing what they make together: where that has a finding more
 * than before, only some are applied at once, and one that brings it by itself is left out.
 *
 * @param analyzeText says what would be found in the file if this were its text.
 */
export function applyAllFixes(
  original: string,
  analyzeText: (text: string) => Analysis,
  allowed: ReadonlySet<FixSafety>,
  isWanted: (finding: Finding) => boolean = () => true,
): FixResult {
  let text = original;
  let { findings } = analyzeText(text);
  let applied = 0;
  let atOnce = Number.POSITIVE_INFINITY;
  const refused = new Set<string>();
  for (let analyses = 1; analyses < maximumAnalyses; analyses++) {
    const wanted = choicesOf(text, findings.filter(isWanted), allowed).filter(
      ({ id }) => !refused.has(id),
    );
    const chosen = keptApart(text, wanted).slice(0, atOnce);
    const [first, ...others] = chosen;
    if (first === undefined) break;
    const changed = applyEdits(
      text,
      chosen.flatMap(({ edits }) => edits),
    );
    const after = analyzeText(changed).findings;
    if (!hasMore(after, findings)) {
      text = changed;
      findings = after;
      applied += chosen.length;
      atOnce = Number.POSITIVE_INFINITY;
    } else if (others.length > 0) atOnce = Math.ceil(chosen.length / 2);
    else refused.add(first.id);
  }
  return { text, applied };
}

/** A fix of a finding, by what tells it from others when the text around it has changed. */
interface Choice {
  readonly id: string;
  readonly edits: readonly TextEdit[];
}

function choicesOf(
  text: string,
  findings: readonly Finding[],
  allowed: ReadonlySet<FixSafety>,
): Choice[] {
  return findings.flatMap(({ end, fixes, rule, start }) => {
    const fix = fixes.find(({ safety }) => allowed.has(safety));
    if (fix === undefined || changesNothing(text, fix.edits)) return [];
    return [{ id: `${rule}\0${fix.title}\0${text.slice(start, end)}`, edits: fix.edits }];
  });
}

/** True for a fix that is there already, of a finding about what another file has seen before. */
function changesNothing(text: string, edits: readonly TextEdit[]): boolean {
  return edits.every((edit) => text.slice(edit.start, edit.end) === edit.text);
}

/**
 * As many as can be applied together, in source order. No line is edited for two of them: a fix that
 * puts a statement into a block moves each of its lines, and knows nothing of the lines that another
 * fix would make of one of them.
 */
function keptApart(text: string, choices: readonly Choice[]): Choice[] {
  const lines = new LineIndex(text);
  const taken = new Set<number>();
  return choices.filter(({ edits }) => {
    const touched = edits.flatMap((edit) => linesOf(edit, lines));
    if (touched.some((line) => taken.has(line))) return false;
    for (const line of touched) taken.add(line);
    return true;
  });
}

function linesOf({ start, end }: TextEdit, lines: LineIndex): number[] {
  const first = lines.lineAt(start);
  return Array.from({ length: lines.lineAt(end) - first + 1 }, (_, index) => first + index);
}

function hasMore(after: readonly Finding[], before: readonly Finding[]): boolean {
  const counts = new Map<string, number>();
  for (const { rule } of before) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return after.some(({ rule }) => {
    const left = (counts.get(rule) ?? 0) - 1;
    counts.set(rule, left);
    return left < 0;
  });
}
