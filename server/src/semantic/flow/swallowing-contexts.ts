import { argumentNodes } from '../../syntax/calls';
import { ancestors, ownCode, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { Completion } from './completion';
import type { ExceptionClass, Exceptions } from './exceptions';

/** What of a file's model is asked about its context managers. */
export interface SwallowingSources {
  readonly names: Names;
  readonly constants: Constants;
  readonly exceptions: Exceptions;
  readonly ofBlock: (block: SyntaxNode | undefined) => Completion;
}

/** How many context managers that use each other are followed. */
const maximumDepth = 8;

type Caught = readonly (ExceptionClass | undefined)[];

/**
 * Knows which exceptions of its body a `with` swallows: `contextlib.suppress(…)`, generator
 * functions of the project with a handler around their `yield`, and classes of the project whose
 * `__exit__` returns true. Only what they certainly swallow is named.
 */
export class SwallowingContexts {
  /** The definitions that are being followed. */
  readonly #open = new Set<SyntaxNode>();

  constructor(private readonly sources: SwallowingSources) {}

  of(statement: SyntaxNode): Caught {
    return itemsOf(statement).flatMap((item) => this.ofItem(item));
  }

  /** What one item of a `with` statement swallows. */
  ofItem(item: SyntaxNode): Caught {
    const { exceptions, names } = this.sources;
    const call = item.kind === 'call' ? item : undefined;
    if (call !== undefined && names.calleeName(call) === 'contextlib.suppress') {
      return argumentNodes(call).map((argument) => exceptions.classOf(argument));
    }
    const definition =
      names.definition(call?.child('function')) ?? names.instanceClass(withoutParentheses(item));
    // One that is used inside itself adds nothing to what its other statements say.
    const isFollowed = definition !== undefined && !this.#open.has(definition);
    return isFollowed && this.#open.size <= maximumDepth ? this.#ofDefinition(definition) : [];
  }

  readonly #ofDefinition = onceEach((definition: SyntaxNode): Caught => {
    this.#open.add(definition);
    try {
      const isClass = definition.kind === 'class_definition';
      return isClass ? this.#ofClass(definition) : this.#ofGenerator(definition);
    } finally {
      this.#open.delete(definition);
    }
  });

  #ofGenerator(definition: SyntaxNode): Caught {
    const decorators = decoratorsOf(definition, this.sources.names);
    if (!decorators.some(({ name }) => name !== undefined && makers.has(name))) return [];
    const yields = [...ownCode(definition)].filter((node) => node.kind === 'yield' && node.isNamed);
    const [first, ...others] = yields.map((node) => this.#caughtAround(node, definition));
    // With several yields it is not known at which of them the body runs.
    return first === undefined || others.length > 0 ? [] : first;
  }

  /** What the handlers around a `yield` catch and do not raise again. */
  #caughtAround(node: SyntaxNode, definition: SyntaxNode): Caught {
    const caught: (ExceptionClass | undefined)[] = [];
    let below = node;
    for (const above of ancestors(node)) {
      if (above === definition) break;
      if (above.kind === 'with_statement' && below.field === 'body') caught.push(...this.of(above));
      if (above.kind === 'try_statement' && below.field === 'body') {
        for (const clause of above.parts.filter((part) => part.kind === 'except_clause')) {
          if (!this.#mayRaise(clause)) caught.push(...this.sources.exceptions.caughtBy(clause));
        }
      }
      below = above;
    }
    return caught;
  }

  #mayRaise(clause: SyntaxNode): boolean {
    const { isNormal, jumps } = this.sources.ofBlock(clause.child('body') ?? clause.part('block'));
    const leaves = isNormal || jumps.some(({ kind }) => kind === 'return');
    return !leaves || jumps.some(({ kind }) => kind === 'raise');
  }

  #ofClass(definition: SyntaxNode): Caught {
    const { names, constants } = this.sources;
    const exit = names.methodOf(definition, '__exit__') ?? names.methodOf(definition, '__aexit__');
    const body = exit?.child('body');
    if (body === undefined) return [];
    const { isNormal, jumps } = this.sources.ofBlock(body);
    const returnsTrue = jumps.every(
      (jump) => jump.kind === 'return' && constants.truth(jump.node.parts[0]) === true,
    );
    return !isNormal && jumps.length > 0 && returnsTrue ? ['BaseException'] : [];
  }
}

const makers: ReadonlySet<string> = new Set([
  'contextlib.asynccontextmanager',
  'contextlib.contextmanager',
]);

/** The expressions that a `with` statement enters. */
function itemsOf(statement: SyntaxNode): SyntaxNode[] {
  return (statement.part('with_clause')?.parts ?? []).flatMap((item) => {
    const value = item.child('value');
    if (value === undefined) return [];
    const inner = withoutParentheses(value);
    const entered = inner.kind === 'tuple' ? inner.parts : [inner];
    return entered.map((part) => (part.kind === 'as_pattern' ? (part.parts[0] ?? part) : part));
  });
}
