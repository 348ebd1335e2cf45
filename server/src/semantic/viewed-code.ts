import type { BlockingKind } from '../knowledge/blocking-calls';
import type { SyntaxKind } from '../syntax/kinds';
import { inSourceOrder } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { once } from '../text/remembered';
import type { Code } from './file-code';
import type { FileFacts } from './file-facts';
import type { BlockingCall } from './flow/blocking';
import type { Loop } from './flow/loops';

/** A call together with the qualified name of what it calls. */
export interface NamedCall {
  readonly node: SyntaxNode;
  /** The qualified name of the callee; undefined for the file's own functions and the unknown. */
  readonly name: string | undefined;
}

/** The code that is looked at, a whole file's or a unit's, by what it consists of. */
export class ViewedCode {
  readonly calls = once((): readonly NamedCall[] => this.ofKind('call').map(this.facts.namedCall));
  readonly loops = once((): readonly Loop[] =>
    [...this.ofKind('while_statement'), ...this.ofKind('for_statement')]
      .sort((a, b) => a.start - b.start)
      .map((node) => this.facts.loops.describe(node)),
  );

  constructor(
    private readonly code: Code,
    private readonly facts: FileFacts,
  ) {}

  /** The named nodes of a kind, in source order. */
  ofKind(kind: SyntaxKind): readonly SyntaxNode[] {
    return this.code.ofKind(kind);
  }

  /** The calls that can keep their caller waiting for something of a kind, in source order. */
  blockingCalls(kind: BlockingKind): readonly BlockingCall[] {
    return this.code.blockingCalls(kind);
  }

  /** In source order. */
  callsOf(qualifiedNames: readonly string[]): readonly SyntaxNode[] {
    const [only = '', ...others] = qualifiedNames;
    // Asked of each call of some kind: a list is not copied for that.
    if (others.length === 0) return this.code.callsOf(only);
    const found = qualifiedNames.flatMap((name) => this.code.callsOf(name));
    return found.sort(inSourceOrder);
  }
}
