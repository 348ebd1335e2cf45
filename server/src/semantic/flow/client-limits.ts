import { type ClientFact, type ClientWait, clientFact } from '../../knowledge/clients';
import { argumentValue, hasSplat, positionalValue } from '../../syntax/calls';
import { ancestors, inSourceOrder } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import { addTo } from '../../text/groups';
import { onceEach } from '../../text/remembered';
import type { Names } from '../names';
import { assignmentsToAttribute, calledMethods, callsOfMethod } from '../tree-index';
import type { Values } from '../values';
import { creationsOf } from './creations';
import type { WaitLimits } from './wait-limits';

/** A call that makes a client or asks its server, and which of its waits nothing limits. */
export interface ClientCall {
  readonly node: SyntaxNode;
  readonly fact: ClientFact;
  readonly connect: ClientWait | undefined;
  readonly read: ClientWait | undefined;
  /** True where an argument lifts a limit, whatever the library's own default is. */
  readonly isLifted: boolean;
}

/** Says which waits of clients nothing limits: connecting, and each answer. */
export class ClientLimits {
  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly values: Values,
    private readonly limits: WaitLimits,
  ) {}

  /** Undefined for a call that makes no client that is known. */
  of(call: SyntaxNode, name: string): ClientCall | undefined {
    const fact = clientFact(name);
    if (fact === undefined) return undefined;
    const isIdle =
      fact.waitsOnlyWith !== undefined &&
      argumentValue(call, fact.waitsOnlyWith.name, fact.waitsOnlyWith.position) === undefined;
    const isLost = fact.waitsForResult && call.parent?.kind === 'expression_statement';
    if (isIdle || isLost) return undefined;
    if (this.#isLimitedAsAWhole(call, fact)) {
      return { node: call, fact, connect: undefined, read: undefined, isLifted: false };
    }
    return {
      node: call,
      fact,
      connect: this.#unlimited(call, fact.connect),
      read: this.#unlimited(call, fact.read),
      isLifted: [fact.connect, fact.read].some(
        (wait) => wait !== undefined && this.limits.limitIn(call, wait.limits) === false,
      ),
    };
  }

  /** Where a client is used in a way that waits, other than by being made. */
  usesOf({ fact, node }: ClientCall): readonly SyntaxNode[] {
    const methods = fact.uses.length > 0 ? fact.uses : [...calledMethods(this.tree)];
    return methods.flatMap((method) => this.#usesBy(method).get(node) ?? []).sort(inSourceOrder);
  }

  /** The calls of a method by the calls that made the objects. */
  readonly #usesBy = onceEach((method: string) => {
    const uses = new Map<SyntaxNode, SyntaxNode[]>();
    for (const use of callsOfMethod(this.tree, method)) {
      for (const made of this.#clientsAt(use.child('function')?.child('object'))) {
        addTo(uses, made, use);
      }
    }
    return uses;
  });

  #isLimitedAsAWhole(call: SyntaxNode, fact: ClientFact): boolean {
    const bearers = fact.alsoLimitedBy.some(
      ({ name, position }) => argumentValue(call, name, position) !== undefined,
    );
    if (bearers || hasSplat(call) || this.#setLater(fact).has(call)) return true;
    if (fact.sharedLimit !== undefined && this.limits.hasSharedLimit(fact.sharedLimit, call))
      return true;
    if (fact.uri !== undefined && this.#mayHoldLimit(call, fact)) return true;
    if (fact.ownerLimits.length > 0 && this.#isOwnerLimited(call, fact)) return true;
    return this.limits.isLimitedAround(call);
  }

  #unlimited(call: SyntaxNode, wait: ClientWait | undefined): ClientWait | undefined {
    if (wait === undefined) return undefined;
    const given = this.limits.limitIn(call, wait.limits);
    const isLimited = given ?? wait.default !== undefined;
    return isLimited ? undefined : wait;
  }

  /** A URL or DSN that is not known may hold anything; a known one, what it says. */
  #mayHoldLimit(call: SyntaxNode, { connect, read, uri }: ClientFact): boolean {
    const given = uri === undefined ? undefined : argumentValue(call, uri.name, uri.position);
    if (given === undefined) return false;
    const limits = [...(connect?.limits ?? []), ...(read?.limits ?? [])];
    return this.values.of(given).some((value) => {
      const text = stringValue(value);
      // A host or pieces of one, with a password from elsewhere: the options are still written here.
      const written = text ?? (value.kind === 'string' ? value.text : undefined);
      return written === undefined || limits.some(({ name }) => written.includes(name));
    });
  }

  #isOwnerLimited(call: SyntaxNode, { ownerLimits }: ClientFact): boolean {
    const object = call.child('function')?.child('object');
    const creations = creationsOf(this.names, this.values, object);
    return (
      creations === undefined ||
      creations.some((creation) => this.limits.limitIn(creation, ownerLimits) === true)
    );
  }

  readonly #setLater = onceEach((fact: ClientFact) => new Set(this.#findSetLater(fact)));

  /** The calls that make clients which are given a limit later. */
  *#findSetLater(fact: ClientFact): Generator<SyntaxNode> {
    for (const setter of fact.setters.flatMap((name) => callsOfMethod(this.tree, name))) {
      const value = positionalValue(setter, 0);
      if (value === undefined || this.limits.isNoLimit(value)) continue;
      const object = setter.child('function')?.child('object');
      const isPath = fact.setterPath !== undefined && object?.kind === 'call';
      yield* this.#clientsAt(isPath ? object.child('function')?.child('object') : object);
    }
    if (fact.setterAttribute === undefined) return;
    for (const assignment of assignmentsToAttribute(this.tree, fact.setterAttribute)) {
      yield* this.#clientsAt(assignment.child('left')?.child('object'));
    }
  }

  /** The calls that may make the object of an expression, and those that it stands in. */
  #clientsAt(object: SyntaxNode | undefined): ReadonlySet<SyntaxNode> {
    if (object === undefined) return new Set();
    const around = [object, ...ancestors(object)].filter(({ kind }) => kind === 'call');
    return new Set([...around, ...(creationsOf(this.names, this.values, object) ?? [])]);
  }
}
