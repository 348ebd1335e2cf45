import type { SyntaxKind } from '../syntax/kinds';
import { inSourceOrder } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { once } from '../text/remembered';
import type { FileFacts } from './file-facts';
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
    /** The named nodes of a kind, in source order. */
    readonly ofKind: (kind: SyntaxKind) => readonly SyntaxNode[],
    /** The calls of an outside function, in source order. */
    private readonly callsOfOne: (qualifiedName: string) => readonly SyntaxNode[],
    private readonly facts: FileFacts,
  ) {}

  /** In source order. */
  callsOf(qualifiedNames: readonly string[]): readonly SyntaxNode[] {
    const [only = '', ...others] = qualifiedNames;
    // Asked of each call of some kind: a list is not copied for that.
    if (others.length === 0) return this.callsOfOne(only);
    const found = qualifiedNames.flatMap((name) => this.callsOfOne(name));
    return found.sort(inSourceOrder);
  }
}
