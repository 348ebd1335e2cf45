import type { SyntaxNode } from '../../syntax/node';
import type { Value } from './values';

/** How a statement ended; undefined where the next one follows. */
export type Completion = Exit | undefined;

export type Exit =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'raise'; readonly raised: PythonRaise };

/** An exception of the evaluated Python code on its way to a handler. */
export class PythonRaise extends Error {
  constructor(
    readonly exception: Value,
    readonly node: SyntaxNode,
  ) {
    super('an exception of the evaluated code');
  }
}

/** The evaluation has taken too many steps; nothing catches it but the entry point. */
export class OutOfSteps extends Error {
  constructor(readonly node: SyntaxNode) {
    super('the evaluation takes too many steps');
  }
}
