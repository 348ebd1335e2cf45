import { argumentNodes, hasSplat } from '../../syntax/calls';
import {
  descendants,
  enclosingFunction,
  isInside,
  withoutParentheses,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { CallSites } from '../call-sites';
import type { Names } from '../names';
import { parameterName, type Scope } from '../scopes';

/** How many names and wrappers are followed from a generator to what consumes it. */
const maximumHops = 6;

/** Functions that read an iterable to its end. */
const exhaustingFunctions: ReadonlySet<string> = new Set([
  'builtins.dict',
  'builtins.frozenset',
  'builtins.list',
  'builtins.max',
  'builtins.min',
  'builtins.set',
  'builtins.sorted',
  'builtins.sum',
  'builtins.tuple',
  'collections.deque',
  'functools.reduce',
]);

/** Functions whose result is as long as what they are given. */
const passingFunctions: ReadonlySet<string> = new Set([
  'builtins.enumerate',
  'builtins.filter',
  'builtins.iter',
  'builtins.map',
]);

/** Knows who in a file reads a generator to its end, so that one which never ends holds them. */
export class Generators {
  constructor(
    private readonly names: Names,
    private readonly callSites: CallSites,
    /** Whether a `for` loop over something endless is left. */
    private readonly isLeft: (loop: SyntaxNode) => boolean,
  ) {}

  /** A place in the file that reads the generator function's values without ever stopping. */
  exhaustingConsumer(definition: SyntaxNode, hops = 0): SyntaxNode | undefined {
    if (hops > maximumHops) return undefined;
    for (const call of this.callSites.of(definition)) {
      const consumer = this.#consumerOf(call, hops);
      if (consumer !== undefined) return consumer;
    }
    return undefined;
  }

  #consumerOf(expression: SyntaxNode, hops: number): SyntaxNode | undefined {
    if (hops > maximumHops) return undefined;
    let node = expression;
    while (node.parent?.kind === 'parenthesized_expression' || node.parent?.kind === 'await') {
      node = node.parent;
    }
    const parent = node.parent;
    if (parent === undefined) return undefined;
    if (parent.kind === 'for_statement' && node.field === 'right') {
      return this.isLeft(parent) ? undefined : parent;
    }
    if (parent.kind === 'for_in_clause' && node.field === 'right') {
      const comprehension = parent.parent;
      return comprehension?.kind === 'generator_expression'
        ? this.#consumerOf(comprehension, hops + 1)
        : comprehension;
    }
    if (parent.kind === 'assignment' && node.field === 'right') {
      return this.#consumerOfName(parent, hops);
    }
    // `yield from f()` hands on what whoever reads the outer generator asks for.
    if (parent.kind === 'yield') {
      const outer = enclosingFunction(parent);
      const isWhole = parent.children.some(({ kind }) => kind === 'from');
      return isWhole && outer !== undefined ? this.exhaustingConsumer(outer, hops + 1) : undefined;
    }
    if (parent.kind === 'list_splat') return parent;
    if (parent.kind === 'argument_list' && parent.parent?.kind === 'call') {
      return (
        this.#consumingCall(parent.parent, hops) ??
        this.#consumerOfParameter(parent.parent, node, hops)
      );
    }
    if (expression.kind === 'generator_expression' && parent.kind === 'call') {
      return this.#consumingCall(parent, hops);
    }
    return undefined;
  }

  #consumingCall(call: SyntaxNode, hops: number): SyntaxNode | undefined {
    const name = this.names.calleeName(call);
    if (name === undefined) return undefined;
    if (exhaustingFunctions.has(name)) return call;
    return passingFunctions.has(name) ? this.#consumerOf(call, hops + 1) : undefined;
  }

  /** `consume(f())`, where `consume` is a function of the project. */
  #consumerOfParameter(
    call: SyntaxNode,
    argument: SyntaxNode,
    hops: number,
  ): SyntaxNode | undefined {
    const definition = this.names.definition(call.child('function'));
    // Only a plain call is followed: a method's first argument is its second parameter.
    const isPlain = call.child('function')?.kind === 'identifier' && !hasSplat(call);
    if (definition?.kind !== 'function_definition' || !isPlain) return undefined;
    const position = argumentNodes(call).indexOf(argument);
    const parameter = definition.child('parameters')?.parts[position];
    const name = parameter === undefined ? undefined : parameterName(parameter);
    const scope = this.names.scopes.scopeOpenedBy(definition);
    if (name === undefined || scope === undefined) return undefined;
    return this.#consumerOfUses(name, scope, name, hops);
  }

  /** `values = f()`: every later use of the name is looked at. */
  #consumerOfName(assignment: SyntaxNode, hops: number): SyntaxNode | undefined {
    const target = assignment.child('left');
    return target?.kind === 'identifier'
      ? this.#consumerOfUses(target, this.names.scopes.scopeOf(target), assignment, hops)
      : undefined;
  }

  #consumerOfUses(
    name: SyntaxNode,
    scope: Scope,
    except: SyntaxNode,
    hops: number,
  ): SyntaxNode | undefined {
    if ((scope.bindings.get(name.text) ?? []).length !== 1) return undefined;
    for (const use of descendants(scope.node)) {
      if (use.kind !== 'identifier' || use.text !== name.text) continue;
      if (isInside(use, except)) continue;
      const consumer = this.#consumerOf(withoutParentheses(use), hops + 1);
      if (consumer !== undefined) return consumer;
    }
    return undefined;
  }
}
