import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { analyzeModel } from '../engine/analyze';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Analysis, Finding } from '../engine/finding';
import { problemOfText } from '../engine/open-text';
import { FileModel } from '../semantic/file-model';
import type { PythonParser } from '../syntax/parser';
import { LineIndex } from '../text/lines';
import type { Configurations } from './configurations';
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
  readonly findings: readonly Finding[];
  /** Why there are no findings, where the document could not be analyzed. */
  readonly problem: string | undefined;
}

/**
 * The analyses of the open documents. Diagnostics and code actions both come from here, so that
 * they always speak of the same version and configuration.
 */
export class Analyses {
  readonly #latest = new Map<
    string,
    { readonly revision: number; readonly analysis: DocumentAnalysis }
  >();
  #latestModel: { readonly id: string; readonly model: FileModel } | undefined;
  readonly #session = Date.now().toString(36);
  #count = 0;

  constructor(
    private readonly parser: Promise<PythonParser>,
    private readonly configurations: Configurations,
    private readonly documents: { get(uri: string): TextDocument | undefined },
    private readonly reporter: ProblemReporter,
  ) {}

  /** The analysis of the document as it is now; undefined when it is not open. */
  async of(uri: string): Promise<DocumentAnalysis | undefined> {
    const parser = await this.parser;
    for (;;) {
      const { revision } = this.configurations;
      const { analysis: configuration, isExcluded } = await this.configurations.of(uri);
      if (revision !== this.configurations.revision) continue;
      // From here on nothing is awaited: the document cannot change before the answer stands.
      const document = this.documents.get(uri);
      if (document === undefined) return undefined;
      const known = this.#latest.get(uri);
      if (known?.analysis.version === document.version && known.revision === revision) {
        return known.analysis;
      }
      const analysis = this.#analyze(document, configuration, isExcluded, parser);
      this.#latest.set(uri, { revision, analysis });
      return analysis;
    }
  }

  /** The model that belongs to an analysis; only the last one is kept. */
  async modelOf({ id, text }: DocumentAnalysis): Promise<FileModel> {
    const parser = await this.parser;
    if (this.#latestModel?.id !== id) {
      this.#latestModel = { id, model: new FileModel(parser.parse(text)) };
    }
    return this.#latestModel.model;
  }

  forget(uri: string): void {
    this.#latest.delete(uri);
  }

  #analyze(
    document: TextDocument,
    configuration: AnalysisConfiguration,
    isExcluded: boolean,
    parser: PythonParser,
  ): DocumentAnalysis {
    const text = document.getText();
    const { uri, version } = document;
    const id = `${this.#session}-${++this.#count}`;
    const path = URI.parse(uri).path;
    const about = { id, uri, version, path, text, configuration };
    const silent = { ...about, findings: [], lines: new LineIndex(isExcluded ? '' : text) };
    if (isExcluded) return { ...silent, problem: undefined };
    const problem = problemOfText(text)?.message;
    if (problem !== undefined) return { ...silent, problem };
    try {
      const model = new FileModel(parser.parse(text));
      const { findings, notices } = analyzeModel(model, path, configuration);
      this.#report(notices);
      this.#latestModel = { id, model };
      return { ...about, lines: model.lines, findings, problem: undefined };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.reporter.log(`${uri} could not be analyzed: ${reason}`);
      return { ...silent, problem: `The file could not be analyzed: ${reason}` };
    }
  }

  #report(notices: Analysis['notices']): void {
    for (const { rule, message } of notices) {
      this.reporter.warn(`The rule ${rule} failed, and its findings are missing: ${message}`);
    }
  }
}
