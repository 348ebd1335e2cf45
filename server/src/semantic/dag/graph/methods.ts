// Methods of Airflow's objects, and what their calls are given.

import type { SyntaxNode } from '../../../syntax/node';
import type { Arguments, Execution, HostObject } from '../../evaluation/host';
import { host, type Value } from '../../evaluation/values';

/** @returns undefined where nothing is known of the result */
type Run = (given: Arguments, node: SyntaxNode, execution: Execution) => Value | undefined;

/** A method of an object of Airflow's. */
class Method implements HostObject {
  readonly className = 'builtins.method';

  constructor(private readonly run: Run) {}

  call(
    given: Arguments,
    node: SyntaxNode,
    _isDecorator: boolean,
    execution: Execution,
  ): Value | undefined {
    return this.run(given, node, execution);
  }
}

export function method(run: Run): Value {
  return host(new Method(run));
}

/** A decorator that was called with options and is now given its function: `@task(...)`, `@dag(...)`. */
export function decorator(decorate: (decorated: Value) => HostObject): Value {
  return method(({ positional: [first] }, node) => first && host(decorate(first.value), node));
}

/** The argument at a position or with a name. */
export function argument(given: Arguments, position: number, name: string): Value | undefined {
  return given.positional[position]?.value ?? given.named.get(name)?.value;
}
