import { analyze } from '../../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import type { Analysis, Finding } from '../../server/src/engine/finding';
import type { Fix } from '../../server/src/rules/rule';
import { type ParserModules, PythonParser } from '../../server/src/syntax/parser';
import { applyEdits } from '../../server/src/text/edit';
import { LineIndex } from '../../server/src/text/lines';

/** What the script needs of the engine, with the parser bound. */
export async function loadEngine(modules: ParserModules) {
  const parser = await PythonParser.load(modules);
  const run = (file: File, configuration: AnalysisConfiguration) =>
    analyze(file, configuration, parser);
  return {
    defaultConfiguration,
    applyEdits,
    LineIndex,
    analyze: run,
    checkFix: (
      file: File,
      before: Analysis,
      finding: Finding,
      fix: Fix,
      configuration: AnalysisConfiguration,
    ) => brokenLaw(file, before, finding, fix, (text) => run({ ...file, text }, configuration)),
  };
}

interface File {
  readonly path: string;
  readonly text: string;
}

/** The law that a fix breaks, in words; undefined where it keeps all of them. */
function brokenLaw(
  file: File,
  before: Analysis,
  finding: Finding,
  fix: Fix,
  analyzeText: (text: string) => Analysis,
): string | undefined {
  let text: string;
  try {
    text = applyEdits(file.text, fix.edits);
  } catch (error) {
    return String(error);
  }
  if (text === file.text) return 'it changes nothing';
  const after = analyzeText(text);
  const was = countByRule(before.findings);
  const is = countByRule(after.findings);
  if ((is.get(finding.rule) ?? 0) >= (was.get(finding.rule) ?? 0)) return 'the finding stays';
  for (const [rule, count] of is) {
    if (count > (was.get(rule) ?? 0)) return `it adds a ${rule}`;
  }
  return undefined;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
