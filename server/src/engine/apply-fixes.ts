import type { FixSafety } from '../rules/rule';
import { applyEdits, areDisjoint, type TextEdit } from '../text/edit';
import type { Analysis, Finding } from './finding';

/** Each round applies what does not overlap; a file that still changes after these is left so. */
const maximumRounds = 50;

export interface FixResult {
  readonly text: string;
  readonly applied: number;
}

/**
 * Applies the first fix of every wanted finding again and again until nothing is left to fix.
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
  let applied = 0;
  for (let round = 0; round < maximumRounds; round++) {
    const { findings } = analyzeText(text);
    const edits = compatibleEdits(findings.filter(isWanted), allowed);
    if (edits.count === 0) break;
    text = applyEdits(text, edits.edits);
    applied += edits.count;
  }
  return { text, applied };
}

/** The edits of as many findings as can be applied together, in source order. */
export function compatibleEdits(
  findings: readonly Finding[],
  allowed: ReadonlySet<FixSafety>,
): { readonly edits: readonly TextEdit[]; readonly count: number } {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => allowed.has(candidate.safety));
    if (fix === undefined || !areDisjoint(fix.edits, edits)) continue;
    edits.push(...fix.edits);
    count++;
  }
  return { edits, count };
}
