import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';

/**
 * The stream that a function of no arguments reads from: of `f.readline`, `lambda: f.read(64)` and
 * `functools.partial(f.read, 64)` it is `f`.
 */
export function readStream(names: Names, source: SyntaxNode): SyntaxNode | undefined {
  const method = readingMethod(names, source);
  const isRead = method?.kind === 'attribute' && reading.has(method.child('attribute')?.text ?? '');
  return isRead ? method.child('object') : undefined;
}

/** The stream that `iter(f.readline, "")` asks for its next part. */
export function iteratedStream(names: Names, iterable: SyntaxNode): SyntaxNode | undefined {
  const isIter = iterable.kind === 'call' && names.calleeName(iterable) === 'builtins.iter';
  const source = isIter ? positionalValue(iterable, 0) : undefined;
  const hasSentinel = source !== undefined && positionalValue(iterable, 1) !== undefined;
  return hasSentinel ? readStream(names, source) : undefined;
}

const reading: ReadonlySet<string> = new Set(['read', 'readline']);

function readingMethod(names: Names, source: SyntaxNode): SyntaxNode | undefined {
  if (source.kind === 'lambda') {
    const body = source.child('body');
    return body?.kind === 'call' ? body.child('function') : undefined;
  }
  const isPartial = source.kind === 'call' && names.calleeName(source) === 'functools.partial';
  return isPartial ? positionalValue(source, 0) : source;
}
