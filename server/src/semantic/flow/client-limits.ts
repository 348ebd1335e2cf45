import { type ClientFact, type ClientWait, clientFact } from '../../knowledge/clients';
import { argumentValue, hasSplat, positionalValue } from '../../syntax/calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import type { Names } from '../names';
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
    const methods = fact.uses;
    return this.tree.nodes.filter((use) => {
      const callee = use.kind === 'call' ? use.child('function') : undefined;
      const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      if (method === undefined || (methods.length > 0 && !methods.includes(method))) return false;
      return this.#isClient(callee?.child('object'), node);
    });
  }

  #isLimitedAsAWhole(call: SyntaxNode, fact: ClientFact): boolean {
    const bearers = fact.alsoLimitedBy.some(
      ({ name, position }) => argumentValue(call, name, position) !== undefined,
    );
    if (bearers || hasSplat(call) || this.#isSetLater(call, fact)) return true;
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

  #isSetLater(call: SyntaxNode, fact: ClientFact): boolean {
    const byMethod = this.limits.methodCalls(fact.setters).some((setter) => {
      const value = positionalValue(setter, 0);
      if (value === undefined || this.limits.isNoLimit(value)) return false;
      const object = setter.child('function')?.child('object');
      const client =
        fact.setterPath !== undefined && object?.kind === 'call'
          ? object.child('function')?.child('object')
          : object;
      return this.#isClient(client, call);
    });
    if (byMethod || fact.setterAttribute === undefined) return byMethod;
    return this.tree.nodes.some((node) => {
      const target = node.kind === 'assignment' ? node.child('left') : undefined;
      const isThat =
        target?.kind === 'attribute' && target.child('attribute')?.text === fact.setterAttribute;
      return isThat && this.#isClient(target.child('object'), call);
    });
  }

  #isClient(object: SyntaxNode | undefined, made: SyntaxNode): boolean {
    if (object === undefined) return false;
    for (const above of [object, ...ancestors(object)]) if (above === made) return false;
    return creationsOf(this.names, this.values, object)?.includes(made) === true;
  }
}
