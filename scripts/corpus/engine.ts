import { diskSource, projectPath } from '../../server/src/disk/disk-source';
import { analyzeModel } from '../../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import type { Analysis, Finding } from '../../server/src/engine/finding';
import type { Fix } from '../../server/src/rules/rule';
import { FileModel } from '../../server/src/semantic/file-model';
import { Projects } from '../../server/src/semantic/project/projects';
import { type ParserModules, PythonParser } from '../../server/src/syntax/parser';
import { applyEdits } from '../../server/src/text/edit';
import { LineIndex } from '../../server/src/text/lines';

/** What the script needs of the engine, with the parser bound. */
export async function loadEngine(modules: ParserModules) {
  const parser = await PythonParser.load(modules);
  const projects = new Projects(diskSource, parser);
  return {
    defaultConfiguration,
    applyEdits,
    LineIndex,
    /** A file as its project knows it, so that the findings are those of the command line. */
    open: async (path: string, text: string) => {
      const project = await projects.of(projectPath(path));
      const own = project.files.paths.canonical(projectPath(path));
      const analyze = (configuration: AnalysisConfiguration, changed = text): Analysis => {
        const surroundings = project.surroundingsOfText(own, changed);
        const model = new FileModel(surroundings.own.tree, surroundings, configuration);
        return analyzeModel(model, path, configuration);
      };
      return {
        analyze,
        checkFix: (
          before: Analysis,
          finding: Finding,
          fix: Fix,
          configuration: AnalysisConfiguration,
        ) => brokenLaw(text, before, finding, fix, (changed) => analyze(configuration, changed)),
      };
    },
  };
}

/** The law that a fix breaks, in words; undefined where it keeps all of them. */
function brokenLaw(
  original: string,
  before: Analysis,
  finding: Finding,
  fix: Fix,
  analyzeText: (text: string) => Analysis,
): string | undefined {
  let text: string;
  try {
    text = applyEdits(original, fix.edits);
  } catch (error) {
    return String(error);
  }
  if (text === original) return 'it changes nothing';
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
