import { FileModel } from '../../server/src/semantic/file-model';
import { statementOf } from '../../server/src/syntax/navigate';
import type { SyntaxNode } from '../../server/src/syntax/node';
import { testParser } from './parser';

/** The model of a Python text. */
export async function modelOf(text: string): Promise<FileModel> {
  return new FileModel((await testParser()).parse(text));
}

/** The first named node whose text is exactly this. */
export function nodeWithText(model: FileModel, text: string): SyntaxNode {
  const node = model.tree.nodes.find((candidate) => candidate.isNamed && candidate.text === text);
  if (node === undefined) throw new Error(`no node reads ${text}`);
  return node;
}

/** The statement that begins with this text. */
export function statementWithText(model: FileModel, text: string): SyntaxNode {
  const node = model.tree.nodes.find(
    (candidate) =>
      candidate.isNamed && candidate.text.startsWith(text) && statementOf(candidate) === candidate,
  );
  if (node === undefined) throw new Error(`no statement begins with ${text}`);
  return node;
}
