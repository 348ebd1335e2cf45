import type { Scope } from '../scopes';
import { type Made, now } from './made';
import type { Value } from './values';

/** A variable or attribute. It stays the same object while its value changes. */
export interface Variable extends Made {
  readonly kind: 'variable';
  /** Undefined while it is bound to nothing. */
  value: Value | undefined;
  /** True where it has a value only if the file took one of several ways. */
  mayBeUnbound: boolean;
}

export function variable(value?: Value, made = now()): Variable {
  return { kind: 'variable', value, mayBeUnbound: false, made };
}

/**
 * The variable of a name, made where there is none yet.
 *
 * @param made when what the variable belongs to was made
 */
export function variableIn(variables: Map<string, Variable>, name: string, made = 0): Variable {
  let found = variables.get(name);
  if (found === undefined) {
    found = variable(undefined, made);
    variables.set(name, found);
  }
  return found;
}

/** The variables of one run of a module, class body, function or comprehension. */
export class Environment implements Made {
  readonly made = now();
  readonly variables = new Map<string, Variable>();
  /** The environment of the module. */
  readonly globals: Environment;
  /** True where a star import of an outside module may have bound any name. */
  mayHaveMore = false;
  readonly #isFunction: boolean;
  /** Values that were bound under names that are not known: `globals()[name] = value`. */
  readonly unnamed: Value[] = [];

  constructor(
    /** Which names the code binds here, by Python's rules. */
    readonly scope: Scope,
    /** The environment around, as Python looks names up: never that of a class body. */
    readonly outer: Environment | undefined,
  ) {
    this.globals = outer === undefined ? this : outer.globals;
    this.#isFunction = scope.kind === 'function' || scope.kind === 'comprehension';
  }

  /** The variable of a name in this very environment, as others set it: `module.name = value`. */
  variable(name: string): Variable {
    return variableIn(this.variables, name, this.made);
  }

  /** The variable that an assignment to the name binds. */
  bound(name: string): Variable {
    return this.#owner(name).variable(name);
  }

  /** The variable of a name that the code binds here; undefined for other names. */
  own(name: string): Variable | undefined {
    return this.scope.bindings.has(name) ? this.bound(name) : undefined;
  }

  /** The variable that a use of the name sees; undefined where none was ever made. */
  seen(name: string): Variable | undefined {
    const { scope } = this;
    if (scope.globals.size > 0 && scope.globals.has(name)) return this.globals.variables.get(name);
    const own = this.variables.get(name);
    // A name of a class body or module that has no value yet may still be one from outside.
    if (own !== undefined && (own.value !== undefined || this.#isFunction)) return own;
    if (this.#isFunction && scope.bindings.has(name)) return variable();
    for (let at = this.outer; at !== undefined; at = at.outer) {
      const found = at.variables.get(name);
      if (found !== undefined) return found;
      if (at.#isFunction && at.scope.bindings.has(name)) return variable();
    }
    return own;
  }

  #owner(name: string): Environment {
    if (this.scope.globals.has(name)) return this.globals;
    if (!this.scope.nonlocals.has(name) && this.scope.kind !== 'comprehension') return this;
    if (this.scope.kind === 'comprehension') {
      // `:=` in a comprehension binds in the code around it.
      if (this.scope.bindings.has(name) || this.outer === undefined) return this;
      return this.outer.#owner(name);
    }
    for (let at = this.outer; at?.outer !== undefined; at = at.outer) {
      if (at.scope.bindings.has(name)) return at;
    }
    return this;
  }
}
