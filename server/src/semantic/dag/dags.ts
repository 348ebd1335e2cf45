import { argumentValue, keywordValue } from '../../syntax/calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Constants } from '../constants';
import { type Decorator, decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { DefaultArgsReader } from './default-args';
import type { Dag, DefaultArgs } from './types';

/** The DAGs of a file, and which of them is current at a place. */
export class Dags {
  readonly all: readonly Dag[];
  readonly #byNode = new Map<SyntaxNode, Dag>();

  constructor(
    tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly defaultArgs: DefaultArgsReader,
  ) {
    for (const node of tree.nodes) {
      const dag = this.#dagAt(node);
      if (dag !== undefined) this.#byNode.set(dag.node, dag);
    }
    this.all = [...this.#byNode.values()];
  }

  /** The DAG that an expression (`DAG(...)` or a name for one) stands for. */
  dagOf(expression: SyntaxNode | undefined): Dag | undefined {
    if (expression === undefined) return undefined;
    const direct = this.#byNode.get(expression);
    if (direct !== undefined) return direct;
    if (expression.kind !== 'identifier') return undefined;
    const values = this.names.scopes
      .lookup(expression.text, expression)
      .map((binding) => (binding.value === undefined ? undefined : this.#byNode.get(binding.value)))
      .filter((dag) => dag !== undefined);
    return values.length === 1 ? values[0] : undefined;
  }

  /** The DAG whose `with` block or `@dag` function encloses a place. */
  around(node: SyntaxNode): Dag | undefined {
    for (const above of ancestors(node)) {
      if (above.kind === 'with_statement') {
        const dag = withItems(above)
          .map((item) => this.dagOf(item))
          .find((found) => found !== undefined);
        if (dag !== undefined) return dag;
      }
      if (above.kind === 'function_definition') {
        const dag = this.#byNode.get(above);
        if (dag !== undefined) return dag;
      }
    }
    return undefined;
  }

  /** `default_args` of the TaskGroups around a place, innermost first. */
  groupDefaultArgsAround(node: SyntaxNode): DefaultArgs[] {
    const found: DefaultArgs[] = [];
    for (const above of ancestors(node)) {
      if (above.kind === 'with_statement') {
        for (const item of withItems(above)) {
          const isGroup =
            item.kind === 'call' && this.names.calleeName(item) === 'airflow.TaskGroup';
          const args = isGroup
            ? this.defaultArgs.read(keywordValue(item, 'default_args'))
            : undefined;
          if (args !== undefined) found.push(args);
        }
      }
      if (above.kind === 'function_definition') {
        const group = decoratorsOf(above, this.names).find(
          (decorator) => decorator.name === 'airflow.task_group',
        );
        const args =
          group?.call === undefined
            ? undefined
            : this.defaultArgs.read(keywordValue(group.call, 'default_args'));
        if (args !== undefined) found.push(args);
      }
    }
    return found;
  }

  #dagAt(node: SyntaxNode): Dag | undefined {
    if (node.kind === 'call') {
      const anchor = node.child('function');
      if (anchor === undefined || this.names.calleeName(node) !== 'airflow.DAG') return undefined;
      return {
        kind: 'constructor',
        node,
        anchor,
        call: node,
        dagId: this.constants.string(argumentValue(node, 'dag_id', 0)),
        defaultArgs: this.defaultArgs.read(keywordValue(node, 'default_args')),
      };
    }
    if (node.kind !== 'function_definition') return undefined;
    const decorator = decoratorsOf(node, this.names).find((found) => found.name === 'airflow.dag');
    const anchor = node.child('name');
    if (decorator === undefined || anchor === undefined) return undefined;
    return {
      kind: 'decorator',
      node,
      anchor,
      call: decorator.call,
      dagId: this.#decoratedId(decorator, anchor),
      defaultArgs:
        decorator.call === undefined
          ? undefined
          : this.defaultArgs.read(keywordValue(decorator.call, 'default_args')),
    };
  }

  #decoratedId(decorator: Decorator, functionName: SyntaxNode): string | undefined {
    const given =
      decorator.call === undefined ? undefined : argumentValue(decorator.call, 'dag_id', 0);
    return given === undefined ? functionName.text : this.constants.string(given);
  }
}

/** The context manager expressions of a `with` statement. */
export function withItems(statement: SyntaxNode): SyntaxNode[] {
  const clause = statement.part('with_clause');
  return (clause?.parts ?? []).flatMap((item) => {
    const value = item.child('value');
    if (value === undefined) return [];
    const expression = value.kind === 'as_pattern' ? value.parts[0] : value;
    return expression === undefined ? [] : [expression];
  });
}
