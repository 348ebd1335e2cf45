import { argumentNodes, positionalValue } from '../../syntax/calls';
import { descendants, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Constants } from '../constants';
import type { Names } from '../names';
import type { Binding } from '../scopes';
import type { Completions, Jump } from './completion';

/** What is known of a `while` or `for` loop. */
export interface Loop {
  readonly node: SyntaxNode;
  readonly body: SyntaxNode | undefined;
  /** Why the loop's own header never ends it, if so. */
  readonly endless: EndlessHeader | undefined;
  /** Every reachable way out of the loop other than its header; empty if there is none. */
  readonly exits: readonly Jump[];
}

export interface EndlessHeader {
  readonly kind: 'condition' | 'unchanged-flag' | 'iterator';
  /** The smallest node that names the trouble. */
  readonly node: SyntaxNode;
}

/** Knows which loops of a file can be left, and how. */
export class Loops {
  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly completions: Completions,
  ) {}

  describe(node: SyntaxNode): Loop {
    const body = node.child('body');
    const jumps = this.completions.ofBlock(body).jumps;
    return {
      node,
      body,
      endless:
        node.kind === 'for_statement' ? this.#endlessIterable(node) : this.#endlessTest(node),
      exits: jumps.filter((jump) => jump.kind !== 'continue'),
    };
  }

  #endlessTest(loop: SyntaxNode): EndlessHeader | undefined {
    const condition = loop.child('condition');
    if (condition === undefined) return undefined;
    if (this.#isLiterallyTrue(condition)) return { kind: 'condition', node: condition };
    return this.#isUnchangedFlag(loop, condition)
      ? { kind: 'unchanged-flag', node: condition }
      : undefined;
  }

  /** True for what is true in the text itself; a name's value is a matter of the flag check. */
  #isLiterallyTrue(condition: SyntaxNode): boolean {
    const mentionsName = [...descendants(condition)].some((node) => node.kind === 'identifier');
    return !mentionsName && this.constants.truth(condition) === true;
  }

  /**
   * `while running:` where `running` begins true and nothing that can run meanwhile changes it, or
   * `while i < 10:` where the loop never touches `i`.
   */
  #isUnchangedFlag(loop: SyntaxNode, condition: SyntaxNode): boolean {
    const parts = [...descendants(condition)].filter((node) => node.isNamed);
    if (!parts.every((part) => plainConditionKinds.has(part.kind))) return false;
    const flags = parts.filter((part) => part.kind === 'identifier');
    if (flags.length === 0) return false;
    const truth = this.#truthAtStart(condition, flags, loop);
    return truth === true;
  }

  #truthAtStart(
    condition: SyntaxNode,
    flags: readonly SyntaxNode[],
    loop: SyntaxNode,
  ): boolean | undefined {
    for (const flag of flags) {
      const bindings = this.names.scopes.lookup(flag.text, flag);
      if (bindings.length !== 1) return undefined;
      const binding = bindings[0];
      if (binding?.kind !== 'assignment') return undefined;
      // A mutable value can change without being assigned again; a constant cannot.
      if (this.constants.value(binding.value) === undefined) return undefined;
      if (!isBoundBefore(binding, loop)) return undefined;
    }
    return this.constants.truth(condition);
  }

  #endlessIterable(loop: SyntaxNode): EndlessHeader | undefined {
    const iterable = loop.child('right');
    if (iterable === undefined) return undefined;
    const endless = this.endlessIterator(iterable);
    return endless === undefined ? undefined : { kind: 'iterator', node: endless };
  }

  /** The call in an iterable expression that makes it never end. */
  endlessIterator(iterable: SyntaxNode, depth = 0): SyntaxNode | undefined {
    const call = this.#callBehind(withoutParentheses(iterable));
    if (call === undefined || depth > 5) return undefined;
    const name = this.names.calleeName(call);
    const [first, second] = [positionalValue(call, 0), positionalValue(call, 1)];
    switch (name) {
      case 'itertools.count':
        return call;
      case 'itertools.cycle':
        return isEmptyLiteral(first) ? undefined : call;
      case 'itertools.repeat':
        return argumentNodes(call).length === 1 ? call : undefined;
      case 'builtins.iter':
        return this.#neverMeetsSentinel(first, second) ? call : undefined;
      case 'builtins.enumerate':
        return first === undefined ? undefined : this.endlessIterator(first, depth + 1);
      case 'builtins.zip': {
        const columns = argumentNodes(call).filter((part) => part.kind !== 'keyword_argument');
        const endless = columns.map((column) => this.endlessIterator(column, depth + 1));
        return endless.length > 0 && endless.every((column) => column !== undefined)
          ? call
          : undefined;
      }
      default:
        return undefined;
    }
  }

  #callBehind(expression: SyntaxNode): SyntaxNode | undefined {
    if (expression.kind === 'call') return expression;
    if (expression.kind !== 'identifier') return undefined;
    const value = this.names.singleValue(expression);
    return value?.kind === 'call' ? value : undefined;
  }

  /** `iter(f, sentinel)` whose sentinel `f` cannot return: `iter(int, 1)`, text against bytes. */
  #neverMeetsSentinel(source: SyntaxNode | undefined, sentinel: SyntaxNode | undefined): boolean {
    if (source === undefined || sentinel === undefined) return false;
    const name = this.names.qualifiedName(source);
    if (name === 'builtins.int' || name === 'builtins.float') {
      const value = this.constants.value(sentinel);
      return value !== undefined && !(value.type === 'number' && value.value === 0);
    }
    // A fresh object equals nothing that a function could return.
    return sentinel.kind === 'call' && this.names.calleeName(sentinel) === 'builtins.object';
  }
}

const plainConditionKinds: ReadonlySet<string> = new Set([
  'identifier',
  'true',
  'false',
  'none',
  'integer',
  'float',
  'string',
  'string_start',
  'string_content',
  'string_end',
  'comparison_operator',
  'boolean_operator',
  'not_operator',
  'parenthesized_expression',
]);

function isBoundBefore(binding: Binding, loop: SyntaxNode): boolean {
  return binding.node.end <= loop.start || binding.scope.kind === 'module';
}

function isEmptyLiteral(node: SyntaxNode | undefined): boolean {
  return (
    node !== undefined && (node.kind === 'list' || node.kind === 'tuple') && node.parts.length === 0
  );
}
