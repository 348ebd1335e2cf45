import { mentionsWellKnownAirflowName } from '../../knowledge/canonical-names';
import type { PythonParser } from '../../syntax/parser';
import type { FileModel } from '../file-model';
import { DagIndex } from './dag-index';
import type { MissingWork } from './noted-facts';
import {
  type Basis,
  haveSameDags,
  haveSameTemplates,
  NotedSurroundings,
  type Notes,
  wouldBeAnsweredAlike,
} from './noted-surroundings';
import { type FileChanges, ProjectFiles } from './project-files';
import { Summaries } from './summaries';
import type { FileSummary } from './summary';
import type { ProjectFile } from './surroundings';

/**
 * One project: its files as they stand now, and what each may know of the others. Everything here is
 * synchronous and asks for what it needs, so that after any changes the answers are those of a
 * project that was loaded afresh.
 */
export class Project {
  readonly files: ProjectFiles;
  readonly #summaries: Summaries;
  readonly #dags: DagIndex;
  /** The files of which an analysis has asked for the ids of all DAGs, before they were known. */
  readonly #askedForEveryId = new Set<string>();
  /** The files of which an analysis has asked what others make them run for, by what was known then. */
  readonly #askedForIncoming = new Set<string>();

  constructor(
    readonly root: string,
    parser: PythonParser,
  ) {
    this.files = new ProjectFiles(root, parser);
    this.#summaries = new Summaries(this.files);
    this.#dags = new DagIndex(this.files);
  }

  /** Takes over what has changed on disk; tells whether anything is different now. */
  update(changes: FileChanges): boolean {
    for (const [path, text] of changes.texts) {
      if (text !== undefined) continue;
      this.#summaries.forget(path);
      this.#dags.forget(path);
    }
    return this.files.update(changes);
  }

  /** What a file may know of the others; undefined where the project does not have it. */
  surroundingsOf(path: string): NotedSurroundings | undefined {
    const text = this.files.textOf(path);
    return text === undefined ? undefined : this.surroundingsOfText(path, text);
  }

  /** The same for a text that the file might have, as far as others do not see the difference. */
  surroundingsOfText(path: string, text: string): NotedSurroundings {
    const elsewhere = {
      incoming: () => this.#summaries.incomingOf(path),
      isImportedByDag: () => this.#summaries.isImportedByDag(path),
      dags: this.#dags.seenFrom(path),
    };
    const present = this.files.textOf(path) === text ? this.files.parsed(path) : undefined;
    const own = present ?? this.files.parsedAs(path, text);
    return new NotedSurroundings(this.files, own, elsewhere);
  }

  /** The same for its present text, without any work for other files: what they run it for is as last known. */
  surroundingsAsKnown(path: string): NotedSurroundings | undefined {
    const own = this.files.parsed(path);
    return own === undefined ? undefined : this.#asKnown(own);
  }

  /** The same for a text that the file might have. Its tree is one of its own, which no edit changes. */
  surroundingsAsKnownOf(path: string, text: string): NotedSurroundings {
    return this.#asKnown(this.files.parsedAs(path, text));
  }

  #asKnown(own: ProjectFile): NotedSurroundings {
    const { path } = own;
    const dags = this.#dags.asKnownFrom(path);
    const everyId = () => {
      this.#askedForEveryId.add(path);
      return dags.everyId();
    };
    const incoming = () => {
      this.#askedForIncoming.add(path);
      return this.#summaries.incomingAsKnown(path);
    };
    const isImportedByDag = () => this.#summaries.isImportedByDagAsKnown(path);
    const elsewhere = { incoming, isImportedByDag, dags: { ...dags, everyId } };
    return new NotedSurroundings(this.files, own, elsewhere);
  }

  /**
   * The surroundings of a file whose text has become another since they were made, where they hold for the new one, too;
   * they then are of this text.
   */
  continued(before: NotedSurroundings): NotedSurroundings | undefined {
    const { own, path } = before;
    if (!this.stillHolds(path, before.basis) || !before.leadAsBefore()) return undefined;
    return this.files.parsed(path) === own ? before : undefined;
  }

  /** The work for other files that is to be done before all is known that analyses of a file have asked for. */
  missingFor(path: string): readonly MissingWork[] {
    const { files } = this;
    const summaries = this.#askedForIncoming.has(path)
      ? this.#summaries.missingFor(path)
      : this.#summaries.missingForDag(path);
    const dags = this.#askedForEveryId.has(path) ? this.#dags.missing() : [];
    return [...summaries, ...dags].map((work) => () => files.inPassing(work));
  }

  /** See `Summaries`. */
  summaries(): Iterable<readonly [string, FileSummary]> {
    return this.#summaries.workedOut();
  }

  /** See `Summaries`. */
  isLedTo(path: string): boolean {
    return this.#summaries.isLedTo(path);
  }

  /** See `Summaries`. */
  summarizeAnalyzed(model: FileModel, path: string, notes: Notes): FileSummary | undefined {
    return this.#summaries.summarizeAnalyzed(model, path, notes);
  }

  /** See `Summaries`. */
  learn(path: string, summary: FileSummary): void {
    this.#summaries.learn(path, summary);
  }

  /**
   * True for a file of the project that has no word of Airflow's in it, and neither imports such a file
   * nor is imported by one: it has no DAG, no task and no class that Airflow runs, and no DAG reaches it.
   */
  isFarFromAirflow(path: string): boolean {
    const { graph, paths } = this.files;
    if (!paths.hasFile(path) || graph.airflowRelated.has(path)) return false;
    // A name that is bound nowhere may be Airflow's, too.
    return !mentionsWellKnownAirflowName(this.files.textOf(path) ?? '');
  }

  /** The files that something is known of, each with those that were looked into for it. */
  *lookedInto(): Generator<readonly [string, Iterable<string>]> {
    yield* this.#summaries.lookedInto();
    yield* this.#dags.lookedInto();
  }

  /** Whether an analysis of the same text with what is known now would find the same. */
  stillHolds(path: string, { incoming, isImportedByDag, notes }: Basis): boolean {
    const { files } = this;
    for (const [file, text] of notes.texts) if (files.textOf(file) !== text) return false;
    const isSame =
      notes.modulesRevision === files.modulesRevision || wouldBeAnsweredAlike(notes, files);
    if (!isSame || !haveSameTemplates(notes, files)) return false;
    if (incoming !== undefined && this.#summaries.incomingAsKnown(path) !== incoming) return false;
    const isImported = () => this.#summaries.isImportedByDagAsKnown(path);
    if (isImportedByDag !== undefined && isImported() !== isImportedByDag) return false;
    return haveSameDags(notes, this.#dags.asKnownFrom(path));
  }
}
