// `Operator.partial(...).expand(...)` (airflow/models/mappedoperator.py and
// airflow/sdk/definitions/mappedoperator.py).

import { isTemplateField } from '../../../knowledge/template-fields';
import type { SyntaxNode } from '../../../syntax/node';
import type { Arguments, Execution, HostObject } from '../../evaluation/host';
import { host, type Value } from '../../evaluation/values';
import { method } from './methods';
import { callableOf, labelOf } from './operators';
import { followResults, makeTask, oneOfMany, templatedArguments } from './tasks';
import type { World } from './world';

/** The operator class that is mapped. */
export interface MappedClass {
  readonly operator: string;
  readonly definition: SyntaxNode | undefined;
  readonly isTemplated: (field: string) => boolean | undefined;
}

/** What `Operator.partial(...)` gives. */
export class OperatorPartial implements HostObject {
  readonly className = 'airflow.OperatorPartial';

  constructor(
    private readonly world: World,
    private readonly mapped: MappedClass,
    private readonly given: Arguments,
    private readonly node: SyntaxNode,
  ) {}

  attribute(name: string): Value | undefined {
    if (name !== 'expand' && name !== 'expand_kwargs') return undefined;
    return method((expanded, node, execution) => this.#expand(expanded, node, execution));
  }

  #expand(expanded: Arguments, call: SyntaxNode, execution: Execution): Value {
    const { given, mapped, node, world } = this;
    const task = makeTask(
      world,
      {
        operator: mapped.operator,
        node,
        call,
        callable: callableOf(given),
        operatorClass: mapped.definition,
        isMapped: true,
        arguments: given,
        label: () => labelOf(given),
        isTemplated: mapped.isTemplated,
      },
      execution,
    );
    if (task === undefined) return oneOfMany(call);
    // What is expanded makes edges wherever it stands, the rest only for templated fields.
    const over = [...expanded.positional, ...expanded.named.values()];
    const values = over.map(({ value }) => ({ value, isCertain: true }));
    const fixed = templatedArguments(given.named, mapped.isTemplated);
    followResults(world, task, [...values, ...fixed], call, execution);
    return world.valueOf(task);
  }
}

/** `Operator.partial`, of a class outside the project. */
export function partialOf(
  world: World,
  operator: string,
  given: Arguments,
  node: SyntaxNode,
): Value {
  const isTemplated = (field: string) => isTemplateField(operator, field);
  const mapped = { operator, definition: undefined, isTemplated };
  return host(new OperatorPartial(world, mapped, given, node), node);
}
