import { ancestors, enclosingFunction, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { Constants } from '../constants';
import type { Names } from '../names';
import type { ExceptionClass, Exceptions } from './exceptions';
import { endsProcess, raisingCall } from './raising-calls';
import { SwallowingContexts } from './swallowing-contexts';

/** A way to leave a statement other than by running to its end. */
export type Jump =
  | { readonly kind: 'break' | 'continue' | 'return' | 'yield'; readonly node: SyntaxNode }
  | {
      readonly kind: 'raise';
      readonly node: SyntaxNode;
      /** Undefined where the raised class is not known, as in a bare `raise`. */
      readonly exception: ExceptionClass | undefined;
    };

/** How a statement or a block can end. */
export interface Completion {
  /** It can run to its end, so that what follows it is reached. */
  readonly isNormal: boolean;
  readonly jumps: readonly Jump[];
}

const runsOn: Completion = { isNormal: true, jumps: [] };

/** Statements nested deeper than CPython's compiler allows are not followed. */
const maximumDepth = 120;

/** How far helper functions of the file are followed to see whether they raise. */
const maximumCalls = 12;

/** How a call of a function of the file can end. */
interface CallCompletion {
  readonly returns: boolean;
  /** What it raises, placed at its own `raise` statements. */
  readonly raises: readonly Jump[];
}

const returnsOnly: CallCompletion = { returns: true, raises: [] };

/**
 * Computes how code can be left: which `break`, `return`, `raise` and `yield` are reachable and not
 * caught on their way out. Any statement is taken to be able to raise something, so that every
 * handler is reachable; but only an explicit `raise` (here or in a function of the file that is
 * called here) or an exit call counts as a jump.
 */
export class Completions {
  readonly #contexts: SwallowingContexts;
  /** The functions that are being followed. */
  readonly #open = new Set<SyntaxNode>();

  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly exceptions: Exceptions,
  ) {
    const ofBlock = (block: SyntaxNode | undefined) => this.ofBlock(block);
    this.#contexts = new SwallowingContexts({ names, constants, exceptions, ofBlock });
  }

  /** How the body of a function, loop or clause can end. */
  ofBlock(block: SyntaxNode | undefined): Completion {
    return block === undefined ? runsOn : this.#ofBlock(block);
  }

  readonly #ofBlock = onceEach((block: SyntaxNode): Completion => {
    if (isTooDeep(block)) return runsOn;
    const jumps: Jump[] = [];
    for (const statement of statementsOf(block)) {
      const completion = this.ofStatement(statement);
      jumps.push(...completion.jumps);
      if (!completion.isNormal) return { isNormal: false, jumps };
    }
    return { isNormal: true, jumps };
  });

  readonly ofStatement = onceEach((statement: SyntaxNode): Completion => {
    switch (statement.kind) {
      case 'break_statement':
        return { isNormal: false, jumps: [{ kind: 'break', node: statement }] };
      case 'continue_statement':
        return { isNormal: false, jumps: [{ kind: 'continue', node: statement }] };
      case 'return_statement':
        return {
          isNormal: false,
          jumps: [...this.#insideExpressions(statement), { kind: 'return', node: statement }],
        };
      case 'raise_statement':
        return {
          isNormal: false,
          jumps: [
            { kind: 'raise', node: statement, exception: this.exceptions.raisedBy(statement) },
          ],
        };
      case 'if_statement':
        return this.#ofIf(statement);
      case 'while_statement':
      case 'for_statement':
        return this.#ofLoop(statement);
      case 'try_statement':
        return this.#ofTry(statement);
      case 'with_statement':
        return this.#ofWith(statement);
      case 'match_statement':
        return this.#ofMatch(statement);
      case 'assert_statement':
        return this.#ofAssert(statement);
      case 'function_definition':
      case 'class_definition':
      case 'decorated_definition':
        return runsOn;
      default:
        return this.#ofSimple(statement);
    }
  });

  #ofSimple(statement: SyntaxNode): Completion {
    const jumps = this.#insideExpressions(statement);
    return { isNormal: !this.#neverReturns(statement), jumps };
  }

  #ofAssert(statement: SyntaxNode): Completion {
    const truth = this.constants.truth(statement.parts[0]);
    const jumps = this.#insideExpressions(statement);
    if (truth === true) return { isNormal: true, jumps };
    const failed: Jump = { kind: 'raise', node: statement, exception: 'AssertionError' };
    return { isNormal: truth === undefined, jumps: [...jumps, failed] };
  }

  /** True for a statement that is nothing but a call which always raises or ends the process. */
  #neverReturns(statement: SyntaxNode): boolean {
    let expression = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
    if (expression?.kind === 'await') expression = expression.parts[0];
    if (expression?.kind !== 'call') return false;
    if (endsProcess(this.names, expression)) return true;
    const raised = raisingCall(this.names, expression);
    if (raised !== undefined) return !raised.returns;
    return !this.#ofCalled(expression).returns;
  }

  /** Jumps out of expressions: `yield`, exit calls, `next()`, helpers of the file that raise. */
  #insideExpressions(node: SyntaxNode): Jump[] {
    const jumps: Jump[] = [];
    for (const inner of ownCode(node)) {
      if (inner.kind === 'yield' && inner.isNamed) jumps.push({ kind: 'yield', node: inner });
      if (inner.kind !== 'call') continue;
      const raised = raisingCall(this.names, inner);
      if (endsProcess(this.names, inner)) jumps.push({ kind: 'return', node: inner });
      else if (raised !== undefined) {
        jumps.push({ kind: 'raise', node: inner, exception: raised.exception });
      } else {
        const { raises } = this.#ofCalled(inner);
        jumps.push(...raises.map((jump) => ({ ...jump, node: inner })));
      }
    }
    return jumps;
  }

  #ofCalled(call: SyntaxNode): CallCompletion {
    if (this.#open.size >= maximumCalls) return returnsOnly;
    const definition = this.names.definition(call.child('function'));
    if (definition?.kind !== 'function_definition') return returnsOnly;
    // A function that calls itself adds nothing to what its other statements say.
    const isItself = definition === enclosingFunction(call) || this.#open.has(definition);
    return isItself ? returnsOnly : this.#ofFunction(definition);
  }

  readonly #ofFunction = onceEach((definition: SyntaxNode): CallCompletion => {
    const { isNormal, jumps } = this.#ofBody(definition);
    // Calling a generator function runs nothing of it.
    if (jumps.some((jump) => jump.kind === 'yield')) return returnsOnly;
    return {
      returns: isNormal || jumps.some((jump) => jump.kind === 'return'),
      raises: jumps.filter((jump) => jump.kind === 'raise'),
    };
  });

  #ofBody(definition: SyntaxNode): Completion {
    this.#open.add(definition);
    try {
      return this.ofBlock(definition.child('body'));
    } finally {
      this.#open.delete(definition);
    }
  }

  #ofIf(statement: SyntaxNode): Completion {
    const branches: Completion[] = [];
    let canFallThrough = true;
    const tests: Jump[] = [];
    for (const clause of [statement, ...statement.childrenIn('alternative')]) {
      if (clause.kind === 'else_clause') {
        branches.push(this.ofBlock(clause.child('body')));
        canFallThrough = false;
        break;
      }
      const condition = clause.child('condition');
      const truth = this.constants.truth(condition);
      if (condition !== undefined) tests.push(...this.#insideExpressions(condition));
      if (truth !== false) branches.push(this.ofBlock(clause.child('consequence')));
      if (truth === true) {
        canFallThrough = false;
        break;
      }
    }
    const merged = merge(branches);
    return {
      isNormal: canFallThrough || merged.isNormal,
      jumps: [...tests, ...merged.jumps],
    };
  }

  #ofLoop(loop: SyntaxNode): Completion {
    const body = this.ofBlock(loop.child('body'));
    const leaves = body.jumps.filter((jump) => jump.kind !== 'break' && jump.kind !== 'continue');
    const hasBreak = body.jumps.some((jump) => jump.kind === 'break');
    const isEndless =
      loop.kind === 'while_statement' && this.constants.truth(loop.child('condition')) === true;
    const otherwise = this.ofBlock(loop.child('alternative')?.child('body'));
    const header = loop.child('condition') ?? loop.child('right');
    const headerJumps = header === undefined ? [] : this.#insideExpressions(header);
    if (isEndless) return { isNormal: hasBreak, jumps: leaves };
    return {
      isNormal: hasBreak || otherwise.isNormal,
      jumps: [...headerJumps, ...leaves, ...otherwise.jumps],
    };
  }

  #ofTry(statement: SyntaxNode): Completion {
    const body = this.ofBlock(statement.child('body'));
    const clauses = statement.parts.filter((part) => part.kind === 'except_clause');
    const handlers = clauses
      .filter((clause) => this.#canBeReached(clause, body.jumps))
      .map((clause) => this.ofBlock(blockOf(clause)));
    const elseClause = statement.part('else_clause');
    const afterBody = body.isNormal
      ? this.ofBlock(elseClause?.child('body'))
      : { isNormal: false, jumps: [] };
    const guarded = merge([
      { isNormal: false, jumps: this.uncaught(body.jumps, clauses) },
      afterBody,
      ...handlers,
    ]);
    const finallyClause = statement.part('finally_clause');
    if (finallyClause === undefined) return guarded;
    const cleanup = this.ofBlock(blockOf(finallyClause));
    if (!cleanup.isNormal) return cleanup;
    return { isNormal: guarded.isNormal, jumps: [...guarded.jumps, ...cleanup.jumps] };
  }

  /**
   * Nobody presses Ctrl-C on a worker: a handler of `KeyboardInterrupt` alone runs only where the
   * code raises that itself.
   */
  #canBeReached(clause: SyntaxNode, jumps: readonly Jump[]): boolean {
    const caught = this.exceptions.caughtBy(clause);
    if (!caught.every((type) => type === 'KeyboardInterrupt')) return true;
    return jumps.some((jump) => jump.kind === 'raise' && jump.exception === 'KeyboardInterrupt');
  }

  /** The jumps that get past the handlers of a `try`. */
  uncaught(jumps: readonly Jump[], clauses: readonly SyntaxNode[]): Jump[] {
    return jumps.filter((jump) => {
      if (jump.kind !== 'raise') return true;
      return !clauses.some((clause) => this.catches(clause, jump.exception));
    });
  }

  /** Whether an `except` clause certainly catches an exception; an unknown one counts as an `Exception`. */
  catches(clause: SyntaxNode, thrown: ExceptionClass | undefined): boolean {
    return this.exceptions.caughtBy(clause).some((type) => this.#catches(type, thrown));
  }

  #catches(type: ExceptionClass | undefined, thrown: ExceptionClass | undefined): boolean {
    if (type === undefined) return false;
    if (thrown === undefined) return type === 'BaseException' || type === 'Exception';
    return this.exceptions.isSubclass(thrown, type) === true;
  }

  #ofWith(statement: SyntaxNode): Completion {
    const clause = statement.part('with_clause');
    const entering = clause === undefined ? [] : this.#insideExpressions(clause);
    const body = this.ofBlock(statement.child('body'));
    const suppressed = this.suppressedBy(statement);
    const jumps = body.jumps.filter(
      (jump) => jump.kind !== 'raise' || !this.isSuppressed(statement, jump.exception),
    );
    return {
      isNormal: body.isNormal || suppressed.length > 0,
      jumps: [...entering, ...jumps],
    };
  }

  /** The classes that the context managers of a `with` certainly swallow. */
  suppressedBy(statement: SyntaxNode): readonly (ExceptionClass | undefined)[] {
    return this.#contexts.of(statement);
  }

  /** The classes that one item of a `with` certainly swallows. */
  suppressedByItem(item: SyntaxNode): readonly (ExceptionClass | undefined)[] {
    return this.#contexts.ofItem(item);
  }

  /** Whether the context managers of a `with` certainly swallow an exception. */
  isSuppressed(statement: SyntaxNode, thrown: ExceptionClass | undefined): boolean {
    return this.suppressedBy(statement).some((type) => this.#catches(type, thrown));
  }

  #ofMatch(statement: SyntaxNode): Completion {
    const clauses = (statement.child('body')?.parts ?? []).filter(
      (part) => part.kind === 'case_clause',
    );
    const merged = merge(clauses.map((clause) => this.ofBlock(clause.child('consequence'))));
    const isExhaustive = clauses.some(isIrrefutable);
    return { isNormal: merged.isNormal || !isExhaustive, jumps: merged.jumps };
  }
}

/** Asked of the block alone, so that it is the same for whoever comes to it. */
function isTooDeep(block: SyntaxNode): boolean {
  let depth = 0;
  for (const above of ancestors(block)) {
    if (above.kind === 'function_definition') return false;
    if (above.kind === 'block' && ++depth > maximumDepth) return true;
  }
  return false;
}

/** True for `case _:` and `case name:`, which match anything. */
function isIrrefutable(clause: SyntaxNode): boolean {
  const patterns = clause.parts.filter((part) => part.kind === 'case_pattern');
  const isPlainName = /^[^\W\d]\w*$/.test(patterns[0]?.text ?? '');
  return patterns.length === 1 && isPlainName && clause.child('guard') === undefined;
}

/** The block of an `except` or `finally` clause, which the grammar gives no field. */
export function blockOf(clause: SyntaxNode): SyntaxNode | undefined {
  return clause.child('body') ?? clause.part('block');
}

function merge(branches: readonly Completion[]): Completion {
  return {
    isNormal: branches.some((branch) => branch.isNormal),
    jumps: branches.flatMap((branch) => branch.jumps),
  };
}
