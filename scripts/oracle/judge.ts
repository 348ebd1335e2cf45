// Judges the static model by real Airflows: both are given the same DAG files.

import { FileModel } from '../../server/src/semantic/file-model';
import { Project } from '../../server/src/semantic/project/project';
import type { SyntaxNode } from '../../server/src/syntax/node';
import type { PythonParser } from '../../server/src/syntax/parser';
import type { Answer } from './ask.mjs';
import { compare, type FunctionsOfFile, type Subject, subjects, type Verdict } from './compare';

/** What became of one file. */
export interface JudgedFile {
  readonly file: string;
  /** Why Airflow could not load it; such a file is not judged. */
  readonly error: string | undefined;
  readonly verdict: Verdict | undefined;
  /** What the model could not follow in it, with the line, from one. */
  readonly gaps: readonly string[];
}

export interface Report {
  readonly version: string;
  readonly files: readonly JudgedFile[];
  readonly totals: Verdict['totals'];
  readonly wrong: number;
}

/** Evaluates the observed files with the model, for the version of the Airflow that observed them. */
export function judge(parser: PythonParser, { observation, root, texts }: Answer): Report {
  const project = new Project(root, parser);
  project.update({ texts: new Map(Object.entries(texts)), links: new Map() });
  const files = Object.entries(observation.files).map(([file, observed]): JudgedFile => {
    if ('error' in observed) {
      const error = observed.error.trim().split('\n').at(-1);
      return { file, error, verdict: undefined, gaps: [] };
    }
    const surroundings = project.surroundingsOf(file);
    if (surroundings === undefined) throw new Error(`the text of ${file} is not known`);
    const { tree } = surroundings.own;
    const model = new FileModel(tree, surroundings, { airflowVersion: observation.version });
    const { loaded } = model;
    const gaps = model.gaps.map(
      ({ place, reason }) =>
        `line ${place.tree === model.tree ? model.lines.lineAt(place.start) + 1 : '?'}: ${reason}`,
    );
    const verdict = compare(observed, { ...loaded, gaps: model.gaps }, functionsOf(file, model));
    return { file, error: undefined, verdict, gaps };
  });
  const wrong = files.flatMap(({ verdict }) => verdict?.differences ?? []);
  return {
    version: observation.version,
    files,
    totals: sum(files),
    wrong: wrong.filter(({ kind }) => kind === 'wrong').length,
  };
}

function sum(files: readonly JudgedFile[]): Verdict['totals'] {
  const add = (subject: Subject) => {
    const parts = files.flatMap(({ verdict }) => verdict?.totals[subject] ?? []);
    return {
      all: parts.reduce((count, part) => count + part.all, 0),
      known: parts.reduce((count, part) => count + part.known, 0),
    };
  };
  return Object.fromEntries(
    subjects.map((subject) => [subject, add(subject)]),
  ) as Verdict['totals'];
}

function functionsOf(file: string, model: FileModel): FunctionsOfFile {
  const byLine = new Map<number, SyntaxNode[]>();
  for (const node of [...model.nodes('function_definition'), ...model.nodes('lambda')]) {
    // CPython counts a decorated function from its first decorator.
    const begin = node.parent?.kind === 'decorated_definition' ? node.parent : node;
    const line = model.lines.lineAt(begin.start) + 1;
    byLine.set(line, [...(byLine.get(line) ?? []), node]);
  }
  return {
    path: file,
    byLine,
    isOpen: (definition) =>
      model.reach(definition.child('body') ?? definition).phases.has('unknown'),
    // The definition itself runs where it stands; what is asked for is its body.
    runsAtParse: (definition) =>
      model.reach(definition.child('body') ?? definition).phases.has('parse'),
  };
}
