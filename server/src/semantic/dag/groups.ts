import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { isAlike } from '../../text/alike';
import { settledEach } from '../../text/settled';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { Values } from '../values';
import type { ArgumentsReader } from './arguments';
import { isDecoratedFunction, madeByCode } from './made-by-code';
import type { Group, KnownArguments } from './types';

/** The TaskGroups of a file. */
export class Groups {
  readonly #all = madeByCode(
    () => this.tree,
    (node) => this.#madeByCall(node) ?? this.ofFunction(node),
  );
  readonly #ofCall = settledEach((call: SyntaxNode) => this.#constructed(call), isAlike);
  readonly #ofFunction = settledEach(
    (definition: SyntaxNode) => this.#decorated(definition),
    isAlike,
  );

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
    return only === undefined || others.length > 0 ? undefined : this.#madeByCall(only);
  }

  /** The group that a function under `@task_group` makes. */
  ofFunction(definition: SyntaxNode): Group | undefined {
    return isDecoratedFunction(definition) ? this.#ofFunction(definition) : undefined;
  }

  #madeByCall(node: SyntaxNode): Group | undefined {
    const isGroup = node.kind === 'call' && this.names.calleeName(node) === 'airflow.TaskGroup';
    return isGroup ? this.#ofCall(node) : undefined;
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
