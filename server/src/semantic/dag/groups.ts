import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { once, onceEach } from '../../text/remembered';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import { nodesOfKinds } from '../tree-index';
import type { Values } from '../values';
import type { ArgumentsReader } from './arguments';
import type { Group, KnownArguments } from './types';

/** The TaskGroups of a file. */
export class Groups {
  readonly #all = once((): readonly Group[] =>
    nodesOfKinds(this.tree, 'call', 'function_definition').flatMap(
      (node) => (node.kind === 'call' ? this.#ofCall(node) : this.ofFunction(node)) ?? [],
    ),
  );
  /** The group that a `TaskGroup(...)` call makes. */
  readonly #ofCall = onceEach((call: SyntaxNode) => this.#constructed(call));

  /** The group that a function under `@task_group` makes. */
  readonly ofFunction = onceEach((definition: SyntaxNode) => this.#decorated(definition));

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly values: Values,
    private readonly reader: ArgumentsReader,
  ) {}

  /** In source order. */
  get all(): readonly Group[] {
    return this.#all();
  }

  /** The group that an expression (`TaskGroup(...)` or a name for one) stands for. */
  groupOf(expression: SyntaxNode | undefined): Group | undefined {
    if (expression === undefined) return undefined;
    const [only, ...others] = this.values.of(expression);
    return only?.kind === 'call' && others.length === 0 ? this.#ofCall(only) : undefined;
  }

  #constructed(call: SyntaxNode): Group | undefined {
    if (this.names.calleeName(call) !== 'airflow.TaskGroup') return undefined;
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
