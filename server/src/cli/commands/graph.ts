// `airworthy graph <file>`: the DAGs of a file with their tasks and edges, as JSON or Mermaid.

import path from 'node:path';
import { diskSource, projectPath } from '../../disk/disk-source';
import { readSource } from '../../disk/read-source';
import { graphOf } from '../../engine/graph';
import { FileModel } from '../../semantic/file-model';
import { Projects } from '../../semantic/project/projects';
import { displayPath } from '../display-path';
import { type ExitCode, exitCode } from '../exit-code';
import { mermaidGraph } from '../graph/mermaid';
import type { CommandHost } from '../host';
import type { GraphFormat } from './graph-formats';

export async function graph(
  fileName: string,
  format: GraphFormat,
  host: CommandHost,
): Promise<ExitCode> {
  const absolute = path.resolve(host.cwd, fileName);
  const source = readSource(absolute);
  if ('kind' in source) {
    host.stderr.write(`airworthy: ${displayPath(absolute, host.cwd)}: ${source.message}\n`);
    return source.kind === 'unreadable' ? exitCode.usage : exitCode.findings;
  }
  const parser = await host.loadParser();
  try {
    const project = await new Projects(diskSource, parser).of(projectPath(absolute));
    const known = project.files.paths.canonical(projectPath(absolute));
    // A file that the project leaves out, such as an ignored one, can be named all the same.
    if (project.files.textOf(known) !== source.text) project.files.open(known, source.text);
    const surroundings = project.surroundingsOf(known);
    if (surroundings === undefined) throw new Error(`the project does not have ${known}`);
    const model = new FileModel(surroundings.own.tree, surroundings);
    const found = graphOf(model.loaded, (tree) =>
      displayPath(surroundings.fileOf(tree)?.path ?? known, host.cwd),
    );
    host.stdout.write(
      format === 'mermaid' ? mermaidGraph(found) : `${JSON.stringify(found, null, 2)}\n`,
    );
    return exitCode.clean;
  } finally {
    parser.dispose();
  }
}
