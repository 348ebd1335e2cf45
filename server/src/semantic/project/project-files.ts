import type { PythonParser } from '../../syntax/parser';
import { KnownLoads } from '../dag/graph/known-loads';
import { ImportGraph } from './import-graph';
import { rescanText } from './import-rescan';
import { type ImportScan, type ScannedText, scanText } from './import-scan';
import { type ModulePlace, ModuleSearch } from './module-search';
import { outlineOf } from './outline';
import { ParsedFiles } from './parsed-files';
import { folderOf, isWithin, nameOf } from './paths';
import { ProjectPaths } from './project-paths';
import { shapesSearchPath } from './search-path';
import type { ProjectFile } from './surroundings';
import { type FolderNames, hasTemplate, haveSameNames } from './template-names';

/** What has changed on disk since the last update. */
export interface FileChanges {
  /** The text of a file that is new or another; undefined for one that is gone. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** All symbolic links of the project, where they were looked up again. */
  readonly links?: ReadonlyMap<string, string>;
  /** All folders with an `.airflowignore`, where they were looked up again. */
  readonly airflowIgnores?: readonly string[];
  /** All folders that were looked into, where they were looked up again. */
  readonly folders?: FolderNames;
}

interface KnownPlaces {
  readonly scan: ImportScan | undefined;
  readonly places: Map<string, ModulePlace | undefined>;
}

/**
 * The Python files of one project as they stand now: those on disk, with the unsaved text of open
 * documents over theirs. What is known of a text is kept for as long as it stays the same.
 */
export class ProjectFiles {
  readonly paths = new ProjectPaths();
  readonly graph: ImportGraph;
  readonly loads = new KnownLoads();
  readonly #onDisk = new Map<string, string>();
  readonly #open = new Map<string, string>();
  readonly #scans = new Map<string, ScannedText>();
  readonly #outlines = new Map<string, { readonly text: string; readonly outline: string }>();
  /** What imports lead to, by the importing file, for as long as no module comes or goes. */
  readonly #places = new Map<string, KnownPlaces>();
  readonly #search: ModuleSearch;
  readonly #parsed: ParsedFiles;
  /** What has changed, in order: each change makes one revision. */
  readonly #changes: string[] = [];
  #modulesRevision = 0;
  #airflowIgnores: readonly string[] = [];
  #folders: FolderNames = new Map();

  constructor(
    readonly root: string,
    parser: PythonParser,
  ) {
    this.#search = new ModuleSearch(root, this.paths);
    this.#parsed = new ParsedFiles(parser);
    this.graph = new ImportGraph(this.paths, this.#search, (file) => this.scanOf(file));
  }

  /** Grows with every change of any text. */
  get revision(): number {
    return this.#changes.length;
  }

  /** The files whose texts have changed since a revision. */
  changedSince(revision: number): ReadonlySet<string> {
    return new Set(this.#changes.slice(revision));
  }

  /** True for a file that an `.airflowignore` may leave out when Airflow looks for DAGs. */
  mayBeIgnoredByAirflow(path: string): boolean {
    return this.#airflowIgnores.some((folder) => isWithin(path, folder));
  }

  /** Whether there is a template file; undefined where that is not known. */
  hasTemplate(path: string): boolean | undefined {
    return hasTemplate(this.#folders, path);
  }

  /** Grows when modules come or go. */
  get modulesRevision(): number {
    return this.#modulesRevision;
  }

  get onDisk(): ReadonlyMap<string, string> {
    return this.#onDisk;
  }

  /** Takes over what has changed on disk; tells whether anything is different now. */
  update({ airflowIgnores, folders: names, links, texts }: FileChanges): boolean {
    const before = this.revision;
    if (airflowIgnores !== undefined && `${airflowIgnores}` !== `${this.#airflowIgnores}`) {
      this.#airflowIgnores = airflowIgnores;
      // They have no text, but what is known of the DAGs may be another.
      this.#changes.push(this.root);
    }
    if (names !== undefined && !haveSameNames(names, this.#folders)) {
      this.#folders = names;
      this.#changes.push(this.root);
    }
    const changedNames = new Set<string>();
    const folders = () => this.paths.folderCount;
    for (const [path, text] of texts) {
      if (this.#onDisk.get(path) === text) continue;
      this.#textChanged(path);
      const known = this.#onDisk.has(path);
      const foldersBefore = folders();
      if (text === undefined) {
        this.#onDisk.delete(path);
        this.paths.remove(path);
        this.#forget(path);
      } else {
        this.#onDisk.set(path, text);
        this.paths.add(path);
      }
      if (known === (text !== undefined)) continue;
      changedNames.add(nameOf(path).replace(/\.py$/, ''));
      changedNames.add(nameOf(folderOf(path)));
      if (folders() !== foldersBefore) for (const name of path.split('/')) changedNames.add(name);
    }
    const areLinksNew = links !== undefined && this.#replaceLinks(links);
    // A link has no text, but what is known of the modules may be another.
    if (areLinksNew) this.#changes.push(this.root);
    if (changedNames.size > 0 || areLinksNew) this.#modulesChanged(changedNames, areLinksNew);
    return this.revision !== before;
  }

  /** The text of an open document counts over that on disk. */
  open(path: string, text: string): void {
    if (this.#open.get(path) === text) return;
    const before = this.textOf(path);
    this.#open.set(path, text);
    if (before !== text) this.#textChanged(path);
  }

  close(path: string): void {
    const text = this.#open.get(path);
    if (text === undefined) return;
    this.#open.delete(path);
    if (this.textOf(path) === text) return;
    this.#textChanged(path);
    if (!this.#onDisk.has(path)) this.#forget(path);
  }

  textOf(path: string): string | undefined {
    return this.#open.get(path) ?? this.#onDisk.get(path);
  }

  scanOf(path: string): ImportScan | undefined {
    const text = this.textOf(path);
    if (text === undefined) return undefined;
    const before = this.#scans.get(path);
    const scanned = before === undefined ? scanText(text) : rescanText(before, text);
    if (scanned !== before) this.#scans.set(path, scanned);
    return scanned.scan;
  }

  /** See `outlineOf`. */
  outlineOf(path: string): string | undefined {
    const text = this.textOf(path);
    if (text === undefined) return undefined;
    const known = this.#outlines.get(path);
    if (known?.text === text) return known.outline;
    const outline = outlineOf(this.#parsed.get(path, text).tree);
    this.#outlines.set(path, { text, outline });
    return outline;
  }

  parsed(path: string): ProjectFile | undefined {
    const text = this.textOf(path);
    return text === undefined ? undefined : this.#parsed.get(path, text);
  }

  /** The file as it would be with a text, with a tree of its own. */
  parsedAs(path: string, text: string): ProjectFile {
    return this.#parsed.withText(path, text);
  }

  /** See `ParsedFiles`. */
  inPassing<Result>(work: () => Result): Result {
    return this.#parsed.inPassing(work);
  }

  /** The module that an imported name leads to, as far as the places of files tell. */
  find(imported: string, from: string): ModulePlace | undefined {
    const scan = this.scanOf(from);
    let known = this.#places.get(from);
    if (known === undefined || known.scan !== scan) {
      known = { scan, places: new Map() };
      this.#places.set(from, known);
    }
    if (known.places.has(imported)) return known.places.get(imported);
    const place = this.#search.find(imported, from, scan);
    known.places.set(imported, place);
    return place;
  }

  #textChanged(path: string): void {
    this.#changes.push(path);
    this.graph.textChanged(path);
  }

  #forget(path: string): void {
    this.#places.delete(path);
    this.#scans.delete(path);
    this.#outlines.delete(path);
  }

  #replaceLinks(links: ReadonlyMap<string, string>): boolean {
    const before = this.paths.links;
    const isSame =
      links.size === before.size &&
      [...links].every(([path, target]) => before.get(path) === target);
    if (isSame) return false;
    for (const path of [...before.keys()]) this.paths.unlink(path);
    for (const [path, target] of links) this.paths.link(path, target);
    return true;
  }

  #modulesChanged(names: ReadonlySet<string>, isAny: boolean): void {
    this.#modulesRevision++;
    this.#search.forget();
    this.#places.clear();
    const reshapes = isAny || [...names].some(shapesSearchPath);
    this.graph.modulesChanged(reshapes ? undefined : names);
  }
}
