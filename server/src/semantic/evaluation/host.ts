// What a host gives to the evaluation: the meaning of things outside the project, such as Airflow's.

import type { SyntaxNode } from '../../syntax/node';
import type { ClassValue, Elements, FunctionValue, InstanceValue, Value } from './values';

export interface Argument {
  readonly value: Value;
  /** The argument's expression in the call; for a splat the whole `*values` or `**options`. */
  readonly node: SyntaxNode;
}

/** Evaluated arguments, splats expanded. */
export interface Arguments {
  readonly positional: readonly Argument[];
  readonly named: ReadonlyMap<string, Argument>;
  /** True where a splat may pass arguments that are not shown, and may win over none that are. */
  readonly mayHaveMore: boolean;
}

/** A call of something outside the project. */
export interface OutsideCall {
  /** Canonical dotted name: `airflow.DAG`, `airflow.task.virtualenv`, `airflow.chain`. */
  readonly name: string;
  readonly arguments: Arguments;
  /** The call, or the decorator that stands for one. */
  readonly node: SyntaxNode;
  /** True where the one argument is the function or class under a decorator. */
  readonly isDecorator: boolean;
}

/**
 * Gives meaning to outside things. Every method may return undefined for what the host has nothing
 * to say about; the evaluation then keeps to what can be said of any code.
 */
export interface Host {
  /** The value of an outside name, such as the member of an enumeration. */
  name?(name: string, node: SyntaxNode, execution: Execution): Value | undefined;
  call?(call: OutsideCall, execution: Execution): Value | undefined;
  /**
   * An outside base class is initialized for an instance of a class of the project, by
   * `super().__init__(…)` or because no class of the project has an `__init__`. The host may give
   * the instance its `host` object.
   */
  initialize?(initialization: Initialization, execution: Execution): void;
  /** The whole initialization of an instance with an outside base class has ended. */
  initialized?(instance: InstanceValue, node: SyntaxNode, execution: Execution): void;
  /**
   * A `with` over a value that is no object of the host's begins, and ends: what it does is not
   * known.
   */
  enterUnknown?(value: Value, node: SyntaxNode, execution: Execution): void;
  exitUnknown?(value: Value, node: SyntaxNode, execution: Execution): void;
  /**
   * Before the `__init__` of a class of the project runs whose order holds an outside class: the
   * arguments that it really gets. Airflow fills in `default_args` here.
   */
  prepare?(preparation: Preparation, execution: Execution): Arguments | undefined;
  /** An attribute of a class of the project that comes from an outside base: `.partial`. */
  classAttribute?(
    owner: ClassValue,
    base: string,
    name: string,
    node: SyntaxNode,
    execution: Execution,
  ): Value | undefined;
  /** Something is called of which nobody knows what it does: code from outside the project. */
  unknownCall?(node: SyntaxNode, reason: string, execution: Execution): void;
  /** True where an outside class is known to be the same as, or derived from, another one. */
  isSubclass?(name: string, base: string): boolean | undefined;
}

export interface Initialization {
  readonly instance: InstanceValue;
  /** Canonical name of the outside class. */
  readonly base: string;
  readonly arguments: Arguments;
  /** The call that makes the instance; for `super().__init__(…)` still that one. */
  readonly node: SyntaxNode;
}

export interface Preparation {
  readonly instance: InstanceValue;
  readonly outsideBases: readonly string[];
  /** The `__init__` that is about to run, of the class or of one that it inherits from. */
  readonly initializer: FunctionValue;
  readonly arguments: Arguments;
  readonly node: SyntaxNode;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**'
  | '@'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>';

/**
 * An object of the host's. What it does not answer for is unknown, and no error: nothing is said to
 * raise on its behalf.
 */
export interface HostObject {
  /** For `isinstance`, `type(x) is` and messages: canonical name of its class. */
  readonly className: string;
  attribute?(name: string, node: SyntaxNode, execution: Execution): Value | undefined;
  /** True where the host has taken the value; otherwise nothing more is known of the attribute. */
  setAttribute?(name: string, value: Value, node: SyntaxNode, execution: Execution): boolean;
  /** `object(…)`. Method calls are calls of what `attribute` gives. */
  call?(
    given: Arguments,
    node: SyntaxNode,
    isDecorator: boolean,
    execution: Execution,
  ): Value | undefined;
  subscript?(key: Value, node: SyntaxNode, execution: Execution): Value | undefined;
  setSubscript?(key: Value, value: Value, node: SyntaxNode, execution: Execution): boolean;
  elements?(execution: Execution): Elements | undefined;
  /** `other` may be a list, a choice (`unknown` with choices) or anything else. */
  binary?(
    operator: BinaryOperator,
    other: Value,
    isReflected: boolean,
    node: SyntaxNode,
    execution: Execution,
  ): Value | undefined;
  /** What `as` binds in a `with` statement. */
  enter?(node: SyntaxNode, execution: Execution): Value | undefined;
  exit?(node: SyntaxNode, execution: Execution): void;
  isInstance?(className: string): boolean | undefined;
  truth?(): boolean | undefined;
  /** It was passed to code that nobody knows, which may change it. */
  escape?(node: SyntaxNode, execution: Execution): void;
}

/** What the host may ask and tell while a file is evaluated. */
export interface Execution {
  /**
   * False where the code that runs now may not run, or may run any number of times: under a
   * condition or in a loop that is not known. What is made now is then not certain.
   */
  readonly isCertain: boolean;
  /**
   * True where code that runs any number of times is gone through once more, for what a round may
   * change for the next one: what the first round has made of the host's stands for what all make.
   */
  readonly isAgain: boolean;
  /** Puts down something that could not be followed. */
  gap(place: SyntaxNode, reason: string): void;
  /** Calls a function, class or other callable. It raises as Python does; let that pass. */
  call(callee: Value, given: Arguments, node: SyntaxNode): Value;
  attribute(of: Value, name: string, node: SyntaxNode): Value;
  binary(operator: BinaryOperator, left: Value, right: Value, node: SyntaxNode): Value;
  /** What iterating over it gives; undefined where that is not known at all. */
  elements(of: Value): Elements | undefined;
  truth(of: Value): boolean | undefined;
  /** Raises an exception, as a call does in Python that is known to fail. It does not return. */
  raise(exceptionName: string, message: string, node: SyntaxNode): never;
  /** Says that a value was passed to code that nobody knows: what is mutable becomes unknown. */
  escape(value: Value, node: SyntaxNode): void;
  /**
   * A variable of the host's that takes part in what happens under conditions: when branches come
   * together it is joined like Python's variables.
   */
  variable(value: Value | undefined): HostVariable;
}

export interface HostVariable {
  get(): Value | undefined;
  set(value: Value | undefined): void;
}

export const noArguments: Arguments = { positional: [], named: new Map(), mayHaveMore: false };
