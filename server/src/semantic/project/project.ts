import type { PythonParser } from '../../syntax/parser';
import { type Basis, NotedSurroundings, wouldBeAnsweredAlike } from './noted-surroundings';
import { type FileChanges, ProjectFiles } from './project-files';
import { Summaries } from './summaries';

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

  /** What a file may know of the others; undefined where the project does not have it. */
  surroundingsOf(path: string): NotedSurroundings | undefined {
    const text = this.files.textOf(path);
    return text === undefined ? undefined : this.surroundingsOfText(path, text);
  }

  /** The same for a text that the file might have, as far as others do not see the difference. */
  surroundingsOfText(path: string, text: string): NotedSurroundings {
    const incoming = this.#summaries.incomingOf(path);
    return new NotedSurroundings(this.files, this.files.parsedAs(path, text), incoming);
  }

  /** The same without any work for other files: what they run this one for is as last known. */
  surroundingsAsKnown(path: string, text: string): NotedSurroundings {
    const incoming = this.#summaries.incomingAsKnown(path);
    return new NotedSurroundings(this.files, this.files.parsedAs(path, text), incoming);
  }

  /** The files that are to be summarized before what is known of a file is all that there is. */
  missingFor(path: string): readonly string[] {
    return this.#summaries.missingFor(path);
  }

  summarize(path: string): void {
    this.#summaries.summarize(path);
  }

  /** Whether an analysis of the same text with what is known now would find the same. */
  stillHolds(path: string, { incoming, notes }: Basis): boolean {
    const { files } = this;
    for (const [file, text] of notes.texts) if (files.textOf(file) !== text) return false;
    const isSame =
      notes.modulesRevision === files.modulesRevision || wouldBeAnsweredAlike(notes, files);
    return isSame && this.#summaries.incomingAsKnown(path) === incoming;
  }
}
