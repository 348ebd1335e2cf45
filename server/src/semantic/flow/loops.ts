import { ancestors, enclosingFunction, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { CallSites } from '../call-sites';
import type { Constants } from '../constants';
import type { Names } from '../names';
import type { Completions, Jump } from './completion';
import { LoopConditions } from './conditions';
import { clauseAround, type ExceptionClass, type Exceptions } from './exceptions';
import { Generators } from './generators';
import { Iterators } from './iterators';

/** What is known of a `while` or `for` loop. */
export interface Loop {
  readonly node: SyntaxNode;
  readonly body: SyntaxNode | undefined;
  /** Why the loop's own header never ends it, if so. */
  readonly endless: EndlessHeader | undefined;
  /**
   * Every reachable way out of the loop other than its header; empty if there is none. A handler
   * that only passes a failure on is none, since without it the failure would leave the loop too.
   */
  readonly exits: readonly Jump[];
  /** What reads an endless generator to its end, where that keeps a `yield` from being an exit. */
  readonly consumer: SyntaxNode | undefined;
  /** The `raise` statements of the loop that something inside it catches. */
  readonly caughtRaises: readonly CaughtRaise[];
}

export interface CaughtRaise {
  readonly node: SyntaxNode;
  /** The `except` clause or the `with` statement that catches it. */
  readonly catcher: SyntaxNode;
}

export interface EndlessHeader {
  readonly kind: 'condition' | 'unchanged-flag' | 'iterator';
  /** The smallest node that names the trouble. */
  readonly node: SyntaxNode;
}

/** One class that a handler catches. */
interface EndingHandler {
  readonly node: SyntaxNode;
  readonly type: ExceptionClass | undefined;
}

/** What of a file's model loops are read from. */
export interface LoopSources {
  readonly tree: SyntaxTree;
  readonly names: Names;
  readonly constants: Constants;
  readonly callSites: CallSites;
  readonly exceptions: Exceptions;
  readonly completions: Completions;
}

/** Knows which loops of a file can be left, and how. */
export class Loops {
  readonly #names: Names;
  readonly #exceptions: Exceptions;
  readonly #completions: Completions;
  readonly #iterators: Iterators;
  readonly #conditions: LoopConditions;
  readonly #generators: Generators;

  constructor({ tree, names, constants, callSites, exceptions, completions }: LoopSources) {
    this.#names = names;
    this.#exceptions = exceptions;
    this.#completions = completions;
    this.#iterators = new Iterators(names, constants);
    this.#conditions = new LoopConditions(tree, names, constants);
    this.#generators = new Generators(names, callSites, (loop) => this.#isLeft(loop));
  }

  readonly describe = onceEach((node: SyntaxNode): Loop => {
    const body = node.child('body');
    const exits = this.#exits(node);
    const endless =
      node.kind === 'for_statement' ? this.#endlessIterable(node, exits) : this.#endlessTest(node);
    const facts = { node, body, endless, caughtRaises: this.#caughtRaises(node) };
    const definition = enclosingFunction(node);
    const yieldsOnly = exits.length > 0 && exits.every((exit) => exit.kind === 'yield');
    const consumer =
      endless === undefined || !yieldsOnly || definition === undefined
        ? undefined
        : this.#generators.exhaustingConsumer(definition);
    return { ...facts, exits: consumer === undefined ? exits : [], consumer };
  });

  #exits(loop: SyntaxNode): readonly Jump[] {
    const { jumps } = this.#completions.ofBlock(loop.child('body'));
    const exits = jumps.filter(
      (jump) => jump.kind !== 'continue' && !this.#onlyPassesFailureOn(jump, loop),
    );
    const ending = this.#endingHandler(loop);
    if (ending !== undefined) {
      exits.push({ kind: 'raise', node: ending.node, exception: ending.type });
    }
    return exits;
  }

  #isLeft(loop: SyntaxNode): boolean {
    return this.#exits(loop).some((exit) => exit.kind !== 'yield');
  }

  /** A `raise` that a broad handler inside the loop comes to whatever went wrong. */
  #onlyPassesFailureOn(jump: Jump, loop: SyntaxNode): boolean {
    if (jump.kind !== 'raise') return false;
    const clause = clauseAround(jump.node);
    if (clause === undefined || !isInside(clause, loop)) return false;
    return this.#isBroad(clause) && isUnconditionalIn(jump.node, clause);
  }

  /** A handler around the loop for what ends an iteration: `except EOFError` around `while True`. */
  #endingHandler(loop: SyntaxNode): EndingHandler | undefined {
    let below = loop;
    for (const above of ancestors(loop)) {
      if (above.kind === 'function_definition' || above.kind === 'class_definition') break;
      for (const handler of below.field === 'body' ? this.#handlersOf(above) : []) {
        if (isEndOfIteration(handler.type)) return handler;
      }
      below = above;
    }
    return undefined;
  }

  /** What a `try` or a `with suppress(…)` catches of its body. */
  #handlersOf(statement: SyntaxNode): readonly EndingHandler[] {
    if (statement.kind === 'with_statement') {
      const types = this.#completions.suppressedBy(statement);
      return types.map((type) => ({ node: statement, type }));
    }
    if (statement.kind !== 'try_statement') return [];
    return statement.parts
      .filter((part) => part.kind === 'except_clause')
      .flatMap((node) => this.#exceptions.caughtBy(node).map((type) => ({ node, type })));
  }

  #isBroad(clause: SyntaxNode): boolean {
    return this.#exceptions
      .caughtBy(clause)
      .some((type) => type === 'Exception' || type === 'BaseException');
  }

  #caughtRaises(loop: SyntaxNode): readonly CaughtRaise[] {
    const found: CaughtRaise[] = [];
    for (const node of ownCode(loop)) {
      if (node.kind !== 'raise_statement') continue;
      const catcher = this.#catcherOf(node, loop);
      if (catcher !== undefined) found.push({ node, catcher });
    }
    return found;
  }

  #catcherOf(raise: SyntaxNode, loop: SyntaxNode): SyntaxNode | undefined {
    const thrown = this.#exceptions.raisedBy(raise);
    let below = raise;
    for (const above of ancestors(raise)) {
      if (above === loop) return undefined;
      if (above.kind === 'try_statement' && below.field === 'body') {
        const clauses = above.parts.filter((part) => part.kind === 'except_clause');
        const clause = clauses.find((candidate) => this.#completions.catches(candidate, thrown));
        if (clause !== undefined) return clause;
      }
      const isEntered = above.kind === 'with_statement' && below.field === 'body';
      if (isEntered && this.#completions.isSuppressed(above, thrown)) return above;
      below = above;
    }
    return undefined;
  }

  #endlessTest(loop: SyntaxNode): EndlessHeader | undefined {
    const condition = loop.child('condition');
    if (condition === undefined) return undefined;
    if (this.#conditions.isLiterallyTrue(condition)) return { kind: 'condition', node: condition };
    return this.#conditions.isUnchanged(loop, condition)
      ? { kind: 'unchanged-flag', node: condition }
      : undefined;
  }

  #endlessIterable(loop: SyntaxNode, exits: readonly Jump[]): EndlessHeader | undefined {
    const iterable = loop.child('right');
    if (iterable === undefined) return undefined;
    const endless = this.#iterators.endless(iterable);
    if (endless !== undefined) return { kind: 'iterator', node: endless };
    const generator = this.#endlessGenerator(iterable);
    // Of a loop without exits the generator's own loop is the one to speak of, in the same file.
    const isSpokenOfThere = exits.length === 0 && generator?.tree === loop.tree;
    return generator === undefined || isSpokenOfThere
      ? undefined
      : { kind: 'iterator', node: iterable };
  }

  /** The generator function of the project that a call calls, if it never comes to its end. */
  #endlessGenerator(iterable: SyntaxNode): SyntaxNode | undefined {
    const definition =
      iterable.kind === 'call' ? this.#names.definition(iterable.child('function')) : undefined;
    if (definition?.kind !== 'function_definition') return undefined;
    const { isNormal, jumps } = this.#completions.ofBlock(definition.child('body'));
    const isEndless = !isNormal && jumps.length > 0 && jumps.every(({ kind }) => kind === 'yield');
    return isEndless ? definition : undefined;
  }
}

/** True where nothing but the handler itself decides that the node runs. */
function isUnconditionalIn(node: SyntaxNode, clause: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above === clause) return true;
    if (conditionalStatements.has(above.kind)) return false;
  }
  return false;
}

const conditionalStatements: ReadonlySet<string> = new Set([
  'boolean_operator',
  'conditional_expression',
  'for_statement',
  'if_statement',
  'match_statement',
  'while_statement',
]);

/** Exceptions that say "no more" rather than "something went wrong". */
const endsOfIteration: ReadonlySet<string> = new Set([
  'BrokenPipeError',
  'ConnectionAbortedError',
  'ConnectionResetError',
  'EOFError',
  'IndexError',
  'KeyError',
  'LookupError',
  'StopAsyncIteration',
  'StopIteration',
  'TimeoutError',
  'struct.error',
]);

function isEndOfIteration(type: ExceptionClass | undefined): boolean {
  // An exception of the project that is caught around a loop was made for that.
  if (typeof type !== 'string') return true;
  // Libraries name it after what happened: `queue.Empty`, `ConnectionClosed`, `EndOfStream`.
  return (
    endsOfIteration.has(type) ||
    /(?:^|\.)\w*(?:Empty|Closed|EndOf|Ended|Stop|Done|Exhaust)/.test(type)
  );
}
