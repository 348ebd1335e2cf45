import type { FileModel } from '../semantic/file-model';

/**
 * Lines that have no room for a comment, because they end inside a string or in a backslash, joined
 * with the lines that follow until one has room: a comment there speaks of all of them.
 */
export class CommentLines {
  readonly #endInString = new Set<number>();
  readonly #endInComment = new Set<number>();

  constructor(private readonly model: FileModel) {
    const { lines } = model;
    for (const { start, end } of model.nodes('string')) {
      const last = lines.lineAt(end);
      for (let line = lines.lineAt(start); line < last; line++) this.#endInString.add(line);
    }
    for (const { start } of model.nodes('comment')) this.#endInComment.add(lines.lineAt(start));
  }

  /** The lines, first and last, that one comment at the end of the last speaks of. */
  around(line: number): { readonly first: number; readonly last: number } {
    let first = line;
    while (first > 0 && !this.#hasRoom(first - 1)) first--;
    let last = line;
    while (!this.#hasRoom(last)) last++;
    return { first, last };
  }

  #hasRoom(line: number): boolean {
    if (this.#endInString.has(line)) return false;
    return this.#endInComment.has(line) || !this.model.lines.lineText(line).endsWith('\\');
  }
}
