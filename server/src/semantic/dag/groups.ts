import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { Values } from '../values';
import type { ArgumentsReader } from './arguments';
import type { Group, KnownArguments } from './types';

/** The TaskGroups of a file. */
export class Groups {
  readonly #byNode = new Map<SyntaxNode, Group | undefined>();
  #all: readonly Group[] | undefined;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly values: Values,
    private readonly reader: ArgumentsReader,
  ) {}

  get all(): readonly Group[] {
    if (this.#all === undefined) {
      const found: Group[] = [];
      for (const node of this.tree.nodes) {
        const isFunction = node.kind === 'function_definition';
        const group = isFunction ? this.ofFunction(node) : this.#groupOfCall(node);
        if (group !== undefined) found.push(group);
      }
      this.#all = found;
    }
    return this.#all;
  }

  /** The group that an expression (`TaskGroup(...)` or a name for one) stands for. */
  groupOf(expression: SyntaxNode | undefined): Group | undefined {
    if (expression === undefined) return undefined;
    const groups = this.values.of(expression).map((value) => this.#groupOfCall(value));
    return groups.length === 1 ? groups[0] : undefined;
  }

  /** The group that a function under `@task_group` makes. */
  ofFunction(definition: SyntaxNode): Group | undefined {
    if (!this.#byNode.has(definition)) this.#byNode.set(definition, this.#decorated(definition));
    return this.#byNode.get(definition);
  }

  #groupOfCall(call: SyntaxNode): Group | undefined {
    if (call.kind !== 'call') return undefined;
    if (!this.#byNode.has(call)) {
      const isGroup = this.names.calleeName(call) === 'airflow.TaskGroup';
      this.#byNode.set(call, isGroup ? this.#constructed(call) : undefined);
    }
    return this.#byNode.get(call);
  }

  #constructed(call: SyntaxNode): Group {
    const given = this.reader.ofCall(call);
    const id = given.entries.get('group_id') ?? positionalValue(call, 0);
    return this.#describe(call, call, given, this.constants.string(id));
  }

  #decorated(definition: SyntaxNode): Group | undefined {
    const decorator = decoratorsOf(definition, this.names).find(
      (found) => found.name === 'airflow.task_group',
    );
    if (decorator === undefined) return undefined;
    const given = this.reader.ofCall(decorator.call);
    const id = given.entries.get('group_id');
    const groupId = id === undefined ? definition.child('name')?.text : this.constants.string(id);
    return this.#describe(definition, decorator.call, given, groupId);
  }

  #describe(
    node: SyntaxNode,
    call: SyntaxNode | undefined,
    given: KnownArguments,
    groupId: string | undefined,
  ): Group {
    return {
      node,
      call,
      arguments: given,
      groupId,
      defaultArgs: this.reader.read(given.entries.get('default_args')),
    };
  }
}
