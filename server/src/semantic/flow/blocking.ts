import {
  type BlockingFact,
  blockingFact,
  factOfClient,
  isBlockingMethod,
} from '../../knowledge/blocking-calls';
import type { ArgumentCondition, LimitArgument } from '../../knowledge/limit-arguments';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { Constants } from '../constants';
import type { Names } from '../names';
import type { Values } from '../values';
import { type ClientCall, ClientLimits } from './client-limits';
import { creationsOf } from './creations';
import type { OwnBlockingCalls } from './own-blocking-calls';
import { WaitLimits } from './wait-limits';

/** A call that can keep its caller waiting. */
export interface BlockingCall {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly fact: BlockingFact;
  /** True where an argument, a default or something around it ends the wait. */
  readonly isLimited: boolean;
}

/** The calls in the code of a node itself. */
interface CallsWithin {
  readonly blocking: readonly BlockingCall[];
  /** The functions of the file that they run, a function as often as it is called. */
  readonly called: readonly SyntaxNode[];
}

interface BlockingSources {
  readonly tree: SyntaxTree;
  readonly names: Names;
  readonly constants: Constants;
  readonly values: Values;
  readonly own: OwnBlockingCalls;
  /** What the files that lead to this one do that limits waits of the whole process. */
  readonly limitsElsewhere: () => readonly string[];
}

/** How many calls are followed from a function to what blocks. */
const maximumCalls = 8;

/** Knows which calls of a file can block, by what is known of libraries. */
export class Blocking {
  readonly #limits: WaitLimits;
  readonly #clients: ClientLimits;

  private readonly names: Names;
  private readonly values: Values;
  private readonly own: OwnBlockingCalls;

  constructor({ constants, limitsElsewhere, names, own, tree, values }: BlockingSources) {
    this.names = names;
    this.values = values;
    this.own = own;
    this.#limits = new WaitLimits(tree, names, constants, values, limitsElsewhere);
    this.#clients = new ClientLimits(tree, names, values, this.#limits);
  }

  readonly of = onceEach((call: SyntaxNode): BlockingCall | undefined => this.#describe(call));

  /** The blocking calls in the code of a node itself; nested functions are not its code. */
  within(node: SyntaxNode): readonly BlockingCall[] {
    return this.#callsIn(node).blocking;
  }

  /** The blocking calls that running a node leads to, also through functions of the file. */
  reachableFrom(node: SyntaxNode, calls = 0, seen = new Set<SyntaxNode>()): BlockingCall[] {
    if (calls > maximumCalls || seen.has(node)) return [];
    seen.add(node);
    const { blocking, called } = this.#callsIn(node);
    const found = [...blocking];
    for (const target of called) {
      found.push(...this.reachableFrom(target.child('body') ?? target, calls + 1, seen));
    }
    return found;
  }

  /** What is known of a call that makes a client of a server, or asks its server something. */
  clientAt(call: SyntaxNode): ClientCall | undefined {
    const name = this.names.calleeName(call);
    return name === undefined ? undefined : this.#clients.of(call, name);
  }

  /** What the file does that limits waits of the whole process, by the name of what it calls. */
  get processLimits(): readonly string[] {
    return this.#limits.processLimits();
  }

  /** Where a client that a call makes is used in a way that waits. */
  usesOfClient(client: ClientCall): readonly SyntaxNode[] {
    return this.#clients.usesOf(client);
  }

  /** The calls that made the object whose method is called; undefined where that is not seen. */
  creationsOfOwner(call: SyntaxNode): readonly SyntaxNode[] | undefined {
    const callee = call.child('function');
    return callee?.kind === 'attribute'
      ? creationsOf(this.names, this.values, callee.child('object'))
      : undefined;
  }

  /** True for an argument that lifts a limit: `None`, -1, `(5, None)`, `ClientTimeout(total=None)`. */
  isNoLimit(value: SyntaxNode): boolean {
    return this.#limits.isNoLimit(value);
  }

  /** True where one of the arguments of a call limits it, or may do so. */
  isLimitedBy(call: SyntaxNode, limits: readonly LimitArgument[]): boolean {
    return this.#limits.limitIn(call, limits) === true;
  }

  /** True where an argument of a call has a value. */
  isMet(call: SyntaxNode, condition: ArgumentCondition): boolean {
    return this.#limits.isMet(call, condition);
  }

  /** True where a dictionary (`extra_options`) may hold a limit under a key. */
  mayLimit(dictionary: SyntaxNode, key: string): boolean {
    const value = this.#limits.entry(dictionary, key);
    return value === 'unknown' || (value !== undefined && !this.isNoLimit(value));
  }

  readonly #callsIn = onceEach((node: SyntaxNode): CallsWithin => {
    const calls = [...ownCode(node)].filter(({ kind }) => kind === 'call');
    return {
      blocking: calls.flatMap((call) => this.of(call) ?? []),
      called: calls.flatMap((call) => this.#calledBy(call) ?? []),
    };
  });

  /** The function of the file that a call runs: a function, a method, a class's `__init__`. */
  #calledBy(call: SyntaxNode): SyntaxNode | undefined {
    const target = this.names.definition(call.child('function'));
    return target?.kind === 'class_definition' ? this.names.methodOf(target, '__init__') : target;
  }

  /** `session.get` where `session` is a parameter or loop variable whose values the file shows. */
  #methodOfCreated(call: SyntaxNode): string | undefined {
    const callee = call.child('function');
    const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
    const method = callee?.child('attribute')?.text;
    if (object?.kind !== 'identifier' || method === undefined) return undefined;
    // What cannot block needs no look at where the object comes from, which may be in many files.
    const mayBlock = isBlockingMethod(method) || this.own.haveMethod(method);
    if (!mayBlock || this.names.definition(callee) !== undefined) return undefined;
    const creations = creationsOf(this.names, this.values, object) ?? [];
    const types = new Set(creations.map((creation) => this.names.instanceType(creation)));
    const [type, ...others] = types;
    return type === undefined || others.length > 0 ? undefined : `${type}.${method}`;
  }

  #describe(call: SyntaxNode): BlockingCall | undefined {
    const name = this.names.calleeName(call) ?? this.#methodOfCreated(call);
    const client = name === undefined ? undefined : this.#clients.of(call, name);
    if (name !== undefined && client?.fact.waitsAtOnce === true) {
      const isLimited = client.connect === undefined && client.read === undefined;
      return { node: call, name, fact: factOfClient(client.fact), isLimited };
    }
    const own = this.own.factOf(call, name);
    const fact = own?.fact ?? (name === undefined ? undefined : blockingFact(name));
    const called = own?.name ?? name;
    if (called === undefined || fact === undefined || !this.#limits.waits(call, fact)) {
      return undefined;
    }
    return { node: call, name: called, fact, isLimited: this.#limits.isLimited(call, fact) };
  }
}
