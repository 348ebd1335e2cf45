import { URI } from 'vscode-uri';
import type { FileSource } from '../semantic/project/file-source';
import type { Project } from '../semantic/project/project';
import { isProjectMark } from '../semantic/project/project-root';
import { ProjectRoots } from '../semantic/project/project-roots';
import type { PythonParser } from '../syntax/parser';
import { type DiskChange, LiveProject } from './live-project';

/** Where the files around a document are read from. */
export interface Surrounds {
  readonly source: FileSource;
  /** The root of the project, where it is not looked for: in a workspace without a disk. */
  readonly root: string | undefined;
}

/** A document's place in its project. */
export interface Place {
  readonly project: Project;
  /** The path by which the project knows the document. */
  readonly path: string;
}

export interface LiveProjectsOptions {
  readonly parser: Promise<PythonParser>;
  /** Undefined for documents that no project can be around, such as unsaved ones. */
  surroundsOf(uri: URI): Surrounds | undefined;
  openDocuments(): readonly { readonly uri: string; getText(): string }[];
  /** Called with the documents of which something else may be true now. */
  changed(uris: readonly string[]): void;
  tooLarge(root: string): void;
}

/** Projects in which no document is open any more are kept up to this number. */
const maximumIdleProjects = 3;

/** The projects of the open documents, as they stand on disk and in the editor. */
export class LiveProjects {
  #revision = 0;
  readonly #places = new Map<string, Promise<LiveProject | undefined>>();
  /** The settled ones of these. */
  readonly #found = new Map<string, LiveProject | undefined>();
  readonly #projects = new Map<string, LiveProject>();
  /** The revision of each project's texts that its documents were last told of. */
  readonly #told = new WeakMap<LiveProject, number>();

  constructor(private readonly options: LiveProjectsOptions) {}

  /** Grows when documents may belong to other projects than before. */
  get revision(): number {
    return this.#revision;
  }

  /** Finds a document's project, which is then loaded in the background. */
  async locate(uri: string): Promise<void> {
    let place = this.#places.get(uri);
    if (place === undefined) {
      place = this.#find(URI.parse(uri));
      this.#places.set(uri, place);
    }
    const found = await place;
    // The document may have been closed meanwhile, or the roots forgotten.
    if (this.#places.get(uri) === place) this.#found.set(uri, found);
  }

  /**
   * The place of a document that was located, in a project that knows the present text of every open
   * one; undefined while the project is not loaded, and where there is none.
   */
  placeOf(uri: string): Place | undefined {
    const live = this.#found.get(uri);
    if (live?.isLoaded !== true) return undefined;
    this.#takeOverOpenTexts(live);
    const { project } = live;
    return { project, path: project.files.paths.canonical(URI.parse(uri).path) };
  }

  /** From now on the text on disk counts again, which the editor may have just written. */
  close(uri: string): void {
    const live = this.#found.get(uri);
    this.#places.delete(uri);
    this.#found.delete(uri);
    if (live === undefined) return;
    const path = live.project.files.paths.canonical(URI.parse(uri).path);
    live.project.files.close(path);
    live.note([{ path, kind: 'changed' }]);
    this.#tell(live);
    this.#dropIdle();
  }

  /** A document was written to disk. */
  saved(uri: string): void {
    const live = this.#found.get(uri);
    live?.note([{ path: URI.parse(uri).path, kind: 'changed' }]);
  }

  noteChanges(changes: readonly (Omit<DiskChange, 'path'> & { readonly uri: string })[]): void {
    const byPlace = changes.map(({ kind, uri }) => {
      const parsed = URI.parse(uri);
      return { base: baseOf(parsed), change: { kind, path: parsed.path } };
    });
    for (const [key, live] of this.#projects) {
      const own = byPlace.filter(({ base }) => key.startsWith(`${base}/`));
      if (own.length > 0) live.note(own.map(({ change }) => change));
    }
    const mayMoveRoots = byPlace.some(
      ({ change: { kind, path } }) => kind !== 'changed' && path.split('/').some(isProjectMark),
    );
    if (mayMoveRoots) this.forgetRoots();
  }

  /** For clients that do not tell what happens on disk. */
  readAgain(): void {
    for (const live of this.#projects.values()) live.readAgain();
  }

  /** Folders came or went, and with them perhaps the projects that documents belong to. */
  forgetRoots(): void {
    this.#revision++;
    this.#places.clear();
    this.#found.clear();
    this.options.changed(this.options.openDocuments().map(({ uri }) => uri));
  }

  /** The open documents of a project. */
  #documentsOf(live: LiveProject): string[] {
    return this.options
      .openDocuments()
      .map(({ uri }) => uri)
      .filter((uri) => this.#found.get(uri) === live);
  }

  #takeOverOpenTexts(live: LiveProject): void {
    const { files } = live.project;
    for (const document of this.options.openDocuments()) {
      if (this.#found.get(document.uri) !== live) continue;
      files.open(files.paths.canonical(URI.parse(document.uri).path), document.getText());
    }
    this.#tell(live);
  }

  /** What one document's text changes may matter to all others of its project. */
  #tell(live: LiveProject): void {
    const { revision } = live.project.files;
    if (this.#told.get(live) === revision) return;
    this.#told.set(live, revision);
    this.options.changed(this.#documentsOf(live));
  }

  async #find(uri: URI): Promise<LiveProject | undefined> {
    const parser = await this.options.parser;
    const surrounds = this.options.surroundsOf(uri);
    if (surrounds === undefined) return undefined;
    const { source } = surrounds;
    const root = surrounds.root ?? (await new ProjectRoots(source).of(uri.path));
    const key = baseOf(uri) + root;
    let live = this.#projects.get(key);
    if (live === undefined) {
      const { tooLarge } = this.options;
      live = new LiveProject(root, source, parser, (changed) => this.#loaded(changed), tooLarge);
    }
    // The one that was asked for last stands last.
    this.#projects.delete(key);
    this.#projects.set(key, live);
    return live;
  }

  #loaded(live: LiveProject): void {
    this.#told.set(live, live.project.files.revision);
    this.options.changed(this.#documentsOf(live));
  }

  #dropIdle(): void {
    const inUse = new Set(this.#found.values());
    const idle = [...this.#projects].filter(([, live]) => !inUse.has(live));
    for (const [key, live] of idle.slice(0, -maximumIdleProjects)) {
      live.dispose();
      this.#projects.delete(key);
    }
  }
}

function baseOf({ authority, scheme }: URI): string {
  return `${scheme}://${authority}`;
}
