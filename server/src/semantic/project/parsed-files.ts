import type { SyntaxTree } from '../../syntax/node';
import type { PythonParser } from '../../syntax/parser';
import { Scopes } from '../scopes';
import type { ProjectFile } from './surroundings';

/** How many nodes of syntax trees are kept at a time: each takes some 150 bytes. */
const maximumNodes = 500_000;

/** The parsed files that were last asked for. Others are parsed again when they are needed. */
export class ParsedFiles {
  /** The one that was asked for last stands last. */
  readonly #files = new Map<string, ProjectFile>();
  #nodes = 0;

  constructor(private readonly parser: PythonParser) {}

  get(path: string, text: string): ProjectFile {
    const known = this.#files.get(path);
    if (known !== undefined) this.#drop(known);
    const file = known?.tree.text === text ? known : this.#parse(path, text, known?.tree);
    this.#files.set(path, file);
    this.#nodes += file.tree.nodes.length;
    for (const oldest of this.#files.values()) {
      if (this.#nodes <= maximumNodes || oldest === file) break;
      this.#drop(oldest);
    }
    return file;
  }

  #parse(path: string, text: string, before: SyntaxTree | undefined): ProjectFile {
    const tree = this.parser.parse(text, before);
    return { path, tree, scopes: new Scopes(tree) };
  }

  #drop(file: ProjectFile): void {
    this.#files.delete(file.path);
    this.#nodes -= file.tree.nodes.length;
  }
}
