import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisConfiguration } from '../engine/configuration';
import { LiveAnalysis } from '../engine/live-analysis';
import { FileModel } from '../semantic/file-model';
import type { NotedSurroundings } from '../semantic/project/noted-surroundings';
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

interface Kept extends LiveModel {
  readonly configuration: AnalysisConfiguration;
  readonly place: Place | undefined;
  edits: number;
}

/** The models of the open documents, which go on from one version to the next. */
export class LiveModels {
  readonly #kept = new Map<string, Kept>();

  /**
   * The model of a document as it is now.
   *
   * @param path the path that the engine is given
   */
  of(
    document: TextDocument,
    path: string,
    configuration: AnalysisConfiguration,
    place: Place | undefined,
    parser: PythonParser,
  ): LiveModel {
    const { uri } = document;
    const known = this.#kept.get(uri);
    // Whatever goes wrong on the way, nothing is gone on from it.
    this.#kept.delete(uri);
    const text = document.getText();
    const kept =
      (known !== undefined && this.#continued(known, text, configuration, place, parser)) ||
      this.#made(text, path, configuration, place, parser);
    this.#kept.set(uri, kept);
    return kept;
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }

  #continued(
    known: Kept,
    text: string,
    configuration: AnalysisConfiguration,
    place: Place | undefined,
    parser: PythonParser,
  ): Kept | undefined {
    const isSame =
      known.configuration === configuration &&
      known.place?.project === place?.project &&
      known.place?.path === place?.path;
    if (!isSame || !known.analysis.isOfThisDay || known.edits >= longestLife) return undefined;
    known.edits++;
    const { analysis, surroundings } = known;
    if (surroundings === undefined) {
      parser.update(analysis.model.tree, text);
      analysis.model.scopes.own.update();
      return known;
    }
    if (place === undefined || !isTextOf(place, text)) return undefined;
    return place.project.continued(surroundings) === undefined ? undefined : known;
  }

  #made(
    text: string,
    path: string,
    configuration: AnalysisConfiguration,
    place: Place | undefined,
    parser: PythonParser,
  ): Kept {
    const surroundings = place && surroundingsOf(place, text);
    const tree = surroundings?.own.tree ?? parser.parse(text);
    const model = new FileModel(tree, surroundings, configuration);
    const analysis = new LiveAnalysis(model, path, configuration);
    return { analysis, surroundings, configuration, place, edits: 0 };
  }
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
