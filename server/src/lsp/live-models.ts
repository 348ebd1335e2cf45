import type { AnalysisConfiguration } from '../engine/configuration';
import { LiveAnalysis } from '../engine/live-analysis';
import { FileModel } from '../semantic/file-model';
import type { NotedSurroundings } from '../semantic/project/noted-surroundings';
import { updateParsed } from '../semantic/project/parsed-files';
import type { PythonParser } from '../syntax/parser';
import type { Place } from './live-projects';

/** After so many edits a model is made anew: what it knows of code that is gone goes with it. */
const longestLife = 500;

/** What an analysis of one document goes on from. */
export interface LiveModel {
  readonly analysis: LiveAnalysis;
  /** Undefined for a document that is analyzed alone. */
  readonly surroundings: NotedSurroundings | undefined;
}

/** A document as it is now. */
export interface LiveDocument {
  readonly uri: string;
  readonly text: string;
  /** The path that the engine is given. */
  readonly path: string;
  readonly configuration: AnalysisConfiguration;
  readonly place: Place | undefined;
}

interface Kept extends LiveModel {
  readonly configuration: AnalysisConfiguration;
  readonly place: Place | undefined;
  edits: number;
}

/** The models of the open documents, which go on from one version to the next. */
export class LiveModels {
  readonly #kept = new Map<string, Kept>();

  of(document: LiveDocument, parser: PythonParser): LiveModel {
    const { uri } = document;
    const known = this.#kept.get(uri);
    // Whatever goes wrong on the way, nothing is gone on from it.
    this.#kept.delete(uri);
    const kept =
      (known !== undefined && continued(known, document, parser)) || made(document, parser);
    this.#kept.set(uri, kept);
    return kept;
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }
}

/** The model that was kept, made one of the document as it is now; undefined where it cannot become that. */
function continued(known: Kept, document: LiveDocument, parser: PythonParser): Kept | undefined {
  const { configuration, place, text } = document;
  const isSame =
    known.configuration === configuration &&
    known.place?.project === place?.project &&
    known.place?.path === place?.path;
  if (!isSame || !known.analysis.isOfThisDay || known.edits >= longestLife) return undefined;
  known.edits++;
  const { surroundings } = known;
  if (surroundings === undefined) {
    const { scopes, tree } = known.analysis.model;
    updateParsed({ tree, scopes: scopes.own }, text, parser);
    return known;
  }
  if (place === undefined || !isTextOf(place, text)) return undefined;
  return place.project.continued(surroundings) === undefined ? undefined : known;
}

function made(document: LiveDocument, parser: PythonParser): Kept {
  const { configuration, path, place, text } = document;
  const surroundings = place && surroundingsOf(place, text);
  const tree = surroundings?.own.tree ?? parser.parse(text);
  const model = new FileModel(tree, surroundings, configuration);
  const analysis = new LiveAnalysis(model, path, configuration);
  return { analysis, surroundings, configuration, place, edits: 0 };
}

/** Two documents can be one file under different names: then its text is that of one of them. */
function isTextOf({ path, project }: Place, text: string): boolean {
  return project.files.textOf(path) === text;
}

function surroundingsOf(place: Place, text: string): NotedSurroundings | undefined {
  const { path, project } = place;
  return isTextOf(place, text)
    ? project.surroundingsAsKnown(path)
    : project.surroundingsAsKnownOf(path, text);
}
