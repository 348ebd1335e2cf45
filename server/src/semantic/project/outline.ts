import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { fingerprint } from '../../text/fingerprint';

/**
 * A mark of what other files can see of a file: everything but comments at the top level and the
 * bodies of functions whose result nobody can look into, and whether it is broken anywhere. While it
 * stays the same, so do the summaries of the files that import this one.
 */
export function outlineOf(tree: SyntaxTree): string {
  const shown: string[] = [];
  let at = 0;
  for (const node of tree.nodes) {
    if (node.start < at || !isHidden(node)) continue;
    shown.push(withoutOuterBlankLines(tree.text.slice(at, node.start)));
    at = node.end;
  }
  shown.push(withoutOuterBlankLines(tree.text.slice(at)));
  // Of a broken file nobody knows what it binds (`Environment.mayHaveMore`), wherever it is broken.
  const mark = tree.isBroken ? 'broken' : 'whole';
  return fingerprint([mark, ...shown.filter((piece) => piece !== '')].join('\n'));
}

/** So that a comment more is no difference; the indentation of the first line counts. */
function withoutOuterBlankLines(piece: string): string {
  return piece.replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, '').trimEnd();
}

function isHidden(node: SyntaxNode): boolean {
  if (node.kind === 'comment') return true;
  const definition = node.field === 'body' ? node.parent : undefined;
  return definition?.kind === 'function_definition' && !showsItsBody(node);
}

/** A body shows through what it returns or yields, and through what it makes of `self` or globals. */
function showsItsBody(body: SyntaxNode): boolean {
  for (const node of ownCode(body)) {
    switch (node.kind) {
      case 'return_statement':
        if (node.parts.length > 0) return true;
        break;
      case 'yield':
      case 'global_statement':
      case 'nonlocal_statement':
      case 'function_definition':
      case 'class_definition':
        return true;
      case 'attribute':
        if (node.field === 'left') return true;
        break;
      case 'call':
        // `super().__init__(…)` says what a class passes on.
        if (node.child('function')?.child('attribute')?.text === '__init__') return true;
        break;
      default:
    }
  }
  return false;
}
