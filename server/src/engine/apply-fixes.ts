import type { FixSafety } from '../rules/rule';
import type { PythonParser } from '../syntax/parser';
import { applyEdits, areDisjoint, type TextEdit } from '../text/edit';
import { analyze, type SourceFile } from './analyze';
import type { AnalysisConfiguration } from './configuration';
import type { Finding } from './finding';

/** Each round applies what does not overlap; a file that still changes after these is left so. */
const maximumRounds = 50;

export interface FixResult {
  readonly text: string;
  readonly applied: number;
}

/** Applies the first fix of every wanted finding again and again until nothing is left to fix. */
export function applyAllFixes(
  file: SourceFile,
  configuration: AnalysisConfiguration,
  parser: PythonParser,
  allowed: ReadonlySet<FixSafety>,
  isWanted: (finding: Finding) => boolean = () => true,
): FixResult {
  let text = file.text;
  let applied = 0;
  for (let round = 0; round < maximumRounds; round++) {
    const { findings } = analyze({ ...file, text }, configuration, parser);
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
