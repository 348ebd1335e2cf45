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

  /** A file as it stands now. Its tree and scopes stay the same ones when it is edited. */
  get(path: string, text: string): ProjectFile {
    const kept = this.#kept.get(path);
    const known = kept ?? this.#passing.get(path);
    const file = known ?? this.#parse(path, text);
    if (known !== undefined) updateParsed(known, text, this.parser);
    if (this.#isPassing && file !== kept) this.#passing.keep(file);
    else {
      this.#passing.drop(path);
      this.#kept.keep(file);
    }
    return file;
  }

  /** A file as it would be with a text, with a tree of its own. */
  withText(path: string, text: string): ProjectFile {
    return this.#parse(path, text, this.#kept.get(path) ?? this.#passing.get(path));
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

  #parse(path: string, text: string, before?: ProjectFile): ProjectFile {
    const tree = this.parser.parse(text, before?.tree);
    return { path, tree, scopes: new Scopes(tree) };
  }
}

/** Makes a file that of another text. */
export function updateParsed(
  { scopes, tree }: Pick<ProjectFile, 'scopes' | 'tree'>,
  text: string,
  parser: PythonParser,
): void {
  parser.update(tree, text);
  scopes.update();
}

/** Files up to a number of nodes, without those that were not asked for the longest. */
class RecentFiles {
  /** The one that was asked for last stands last. */
  readonly #files = new Map<string, { readonly file: ProjectFile; readonly nodes: number }>();
  #nodes = 0;

  constructor(private readonly maximum: number) {}

  get(path: string): ProjectFile | undefined {
    return this.#files.get(path)?.file;
  }

  /** Keeps a file as the one that was asked for last, however large it is. */
  keep(file: ProjectFile): void {
    this.drop(file.path);
    const nodes = file.tree.nodes.length;
    this.#files.set(file.path, { file, nodes });
    this.#nodes += nodes;
    for (const path of this.#files.keys()) {
      if (this.#nodes <= this.maximum || path === file.path) break;
      this.drop(path);
    }
  }

  drop(path: string): void {
    this.#nodes -= this.#files.get(path)?.nodes ?? 0;
    this.#files.delete(path);
  }
}
