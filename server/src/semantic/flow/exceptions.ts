import { airflowExceptionBase } from '../../knowledge/airflow-exceptions';
import { builtinException, builtinExceptionBases } from '../../knowledge/builtins';
import { ancestors, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';

/**
 * A class of exceptions: a built-in one by its bare name (`OSError`), an outside one by its
 * qualified name, one of the file's own by its definition.
 */
export type ExceptionClass = string | SyntaxNode;

/** How many names are followed from an `except` clause to the tuple that it lists. */
const maximumHops = 8;

/** Knows which exceptions are raised and which a handler catches. */
export class Exceptions {
  constructor(private readonly names: Names) {}

  /** The class that an expression names, or of which it makes an instance. */
  classOf(expression: SyntaxNode | undefined): ExceptionClass | undefined {
    if (expression === undefined) return undefined;
    const inner = withoutParentheses(expression);
    const callee = inner.kind === 'call' ? inner.child('function') : inner;
    const name = this.names.qualifiedName(callee);
    if (name !== undefined) return exceptionNamed(name);
    const definition = this.names.definition(callee);
    return definition?.kind === 'class_definition' ? definition : undefined;
  }

  /**
   * The class that a `raise` raises. A bare one, and one that raises the caught exception again,
   * raises what its handler caught; undefined where that is not a single class.
   */
  raisedBy(statement: SyntaxNode): ExceptionClass | undefined {
    const raised = statement.parts[0];
    if (raised === undefined) return this.#caughtAround(statement, undefined);
    if (raised.kind === 'identifier') {
      const binding = this.names.scopes
        .lookup(raised.text, raised)
        .find((candidate) => candidate.kind === 'exception');
      if (binding !== undefined) return this.#caughtAround(statement, raised.text);
    }
    return this.classOf(raised) ?? this.#classOfInstance(raised);
  }

  /** True for a bare `raise` and for `raise e` in the handler that caught `e`. */
  isReraise(statement: SyntaxNode): boolean {
    const clause = clauseAround(statement);
    if (clause === undefined) return false;
    const raised = statement.parts[0];
    return raised === undefined || raised.text === caughtName(clause);
  }

  /** The classes that an `except` clause lists; `BaseException` for a bare one. */
  caughtBy(clause: SyntaxNode): readonly (ExceptionClass | undefined)[] {
    const values = clause.childrenIn('value');
    if (values.length === 0) return ['BaseException'];
    return values.flatMap((value) =>
      this.#listed((value.kind === 'as_pattern' ? value.parts[0] : value) ?? value, 0),
    );
  }

  /** Whether `caught` is `thrown` or one of its base classes; undefined where that is not known. */
  isSubclass(thrown: ExceptionClass, caught: ExceptionClass, depth = 0): boolean | undefined {
    if (thrown === caught || caught === 'BaseException') return true;
    const bases = depth > maximumHops ? undefined : this.#bases(thrown);
    if (bases === undefined) {
      // What is named like an exception of a library derives from Exception by convention.
      return caught === 'Exception' ? true : undefined;
    }
    const answers = bases.map((base) => this.isSubclass(base, caught, depth + 1));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
  }

  /** The classes in `A`, `(A, B)`, a name for such a tuple, and sums of tuples. */
  #listed(expression: SyntaxNode, hops: number): readonly (ExceptionClass | undefined)[] {
    const inner = withoutParentheses(expression);
    if (inner.kind === 'tuple') return inner.parts.flatMap((item) => this.#listed(item, hops));
    if (inner.kind === 'list_splat' || inner.kind === 'binary_operator') {
      return inner.parts.flatMap((part) => this.#listed(part, hops + 1));
    }
    const value = inner.kind === 'identifier' ? this.names.singleValue(inner) : undefined;
    const isTuple = value?.kind === 'tuple' || value?.kind === 'binary_operator';
    if (isTuple && hops < maximumHops) return this.#listed(value, hops + 1);
    return [this.classOf(inner)];
  }

  #caughtAround(statement: SyntaxNode, name: string | undefined): ExceptionClass | undefined {
    const clause = clauseAround(statement);
    if (clause === undefined || (name !== undefined && caughtName(clause) !== name)) {
      return undefined;
    }
    const caught = this.caughtBy(clause);
    return caught.length === 1 ? caught[0] : undefined;
  }

  /** The class of an exception that was made before it is raised: `error = E(); raise error`. */
  #classOfInstance(expression: SyntaxNode): ExceptionClass | undefined {
    if (expression.kind !== 'identifier') return undefined;
    const value = this.names.singleValue(expression);
    return value?.kind === 'call' ? this.classOf(value) : undefined;
  }

  #bases(exception: ExceptionClass): readonly ExceptionClass[] | undefined {
    if (typeof exception === 'string') {
      if (builtinException(exception) !== undefined) {
        return builtinExceptionBases(exception).slice(0, 1);
      }
      const base = airflowExceptionBase(exception);
      return base === undefined ? undefined : [base];
    }
    const bases: ExceptionClass[] = [];
    for (const part of exception.child('superclasses')?.parts ?? []) {
      if (part.kind === 'keyword_argument') continue;
      const base = this.#baseNamed(part, exception);
      if (base === undefined) return undefined;
      bases.push(base);
    }
    return bases;
  }

  /** In `class TimeoutError(TimeoutError)` the base is the built-in class of that name. */
  #baseNamed(part: SyntaxNode, exception: SyntaxNode): ExceptionClass | undefined {
    const base = this.classOf(part);
    return base === exception ? builtinException(part.text) : base;
  }
}

function exceptionNamed(name: string): ExceptionClass {
  const bare = name.startsWith('builtins.') ? name.slice('builtins.'.length) : name;
  return builtinException(bare) ?? bare;
}

/** The `except` clause in whose block the node stands, within the same function. */
export function clauseAround(node: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(node)) {
    if (above.kind === 'except_clause') return above;
    if (above.kind === 'function_definition' || above.kind === 'class_definition') return undefined;
  }
  return undefined;
}

/** The name in `except E as name`. */
export function caughtName(clause: SyntaxNode): string | undefined {
  const value = clause.child('value');
  const alias = value?.kind === 'as_pattern' ? value.child('alias') : clause.child('alias');
  return alias?.text;
}
