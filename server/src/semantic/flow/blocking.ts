import { type BlockingFact, blockingFact } from '../../knowledge/blocking-calls';
import { argumentValue, hasDictionarySplat } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Constants } from '../constants';
import type { Names } from '../names';

/** A call that can keep its caller waiting. */
export interface BlockingCall {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly fact: BlockingFact;
  /** True where an argument, a default or something around it ends the wait. */
  readonly isLimited: boolean;
}

/** How many calls are followed from a function to what blocks. */
const maximumCalls = 8;

/** Knows which calls of a file can block, by what is known of libraries. */
export class Blocking {
  readonly #calls = new Map<SyntaxNode, BlockingCall | undefined>();

  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
  ) {}

  of(call: SyntaxNode): BlockingCall | undefined {
    if (!this.#calls.has(call)) this.#calls.set(call, this.#describe(call));
    return this.#calls.get(call);
  }

  /** The blocking calls in the code of a node itself; nested functions are not its code. */
  within(node: SyntaxNode): BlockingCall[] {
    const found: BlockingCall[] = [];
    for (const inner of ownCode(node)) {
      const call = inner.kind === 'call' ? this.of(inner) : undefined;
      if (call !== undefined) found.push(call);
    }
    return found;
  }

  /** The blocking calls that running a node leads to, also through functions of the file. */
  reachableFrom(node: SyntaxNode, calls = 0, seen = new Set<SyntaxNode>()): BlockingCall[] {
    if (calls > maximumCalls || seen.has(node)) return [];
    seen.add(node);
    const found = this.within(node);
    for (const inner of ownCode(node)) {
      const callee = inner.kind === 'call' ? inner.child('function') : undefined;
      const target = this.names.definition(callee);
      if (target === undefined || target.kind === 'class_definition') continue;
      const body = target.child('body') ?? target;
      found.push(...this.reachableFrom(body, calls + 1, seen));
    }
    return found;
  }

  #describe(call: SyntaxNode): BlockingCall | undefined {
    const name = this.names.calleeName(call);
    const fact = name === undefined ? undefined : blockingFact(name);
    if (name === undefined || fact === undefined) return undefined;
    return { node: call, name, fact, isLimited: this.#isLimited(call, fact) };
  }

  #isLimited(call: SyntaxNode, fact: BlockingFact): boolean {
    // `**options` may hold the limit.
    if (fact.isLimitedByDefault || hasDictionarySplat(call)) return true;
    return fact.limits.some(({ name, position }) => {
      const value = argumentValue(call, name, position);
      return value !== undefined && !this.constants.isNone(value);
    });
  }
}
