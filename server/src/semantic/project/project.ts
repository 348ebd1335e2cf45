import type { PythonParser } from '../../syntax/parser';
import {
  type Incoming,
  NotedSurroundings,
  type Notes,
  wouldBeAnsweredAlike,
} from './noted-surroundings';
import { type FileChanges, ProjectFiles } from './project-files';
import { Summaries } from './summaries';

/** What an analysis rests on, beside the text of its own file. */
export interface Basis {
  readonly notes: Notes;
  readonly incoming: Incoming;
}

/**
 * One project: its files as they stand now, and what each may know of the others. Everything here is
 * synchronous and asks for what it needs, so that after any changes the answers are those of a
 * project that was loaded afresh.
 */
export class Project {
  readonly files: ProjectFiles;
  readonly #summaries: Summaries;

  constructor(
    readonly root: string,
    parser: PythonParser,
  ) {
    this.files = new ProjectFiles(root, parser);
    this.#summaries = new Summaries(this.files);
  }

  /** Takes over what has changed on disk; tells whether anything is different now. */
  update(changes: FileChanges): boolean {
    for (const [path, text] of changes.texts) if (text === undefined) this.#summaries.forget(path);
    return this.files.update(changes);
  }

  /**
   * What a file may know of the others; undefined where the project does not have it.
   *
   * @param isHasty does no work for other files than those that it asks for.
   */
  surroundingsOf(path: string, isHasty = false): NotedSurroundings | undefined {
    const own = this.files.parsed(path);
    if (own === undefined) return undefined;
    return new NotedSurroundings(this.files, own, this.#summaries.incomingOf(path, isHasty));
  }

  /** The same for a text that the file might have, as far as others do not see the difference. */
  surroundingsOfText(path: string, text: string): NotedSurroundings {
    const own = this.files.parsedAs(path, text);
    return new NotedSurroundings(this.files, own, this.#summaries.incomingOf(path));
  }

  /** The files that are to be summarized before a file's surroundings are complete. */
  missingFor(path: string): readonly string[] {
    return this.#summaries.missingFor(path);
  }

  summarize(path: string): void {
    this.#summaries.summarize(path);
  }

  /** Whether an analysis of a file would find everything else as it was. */
  stillHolds(path: string, basis: Basis): boolean {
    const { files } = this;
    for (const [file, text] of basis.notes.texts) if (files.textOf(file) !== text) return false;
    const isSame =
      basis.notes.modulesRevision === files.modulesRevision ||
      wouldBeAnsweredAlike(basis.notes, files);
    if (!isSame || this.missingFor(path).length > 0) return false;
    return this.#summaries.incomingOf(path) === basis.incoming;
  }
}
