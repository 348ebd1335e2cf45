import { diskSource, projectPath } from '../../server/src/disk/disk-source';
import { analyzeModel } from '../../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import type { Analysis, Finding } from '../../server/src/engine/finding';
import type { Fix, FixSafety } from '../../server/src/rules/rule';
import { FileModel } from '../../server/src/semantic/file-model';
import { Projects } from '../../server/src/semantic/project/projects';
import { type ParserModules, PythonParser } from '../../server/src/syntax/parser';
import { LineIndex } from '../../server/src/text/lines';
import { tryAllFixes, tryFix } from './fix-laws';

/** What the script needs of the engine, with the parser bound. */
export async function loadEngine(modules: ParserModules) {
  const parser = await PythonParser.load(modules);
  const projects = new Projects(diskSource, parser);
  return {
    defaultConfiguration,
    LineIndex,
    /** A file as its project knows it, so that the findings are those of the command line. */
    open: async (path: string, text: string) => {
      const project = await projects.of(projectPath(path));
      const own = project.files.paths.canonical(projectPath(path));
      const analyze = (configuration: AnalysisConfiguration, changed = text): Analysis => {
        // The other files of its project see the same text.
        project.files.open(own, changed);
        const surroundings = project.surroundingsOfText(own, changed);
        const model = new FileModel(surroundings.own.tree, surroundings, configuration);
        const analysis = analyzeModel(model, path, configuration);
        project.files.open(own, text);
        return analysis;
      };
      return {
        analyze,
        tryFix: (
          before: Analysis,
          finding: Finding,
          fix: Fix,
          configuration: AnalysisConfiguration,
        ) => tryFix(text, before, finding, fix, (changed) => analyze(configuration, changed)),
        tryAllFixes: (
          before: Analysis,
          allowed: readonly FixSafety[],
          configuration: AnalysisConfiguration,
        ) =>
          tryAllFixes(text, before, new Set(allowed), (changed) => analyze(configuration, changed)),
      };
    },
  };
}
