import type { FileModel } from '../semantic/file-model';

/**
 * Lines that have no room for a comment, because they end inside a string or in a backslash, joined
 * with the lines that follow until one has room: a comment there speaks of all of them.
 */
export class CommentLines {
  readonly #withoutRoom = new Set<number>();

  constructor(model: FileModel) {
    const { lines } = model;
    for (const { start, end } of model.nodes('string')) {
      const last = lines.lineAt(end);
      for (let line = lines.lineAt(start); line < last; line++) this.#withoutRoom.add(line);
    }
    for (const { start } of model.nodes('line_continuation')) {
      this.#withoutRoom.add(lines.lineAt(start));
    }
  }

  /** The lines, first and last, that one comment at the end of the last speaks of. */
  around(line: number): { readonly first: number; readonly last: number } {
    let first = line;
    while (this.#withoutRoom.has(first - 1)) first--;
    let last = line;
    while (this.#withoutRoom.has(last)) last++;
    return { first, last };
  }
}
