import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Imports } from '../project/surroundings';
import type { Scopes } from '../scopes';
import { attributeOf } from './attributes';
import type { Deferred } from './branching';
import { callValue } from './calls';
import { OutOfSteps, PythonRaise } from './completion';
import { type Environment, type Variable, variable } from './environment';
import { escapeValue } from './escape';
import type { Arguments, BinaryOperator, Execution, Host, HostVariable } from './host';
import { noArguments } from './host';
import { elementsOf } from './iteration';
import { type Changes, Journal } from './journal';
import { now } from './made';
import type { Libraries } from './native';
import { binaryOperation } from './operators';
import { runRepeatedly } from './rounds';
import { truthOf } from './truth';
import type { Elements, FunctionValue, Value } from './values';
import { type ModuleValue, string } from './values';

/** Something that could not be followed. */
export interface EvaluationGap {
  readonly place: SyntaxNode;
  readonly reason: string;
}

/** One run of a function, class body or module. */
export interface Frame {
  readonly function: FunctionValue | undefined;
  readonly environment: Environment;
  /** Ways that were left early by `return`, `break` or `continue`. */
  readonly deferred: Deferred[];
  /** In a generator: what takes each value that it yields and gives what is sent back. */
  readonly onYield: ((value: Value, node: SyntaxNode) => Value) | undefined;
}

/** A `try` whose handlers may catch what its body raises. */
export interface OpenTry {
  /** True where the handlers pass on what they catch, so that what follows is not in doubt. */
  readonly raisesAgain: boolean;
  /** True where no handler catches anything but that a module is missing. */
  readonly catchesOnlyImports: boolean;
  mayHaveRaised: boolean;
  /** What ways that end in an exception had changed. */
  readonly changes: Changes[];
}

/** The most steps of one load. A step is an expression or statement, or some elements of a value. */
const mostSteps = 250_000;
/** How deep expressions, statements and calls may nest together, well below JavaScript's own stack. */
const deepest = 300;
/** How much of that is left to the body of a function or module that is entered. */
const depthOfBody = 60;
/** How many calls of project functions may be open at a time. */
const mostFrames = 60;
const mostGaps = 200;
/** What Python raises where a name or attribute is not there. */
const ofMisses: ReadonlySet<string> = new Set(['AttributeError', 'NameError', 'UnboundLocalError']);

/** The state of one load of a file, and what the host may ask of it. */
export class Evaluator implements Execution {
  readonly journal = new Journal();
  readonly gaps: EvaluationGap[] = [];
  readonly calledFunctions = new Set<SyntaxNode>();
  readonly modules = new Map<SyntaxTree, ModuleValue>();
  /** Modules of which the statements are running. */
  readonly loading = new Set<SyntaxTree>();
  readonly frames: Frame[] = [];
  readonly tries: OpenTry[] = [];
  /** Exceptions that handlers are at work on. */
  readonly handled: PythonRaise[] = [];
  /** Above zero where the code may not run, or may run more than once. */
  maybeDepth = 0;
  depth = 0;
  /** How often a name or attribute was looked for that was not there. */
  misses = 0;
  #againDepth = 0;
  #steps = 0;
  readonly #identities = new WeakMap<object, number>();
  #nextIdentity = 1;

  constructor(
    readonly host: Host,
    readonly surroundings: Imports | undefined,
    /** The path of the file, where it is known. */
    readonly path: string | undefined,
    tree: SyntaxTree,
    private readonly scopes: Scopes,
    readonly libraries: Libraries,
  ) {
    this.place = tree.root;
  }

  /** The scopes of the file that a node belongs to. */
  scopesOf(node: SyntaxNode): Scopes {
    return this.surroundings?.fileOf(node.tree)?.scopes ?? this.scopes;
  }

  get frame(): Frame {
    const frame = this.frames.at(-1);
    if (frame === undefined) throw new Error('there is code outside of every frame');
    return frame;
  }

  get isCertain(): boolean {
    return (
      this.maybeDepth === 0 && !this.tries.some((open) => open.mayHaveRaised && !open.raisesAgain)
    );
  }

  get isAgain(): boolean {
    return this.#againDepth > 0;
  }

  /** Goes once more through code that stands for any number of rounds. */
  again<T>(run: () => T): T {
    this.#againDepth++;
    try {
      return run();
    } finally {
      this.#againDepth--;
    }
  }

  /** Runs what Python runs once, whatever code asks for it: the statements of a module. */
  once(run: () => void): void {
    const againDepth = this.#againDepth;
    this.#againDepth = 0;
    try {
      this.journal.aside(run);
    } finally {
      this.#againDepth = againDepth;
    }
  }

  /** Counts work. Loads of any size end. */
  step(node: SyntaxNode, steps = 1): void {
    this.#steps += steps;
    if (this.#steps > mostSteps) throw new OutOfSteps(node);
  }

  get isTooDeep(): boolean {
    return this.depth > deepest;
  }

  /** True where no other function or module can be entered. */
  get hasTooManyFrames(): boolean {
    return this.frames.length > mostFrames || this.depth > deepest - depthOfBody;
  }

  gap(place: SyntaxNode, reason: string): void {
    if (this.gaps.length >= mostGaps) return;
    const isKnown = this.gaps.some((gap) => gap.place === place && gap.reason === reason);
    if (!isKnown) this.gaps.push({ place, reason });
  }

  /** What runs now may raise an exception that nobody knows. */
  mayRaise(changes?: Changes, isImport = false): void {
    const open = this.tries.findLast((each) => isImport || !each.catchesOnlyImports);
    if (open === undefined) return;
    open.mayHaveRaised = true;
    if (changes !== undefined) open.changes.push(changes);
  }

  raise(exceptionName: string, message: string, node: SyntaxNode): never {
    if (ofMisses.has(exceptionName)) this.misses++;
    const positional = [{ value: string(message, node), node }];
    const given: Arguments = { ...noArguments, positional };
    const callee = exceptionName.includes('.') ? exceptionName : `builtins.${exceptionName}`;
    throw new PythonRaise({ kind: 'result', callee, arguments: given, origin: node }, node);
  }

  /** Where the code is that runs now. */
  place: SyntaxNode;

  /** A number that tells an object from all others. */
  identity(object: object): number {
    const known = this.#identities.get(object);
    if (known !== undefined) return known;
    const fresh = this.#nextIdentity++;
    this.#identities.set(object, fresh);
    return fresh;
  }

  call(callee: Value, given: Arguments, node: SyntaxNode): Value {
    return callValue(this, callee, given, node);
  }

  attribute(of: Value, name: string, node: SyntaxNode): Value {
    return attributeOf(this, of, name, node);
  }

  binary(operator: BinaryOperator, left: Value, right: Value, node: SyntaxNode): Value {
    return binaryOperation(this, operator, left, right, node);
  }

  elements(of: Value): Elements | undefined {
    return elementsOf(this, of);
  }

  truth(of: Value): boolean | undefined {
    return truthOf(this, of);
  }

  /**
   * Runs a part that may happen or not, or any number of times.
   *
   * @param begin what was made since then is not seen by the next time
   */
  maybe(run: () => void, begin = now()): void {
    runRepeatedly(
      this,
      () => {
        run();
        return undefined;
      },
      begin,
    );
  }

  escape(value: Value, node: SyntaxNode): void {
    escapeValue(this, value, node);
  }

  variable(value: Value | undefined): HostVariable {
    const held = variable(value);
    return {
      get: () => held.value,
      set: (next) => {
        this.journal.touch(held);
        held.value = next;
        held.mayBeUnbound = false;
      },
    };
  }

  /** Binds a name; one that the parser made up to go on after an error binds nothing. */
  bind(environment: Environment, name: string, value: Value | undefined): void {
    if (name !== '') this.setVariable(environment.bound(name), value);
  }

  setVariable(held: Variable, value: Value | undefined): void {
    this.journal.touch(held);
    held.value = value;
    held.mayBeUnbound = false;
  }
}
