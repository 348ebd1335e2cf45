import { analyze, type SourceFile } from '../engine/analyze';
import { applyAllFixes } from '../engine/apply-fixes';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Finding } from '../engine/finding';
import type { FixSafety } from '../rules/rule';
import { firstSyntaxError } from '../syntax/errors';
import type { PythonParser } from '../syntax/parser';

/** What is said of one text; `faults` are Airworthy's own, each in a sentence. */
export interface TextCheck {
  readonly findings: readonly Finding[];
  readonly faults: readonly string[];
}

export interface TextFix {
  readonly text: string;
  /** How many fixes the text has seen. */
  readonly applied: number;
  readonly faults: readonly string[];
}

/** Total: whatever goes wrong inside becomes a fault, and the other files are still checked. */
export function checkText(
  file: SourceFile,
  configuration: AnalysisConfiguration,
  parser: PythonParser,
): TextCheck {
  try {
    const { findings, notices } = analyze(file, configuration, parser);
    return {
      findings,
      faults: notices.map(
        ({ rule, message }) => `The rule ${rule} failed and was left out: ${message}`,
      ),
    };
  } catch (error) {
    return { findings: [], faults: [`The analysis failed: ${describe(error)}`] };
  }
}

/** Applies the fixes of a text; gives the text back as it was where that would break it. */
export function fixText(
  file: SourceFile,
  configuration: AnalysisConfiguration,
  parser: PythonParser,
  allowed: ReadonlySet<FixSafety>,
): TextFix {
  const unchanged = { text: file.text, applied: 0 };
  try {
    const { text, applied } = applyAllFixes(file, configuration, parser, allowed);
    if (text === file.text) return { ...unchanged, faults: [] };
    const isBroken = firstSyntaxError(parser.parse(text)) !== undefined;
    const wasBroken = firstSyntaxError(parser.parse(file.text)) !== undefined;
    if (isBroken && !wasBroken) {
      const fault = 'The fixes would have left Python that does not parse, so none was applied.';
      return { ...unchanged, faults: [fault] };
    }
    return { text, applied, faults: [] };
  } catch (error) {
    return { ...unchanged, faults: [`The fixes could not be applied: ${describe(error)}`] };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
