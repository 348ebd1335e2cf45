import { addToSet } from '../../text/groups';
import { reachable } from '../reachable';
import type { ImportScan } from './import-scan';
import type { ModuleSearch } from './module-search';
import type { ProjectPaths } from './project-paths';

/** Which files of a project import which, as far as their texts tell. */
export class ImportGraph {
  /** The files that each file imports, itself left out. */
  readonly #imports = new Map<string, ReadonlySet<string>>();
  readonly #importers = new Map<string, Set<string>>();
  /** Files whose imports are to be looked up again. */
  readonly #outdated = new Set<string>();
  readonly #mentioning = new Set<string>();
  #airflowRelated: ReadonlySet<string> | undefined;

  constructor(
    private readonly paths: ProjectPaths,
    private readonly search: ModuleSearch,
    private readonly scanOf: (file: string) => ImportScan | undefined,
  ) {}

  /** The text of a file is another one, or the file is new or gone. */
  textChanged(file: string): void {
    this.#outdated.add(file);
  }

  /** Modules and folders of these names came or went; undefined where it may be any. */
  modulesChanged(names: ReadonlySet<string> | undefined): void {
    for (const file of this.paths.files) {
      if (names === undefined || mentions(this.scanOf(file), names)) this.#outdated.add(file);
    }
  }

  importsOf(file: string): ReadonlySet<string> {
    this.#update();
    return this.#imports.get(file) ?? none;
  }

  /** The files that import a file, directly or through others; also itself, where it is one. */
  importersOf(file: string): ReadonlySet<string> {
    this.#update();
    return reachable([file], (at) => this.#importers.get(at) ?? none);
  }

  /**
   * The files that Airflow's words are in, what they import and what imports them: the code of all
   * others has nothing to do with Airflow.
   */
  get airflowRelated(): ReadonlySet<string> {
    this.#update();
    if (this.#airflowRelated === undefined) {
      const mentioning = [...this.#mentioning];
      this.#airflowRelated = new Set([
        ...mentioning,
        ...reachable(mentioning, (file) => this.#imports.get(file) ?? none),
        ...reachable(mentioning, (file) => this.#importers.get(file) ?? none),
      ]);
    }
    return this.#airflowRelated;
  }

  #update(): void {
    if (this.#outdated.size === 0) return;
    for (const file of this.#outdated) {
      const scan = this.paths.hasFile(file) ? this.scanOf(file) : undefined;
      this.#noteMention(file, scan?.mentionsAirflow === true);
      this.#replace(file, importedFiles(file, scan, this.search));
    }
    this.#outdated.clear();
  }

  #noteMention(file: string, mentions: boolean): void {
    if (mentions === this.#mentioning.has(file)) return;
    if (mentions) this.#mentioning.add(file);
    else this.#mentioning.delete(file);
    this.#airflowRelated = undefined;
  }

  #replace(file: string, imports: ReadonlySet<string>): void {
    const known = this.#imports.get(file) ?? none;
    if (known.size === imports.size && [...known].every((each) => imports.has(each))) return;
    this.#airflowRelated = undefined;
    for (const before of known) {
      const importers = this.#importers.get(before);
      importers?.delete(file);
      if (importers?.size === 0) this.#importers.delete(before);
    }
    if (imports.size === 0) this.#imports.delete(file);
    else this.#imports.set(file, imports);
    for (const imported of imports) addToSet(this.#importers, imported, file);
  }
}

const none: ReadonlySet<string> = new Set();

/** The files that the imports of a file lead to, itself left out. */
export function importedFiles(
  file: string,
  scan: ImportScan | undefined,
  search: ModuleSearch,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const imported of scan?.imported ?? []) {
    const place = search.find(imported, file, scan);
    if (place === undefined) continue;
    for (const each of [...place.packages, place.holder, place.module]) {
      if (each !== undefined && each !== file) found.add(each);
    }
  }
  return found;
}

function mentions(scan: ImportScan | undefined, names: ReadonlySet<string>): boolean {
  for (const name of names) if (scan?.words.has(name) === true) return true;
  return false;
}
