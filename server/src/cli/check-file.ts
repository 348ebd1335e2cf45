import { analyzeModel } from '../engine/analyze';
import { applyAllFixes } from '../engine/apply-fixes';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Analysis, Finding } from '../engine/finding';
import type { FixSafety } from '../rules/rule';
import { FileModel } from '../semantic/file-model';
import type { NotedSurroundings, Notes } from '../semantic/project/noted-surroundings';
import type { Project } from '../semantic/project/project';
import type { FileSummary } from '../semantic/project/summary';
import { firstSyntaxError } from '../syntax/errors';
import type { PythonParser } from '../syntax/parser';
import type { Grounds } from './work/work';

/** A file to check, as its project knows it. */
export interface ProjectSource {
  readonly project: Project;
  /** The path by which the project knows the file. */
  readonly path: string;
  readonly text: string;
  readonly configuration: AnalysisConfiguration;
}

/** What is said of one text; `faults` are Airworthy's own, each in a sentence. */
export interface TextCheck {
  readonly findings: readonly Finding[];
  readonly faults: readonly string[];
  /** The other files that were looked into. */
  readonly lookedInto: Iterable<string>;
  /** Undefined where the analysis failed. */
  readonly grounds: Grounds | undefined;
  /** For the files that it leads to, where the analysis gives it. */
  readonly summary?: FileSummary | undefined;
}

export interface TextFix {
  readonly text: string;
  /** How many fixes the text has seen. */
  readonly applied: number;
  readonly faults: readonly string[];
}

/** Total: whatever goes wrong inside becomes a fault, and the other files are still checked. */
export function checkText(source: ProjectSource): TextCheck {
  if (hasNothingToSay(source)) {
    return { findings: [], faults: [], lookedInto: [], grounds: groundsOf(undefined, false) };
  }
  try {
    const surroundings = source.project.surroundingsOfText(source.path, source.text);
    const model = modelOf(surroundings, source);
    const { configuration, path, project } = source;
    const { findings, isOfToday, notices } = analyzeModel(model, path, configuration);
    const { notes } = surroundings;
    return {
      findings,
      faults: notices.map(
        ({ rule, message }) => `The rule ${rule} failed and was left out: ${message}`,
      ),
      lookedInto: notes.texts.keys(),
      grounds: notices.length > 0 ? undefined : groundsOf(notes, isOfToday),
      summary: project.summarizeAnalyzed(model, path, notes),
    };
  } catch (error) {
    const faults = [`The analysis failed: ${describe(error)}`];
    return { findings: [], faults, lookedInto: [], grounds: undefined };
  }
}

/** True where no rule would speak, whatever the code does, so that it need not even be parsed. */
function hasNothingToSay({ configuration, path, project }: ProjectSource): boolean {
  return configuration.profile !== 'all' && project.isFarFromAirflow(path);
}

function groundsOf(notes: Notes | undefined, isOfToday: boolean): Grounds {
  return {
    dagIds: [...new Set([...(notes?.dags.keys() ?? []), ...(notes?.dagsBefore.keys() ?? [])])],
    dagFiles: [...(notes?.dagFiles ?? [])],
    isAboutAllDags: notes?.everyDagId !== undefined,
    templates: [...(notes?.templates ?? [])].map(([path, isThere]) => [path, isThere ?? null]),
    isOfToday,
  };
}

/** Applies the fixes of a text; gives the text back as it was where that would break it. */
export function fixText(
  source: ProjectSource,
  parser: PythonParser,
  allowed: ReadonlySet<FixSafety>,
): TextFix {
  const unchanged = { text: source.text, applied: 0 };
  try {
    const { text, applied } = applyAllFixes(
      source.text,
      (changed) => {
        // What other files make of it is looked for in the changed text as well.
        source.project.files.open(source.path, changed);
        return analyzeAs(source, changed);
      },
      allowed,
    );
    if (text === source.text) return { ...unchanged, faults: [] };
    const isBroken = firstSyntaxError(parser.parse(text)) !== undefined;
    const wasBroken = firstSyntaxError(parser.parse(source.text)) !== undefined;
    if (isBroken && !wasBroken) {
      const fault = 'The fixes would have left Python that does not parse, so none was applied.';
      return { ...unchanged, faults: [fault] };
    }
    return { text, applied, faults: [] };
  } catch (error) {
    return { ...unchanged, faults: [`The fixes could not be applied: ${describe(error)}`] };
  } finally {
    source.project.files.open(source.path, source.text);
  }
}

function analyzeAs(source: ProjectSource, text: string): Analysis {
  const { configuration, path, project } = source;
  const model = modelOf(project.surroundingsOfText(path, text), source);
  return analyzeModel(model, path, configuration);
}

function modelOf(surroundings: NotedSurroundings, { configuration }: ProjectSource): FileModel {
  return new FileModel(surroundings.own.tree, surroundings, configuration);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
