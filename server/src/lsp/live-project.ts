import { isForeignFolder, isPythonFile } from '../files/foreign-folders';
import type { FileSource } from '../semantic/project/file-source';
import { listProject, projectChanges, readFiles } from '../semantic/project/load-project';
import { isWithin, nameOf } from '../semantic/project/paths';
import { Project } from '../semantic/project/project';
import { isTemplateName } from '../semantic/project/template-names';
import type { PythonParser } from '../syntax/parser';

/** A file or folder that has come, gone or got another text. */
export interface DiskChange {
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/**
 * A project together with what is going on on its disk. It is loaded in the background, and again
 * wherever something has changed; whoever asks meanwhile is answered by what is known.
 */
export class LiveProject {
  readonly project: Project;
  #isLoaded = false;
  #isRefreshing = false;
  #isDisposed = false;
  /** Everything is to be listed again. */
  #isListingDue = true;
  /** No text that was read before can be relied upon. */
  #isReadingDue = true;
  readonly #unread = new Set<string>();
  #listed: ReadonlySet<string> = new Set();
  /** Written files that were no part of the listing, such as ignored ones: they are no reason for another one. */
  readonly #lookedFor = new Set<string>();

  constructor(
    readonly root: string,
    private readonly source: FileSource,
    parser: PythonParser,
    /** Called when other answers may have become possible. */
    private readonly changed: (project: LiveProject) => void,
    /** Called once for a project that is too large to be seen as a whole. */
    private readonly tooLarge: (root: string) => void,
  ) {
    this.project = new Project(root, parser);
    void this.#refresh();
  }

  /** False until the files on disk are known for the first time. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  note(changes: readonly DiskChange[]): void {
    for (const change of changes) {
      if (isWithin(change.path, this.root)) this.#note(change);
    }
    void this.#refresh();
  }

  /** For clients that do not tell what happens on disk: something may have. */
  readAgain(): void {
    this.#isListingDue = true;
    this.#isReadingDue = true;
    void this.#refresh();
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  #note({ kind, path }: DiskChange): void {
    const folders = path
      .slice(this.root.length + 1)
      .split('/')
      .slice(0, -1);
    if (folders.some(isForeignFolder)) return;
    const name = nameOf(path);
    if (kind === 'deleted') this.#lookedFor.delete(path);
    // An editor that saves a file may not say that the file was not there, or no more.
    const isNew = kind === 'created' || (kind === 'changed' && !this.#lookedFor.has(path));
    if (isPythonFile(name) && this.#listed.has(path) && kind !== 'created') {
      this.#unread.add(path);
    } else if (isPythonFile(name) && isNew) {
      this.#lookedFor.add(path);
      this.#unread.add(path);
      this.#isListingDue = true;
    } else if (name === '.gitignore' || (kind !== 'changed' && mayMatter(name))) {
      this.#isListingDue = true;
    }
    // A file may have become a folder, and a folder that was moved here is one event for all in it.
    if (kind !== 'changed' && this.project.files.paths.hasFolder(path)) this.#isListingDue = true;
  }

  /** One at a time; what is noted meanwhile is looked at afterwards. */
  async #refresh(): Promise<void> {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    while (!this.#isDisposed && (this.#isListingDue || this.#unread.size > 0)) {
      const isNews = await this.#takeOver();
      const isFirst = !this.#isLoaded && !this.#isListingDue;
      if (isFirst) this.#isLoaded = true;
      if ((isNews || isFirst) && !this.#isDisposed) this.changed(this);
    }
    this.#isRefreshing = false;
  }

  async #takeOver(): Promise<boolean> {
    const unread = new Set(this.#unread);
    const isListing = this.#isListingDue;
    const isReading = this.#isReadingDue;
    this.#unread.clear();
    this.#isListingDue = false;
    this.#isReadingDue = false;
    if (!isListing) return this.project.update({ texts: await readFiles(unread, this.source) });
    const listing = await listProject(this.root, this.source);
    if (!listing.isWhole && !this.#isLoaded) this.tooLarge(this.root);
    this.#listed = new Set(listing.files);
    const { onDisk } = this.project.files;
    const isKnown = (path: string) => !isReading && onDisk.has(path) && !unread.has(path);
    const changes = await projectChanges(listing, this.source, isKnown, [...onDisk.keys()]);
    return this.project.update(changes);
  }
}

/** Template files, and folders: those of Python code have names without dots. */
function mayMatter(name: string): boolean {
  return isTemplateName(name) || (!name.includes('.') && !isForeignFolder(name));
}
