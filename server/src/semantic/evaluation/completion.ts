import type { SyntaxNode } from '../../syntax/node';
import type { Value } from './values';

/** How a statement ended; undefined where the next one follows. */
export type Completion = Exit | undefined;

export type Exit =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'raise'; readonly raised: PythonRaise };

/**
 * An exception of the evaluated Python code on its way to a handler. No `Error` of JavaScript, which
 * would record the evaluation's own stack each time.
 */
export class PythonRaise {
  constructor(
    readonly exception: Value,
    readonly node: SyntaxNode,
  ) {}
}

/** The evaluation has taken too many steps; nothing catches it but the entry point. */
export class OutOfSteps extends Error {
  constructor(readonly node: SyntaxNode) {
    super('the evaluation takes too many steps');
  }
}
