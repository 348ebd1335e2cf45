import { airflowExceptionBase } from '../../knowledge/airflow-exceptions';
import { builtinException, builtinExceptionBases } from '../../knowledge/builtins';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';

/**
 * A class of exceptions: a built-in one by its bare name (`OSError`), an outside one by its
 * qualified name, one of the file's own by its definition.
 */
export type ExceptionClass = string | SyntaxNode;

/** Knows which exceptions a handler catches. */
export class Exceptions {
  constructor(private readonly names: Names) {}

  /** The class that an expression names, or of which it makes an instance. */
  classOf(expression: SyntaxNode | undefined): ExceptionClass | undefined {
    if (expression === undefined) return undefined;
    const inner = withoutParentheses(expression);
    const callee = inner.kind === 'call' ? inner.child('function') : inner;
    const name = this.names.qualifiedName(callee);
    if (name !== undefined) {
      const bare = name.startsWith('builtins.') ? name.slice('builtins.'.length) : name;
      return builtinException(bare) ?? bare;
    }
    const definition = this.names.definition(callee);
    return definition?.kind === 'class_definition' ? definition : undefined;
  }

  /** The classes that an `except` clause lists; `BaseException` for a bare one. */
  caughtBy(clause: SyntaxNode): readonly (ExceptionClass | undefined)[] {
    const value = clause.child('value');
    if (value === undefined) return ['BaseException'];
    const listed = value.kind === 'as_pattern' ? value.parts[0] : value;
    if (listed === undefined) return ['BaseException'];
    const inner = withoutParentheses(listed);
    const items = inner.kind === 'tuple' ? inner.parts : [inner];
    return items.map((item) => this.classOf(item));
  }

  /** Whether `caught` is `thrown` or one of its base classes; undefined where that is not known. */
  isSubclass(thrown: ExceptionClass, caught: ExceptionClass): boolean | undefined {
    if (thrown === caught || caught === 'BaseException') return true;
    const bases = this.#bases(thrown);
    if (bases === undefined) {
      // What is named like an exception of a library derives from Exception by convention.
      return caught === 'Exception' ? true : undefined;
    }
    const answers = bases.map((base) => this.isSubclass(base, caught));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
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
      const base = part.kind === 'keyword_argument' ? undefined : this.classOf(part);
      if (base === undefined || base === exception) return undefined;
      bases.push(base);
    }
    return bases;
  }
}
