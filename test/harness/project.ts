import { analyzeModel } from '../../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import type { Finding } from '../../server/src/engine/finding';
import { FileModel } from '../../server/src/semantic/file-model';
import { loadedProject } from './memory-project';
import { MemorySource } from './memory-source';

const root = '/project';

/** What is said of the files of a project, whose paths are relative to its folder. */
export interface TestProject {
  model(path: string): FileModel;
  /** The findings in a file, of one rule or of all. */
  findings(path: string, rule?: string): readonly Finding[];
  /** The same for another text of the file, of which the other files know nothing yet. */
  findingsInText(path: string, text: string, rule?: string): readonly Finding[];
}

export async function projectOf(
  files: Readonly<Record<string, string>>,
  own: Partial<AnalysisConfiguration> = {},
): Promise<TestProject> {
  const configuration = { ...defaultConfiguration, ...own };
  const absolute = Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]);
  const project = await loadedProject(new MemorySource(Object.fromEntries(absolute)), root);
  return { model, findings, findingsInText };

  function model(path: string): FileModel {
    const surroundings = project.surroundingsOf(`${root}/${path}`);
    if (surroundings === undefined) throw new Error(`the project has no ${path}`);
    return new FileModel(surroundings.own.tree, surroundings, configuration);
  }

  function findings(path: string, rule?: string): readonly Finding[] {
    return findingsIn(model(path), path, rule, configuration);
  }

  function findingsInText(path: string, text: string, rule?: string): readonly Finding[] {
    const surroundings = project.surroundingsOfText(`${root}/${path}`, text);
    const changed = new FileModel(surroundings.own.tree, surroundings, configuration);
    return findingsIn(changed, path, rule, configuration);
  }
}

function findingsIn(
  model: FileModel,
  path: string,
  rule: string | undefined,
  configuration: AnalysisConfiguration,
): readonly Finding[] {
  const all = analyzeModel(model, `${root}/${path}`, configuration).findings;
  return rule === undefined ? all : all.filter((finding) => finding.rule === rule);
}
