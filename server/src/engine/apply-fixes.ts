import type { FixSafety } from '../rules/rule';
import { applyEdits, type TextEdit } from '../text/edit';
import { LineIndex } from '../text/lines';
import type { Analysis, Finding } from './finding';

/** Each round applies what keeps apart; a file that still changes after these is left so. */
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
    const { edits, count } = compatibleEdits(text, findings.filter(isWanted), allowed);
    if (count === 0) break;
    text = applyEdits(text, edits);
    applied += count;
  }
  return { text, applied };
}

/**
 * The edits of as many findings as can be applied together, in source order. No line is edited
 * for two of them: a fix that puts a statement into a block moves each of its lines, and knows
 * nothing of the lines that another fix would make of one of them.
 */
function compatibleEdits(
  text: string,
  findings: readonly Finding[],
  allowed: ReadonlySet<FixSafety>,
): { readonly edits: readonly TextEdit[]; readonly count: number } {
  const lines = new LineIndex(text);
  const taken = new Set<number>();
  const edits: TextEdit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => allowed.has(candidate.safety));
    if (fix === undefined) continue;
    const touched = fix.edits.flatMap((edit) => linesOf(edit, lines));
    if (touched.some((line) => taken.has(line))) continue;
    for (const line of touched) taken.add(line);
    edits.push(...fix.edits);
    count++;
  }
  return { edits, count };
}

function linesOf({ start, end }: TextEdit, lines: LineIndex): number[] {
  const first = lines.lineAt(start);
  return Array.from({ length: lines.lineAt(end) - first + 1 }, (_, index) => first + index);
}
