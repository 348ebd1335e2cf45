import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { analyzeModel } from '../engine/analyze';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Analysis, Finding } from '../engine/finding';
import { problemOfText } from '../engine/open-text';
import { FileModel } from '../semantic/file-model';
import type { MissingWork } from '../semantic/project/noted-facts';
import type { Project } from '../semantic/project/project';
import type { PythonParser } from '../syntax/parser';
import { LineIndex } from '../text/lines';
import type { Configurations } from './configurations';
import { LiveModels } from './live-models';
import type { LiveProjects, Place } from './live-projects';
import type { ProblemReporter } from './problem-reporter';

/** Everything that is said about one version of a document under one configuration. */
export interface DocumentAnalysis {
  /** Differs from that of every other analysis, also of earlier runs of the server. */
  readonly id: string;
  readonly uri: string;
  readonly version: number;
  /** The path that the engine is given. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly configuration: AnalysisConfiguration;
  /** Without fixes; see `forEdits`. */
  readonly findings: readonly Finding[];
  /** Why there are no findings, where the document could not be analyzed. */
  readonly problem: string | undefined;
}

interface Latest {
  readonly analysis: DocumentAnalysis;
  /** The revision of the configurations. */
  readonly revision: number;
  /** Undefined for a document that was analyzed alone, as before its project is known. */
  readonly place: Place | undefined;
  /** Whether the same would be found again, where nothing of the above is another. */
  readonly stillHolds: () => boolean;
}

/** A piece of work that analyses were made without is done. */
export interface CompletedStep {
  /** A document for which nothing is left to do, and of which something else is true now. */
  readonly completed: string | undefined;
  /** How many pieces are left to do for the same document. */
  readonly left: number;
}

/** What is left to do for one document, in one state of its project. */
interface Unfinished {
  readonly project: Project;
  readonly revision: number;
  readonly work: MissingWork[];
}

/**
 * The analyses of the open documents. Diagnostics and code actions both come from here, so that
 * they always speak of the same version, configuration and state of the project.
 */
export class Analyses {
  readonly #latest = new Map<string, Latest>();
  readonly #models = new LiveModels();
  #forEdits: { readonly analysis: DocumentAnalysis; readonly model: FileModel } | undefined;
  #latestModel: { readonly id: string; readonly model: FileModel } | undefined;
  /** By the document that it is for. */
  readonly #missing = new Map<string, Unfinished>();
  /** The documents whose analyses were seen to hold after all that was worked out. */
  readonly #verified = new Set<string>();
  readonly #session = Date.now().toString(36);
  #count = 0;

  constructor(
    private readonly parser: Promise<PythonParser>,
    private readonly configurations: Configurations,
    private readonly projects: LiveProjects,
    private readonly documents: { get(uri: string): TextDocument | undefined },
    private readonly reporter: ProblemReporter,
  ) {}

  /**
   * The analysis of the document as it is now; undefined when it is not open. It waits neither for
   * the project to be loaded nor for other files to be analyzed: what they bring comes later.
   */
  async of(uri: string): Promise<DocumentAnalysis | undefined> {
    const parser = await this.parser;
    for (;;) {
      const { revision } = this.configurations;
      const { revision: roots } = this.projects;
      const { analysis: configuration, isExcluded } = await this.configurations.of(uri);
      await this.projects.locate(uri);
      if (revision !== this.configurations.revision || roots !== this.projects.revision) continue;
      // From here on nothing is awaited: the document cannot change before the answer stands.
      const document = this.documents.get(uri);
      if (document === undefined) return undefined;
      const place = this.projects.placeOf(uri);
      const known = this.#latest.get(uri);
      const isSame = known?.analysis.version === document.version && known.revision === revision;
      if (isSame && isSamePlace(known.place, place) && known.stillHolds()) return known.analysis;
      const made = this.#analyze(document, configuration, isExcluded, place, parser);
      // What says the same is the same, so that nobody has to be told.
      const analysis =
        isSame && saysTheSame(known.analysis, made.analysis) ? known.analysis : made.analysis;
      if (made.model !== undefined) this.#latestModel = { id: analysis.id, model: made.model };
      this.#latest.set(uri, { analysis, revision, place, stillHolds: made.stillHolds });
      // What was asked for now may need other files than before, and was worked out for others, too.
      this.#missing.clear();
      this.#verified.clear();
      return analysis;
    }
  }

  /** The model that belongs to an analysis; only the last one is kept. */
  async modelOf(analysis: DocumentAnalysis): Promise<FileModel> {
    const parser = await this.parser;
    const { id, text } = analysis;
    const latest = this.#latestModel;
    // The model of a document goes on with it.
    if (latest?.id === id && latest.model.text === text) return latest.model;
    const model = this.#modelOfText(analysis, text, parser);
    this.#latestModel = { id, model };
    return model;
  }

  /**
   * The same analysis with what would repair its findings, and a model to write edits with: what is kept from one version
   * of a document to the next may know of other offsets.
   */
  async forEdits(
    analysis: DocumentAnalysis,
  ): Promise<{ readonly analysis: DocumentAnalysis; readonly model: FileModel }> {
    const parser = await this.parser;
    const { configuration, id, path, text } = analysis;
    if (this.#forEdits?.analysis.id !== id) {
      const model = this.#modelOfText(analysis, text, parser);
      const { findings } = analyzeModel(model, path, configuration);
      this.#forEdits = { analysis: { ...analysis, findings }, model };
    }
    return this.#forEdits;
  }

  /** What would be found in a document if it had another text. */
  async analyzerOf(analysis: DocumentAnalysis): Promise<(text: string) => Analysis> {
    const parser = await this.parser;
    const { configuration, path } = analysis;
    return (text) => analyzeModel(this.#modelOfText(analysis, text, parser), path, configuration);
  }

  /**
   * Does a piece of the work that analyses were made without: another file of a project, which may
   * say something of one of these documents.
   */
  completeNext(uris: Iterable<string>): 'nothing to do' | CompletedStep {
    for (const uri of uris) {
      const place = this.#latest.get(uri)?.place;
      const missing = place === undefined ? undefined : this.#missingFor(uri, place);
      const next = missing?.at(-1);
      if (missing !== undefined && next !== undefined) {
        if (!next()) missing.pop();
        this.#verified.clear();
        return { completed: undefined, left: missing.length };
      }
      if (!this.#verifiedToHold(uri)) return { completed: uri, left: 0 };
    }
    return 'nothing to do';
  }

  /** What was worked out for another document, or in the course of its analysis, can be news for this one. */
  #verifiedToHold(uri: string): boolean {
    if (this.#verified.has(uri)) return true;
    this.#verified.add(uri);
    const latest = this.#latest.get(uri);
    // Where an analysis failed, another try would fail, too.
    return latest === undefined || latest.analysis.problem !== undefined || latest.stillHolds();
  }

  /** Looked up once for each state of a project: there may be thousands. */
  #missingFor(uri: string, { path, project }: Place): MissingWork[] {
    const { revision } = project.files;
    const known = this.#missing.get(uri);
    if (known?.project === project && known.revision === revision) return known.work;
    const work = [...project.missingFor(path)];
    this.#missing.set(uri, { project, revision, work });
    return work;
  }

  forget(uri: string): void {
    const id = this.#latest.get(uri)?.analysis.id;
    if (this.#latestModel?.id === id) this.#latestModel = undefined;
    if (this.#forEdits?.analysis.uri === uri) this.#forEdits = undefined;
    this.#latest.delete(uri);
    this.#verified.delete(uri);
    this.#missing.delete(uri);
    this.#models.forget(uri);
  }

  #modelOfText(
    { configuration, uri }: DocumentAnalysis,
    text: string,
    parser: PythonParser,
  ): FileModel {
    const place = this.projects.placeOf(uri);
    if (place === undefined) return new FileModel(parser.parse(text), undefined, configuration);
    const surroundings = place.project.surroundingsAsKnownOf(place.path, text);
    return new FileModel(surroundings.own.tree, surroundings, configuration);
  }

  #analyze(
    document: TextDocument,
    configuration: AnalysisConfiguration,
    isExcluded: boolean,
    place: Place | undefined,
    parser: PythonParser,
  ): {
    readonly analysis: DocumentAnalysis;
    readonly model?: FileModel;
    readonly stillHolds: () => boolean;
  } {
    const text = document.getText();
    const { uri, version } = document;
    const id = `${this.#session}-${++this.#count}`;
    const path = URI.parse(uri).path;
    const about = { id, uri, version, path, text, configuration };
    const silent = (problem: string | undefined): DocumentAnalysis => {
      return { ...about, findings: [], lines: new LineIndex(isExcluded ? '' : text), problem };
    };
    const problem = isExcluded ? undefined : problemOfText(text)?.message;
    if (isExcluded || problem !== undefined) {
      return { analysis: silent(problem), stillHolds: () => true };
    }
    try {
      const live = this.#models.of({ uri, text, path, configuration, place }, parser);
      const { surroundings } = live;
      const { model } = live.analysis;
      const { findings, notices } = live.analysis.run();
      this.#report(notices);
      const analysis = { ...about, lines: model.lines, findings, problem: undefined };
      const basis = surroundings?.basis;
      const stillHolds = () =>
        basis === undefined || place?.project.stillHolds(place.path, basis) === true;
      return { analysis, model, stillHolds };
    } catch (error) {
      this.#models.forget(uri);
      const reason = error instanceof Error ? error.message : String(error);
      this.reporter.log(`${uri} could not be analyzed: ${reason}`);
      const analysis = silent(`The file could not be analyzed: ${reason}`);
      return { analysis, stillHolds: () => false };
    }
  }

  #report(notices: Analysis['notices']): void {
    for (const { rule, message } of notices) {
      this.reporter.warn(`The rule ${rule} failed, and its findings are missing: ${message}`);
    }
  }
}

function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a?.project === b?.project && a?.path === b?.path;
}

function saysTheSame(a: DocumentAnalysis, b: DocumentAnalysis): boolean {
  return a.problem === b.problem && JSON.stringify(a.findings) === JSON.stringify(b.findings);
}
