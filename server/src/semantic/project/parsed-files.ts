import type { PythonParser } from '../../syntax/parser';
import { Scopes } from '../scopes';
import type { ProjectFile } from './surroundings';

/** How many nodes of syntax trees are kept at a time: each takes some 150 bytes. */
const maximumNodes = 500_000;
/** The same for trees of which only something small is to be known, for thousands of files after each other. */
const maximumPassingNodes = 30_000;

/** The parsed files that were last asked for. Others are parsed again when they are needed. */
export class ParsedFiles {
  readonly #kept = new RecentFiles(maximumNodes);
  readonly #passing = new RecentFiles(maximumPassingNodes);
  #isPassing = false;

  constructor(private readonly parser: PythonParser) {}

  get(path: string, text: string): ProjectFile {
    const kept = this.#kept.get(path);
    const passing = this.#passing.get(path);
    const known = [kept, passing].find((file) => file?.tree.text === text);
    const file = known ?? this.#parse(path, text, kept ?? passing);
    if (this.#isPassing && file !== kept) this.#passing.keep(file);
    else {
      this.#passing.drop(path);
      this.#kept.keep(file);
    }
    return file;
  }

  /**
   * Does work that goes through many files, each of which is hardly needed again: what is parsed for it takes the place of
   * nothing that others have asked for.
   */
  inPassing<Result>(work: () => Result): Result {
    const before = this.#isPassing;
    this.#isPassing = true;
    try {
      return work();
    } finally {
      this.#isPassing = before;
    }
  }

  #parse(path: string, text: string, before: ProjectFile | undefined): ProjectFile {
    const tree = this.parser.parse(text, before?.tree);
    return { path, tree, scopes: new Scopes(tree) };
  }
}

/** Files up to a number of nodes, without those that were not asked for the longest. */
class RecentFiles {
  /** The one that was asked for last stands last. */
  readonly #files = new Map<string, ProjectFile>();
  #nodes = 0;

  constructor(private readonly maximum: number) {}

  get(path: string): ProjectFile | undefined {
    return this.#files.get(path);
  }

  /** Keeps a file as the one that was asked for last, however large it is. */
  keep(file: ProjectFile): void {
    this.drop(file.path);
    this.#files.set(file.path, file);
    this.#nodes += file.tree.nodes.length;
    for (const [path, oldest] of this.#files) {
      if (this.#nodes <= this.maximum || oldest === file) break;
      this.drop(path);
    }
  }

  drop(path: string): void {
    this.#nodes -= this.#files.get(path)?.tree.nodes.length ?? 0;
    this.#files.delete(path);
  }
}
