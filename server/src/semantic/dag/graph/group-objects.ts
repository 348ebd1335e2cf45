import type { SyntaxNode } from '../../../syntax/node';
import type { Execution } from '../../evaluation/host';
import { host, string, unknown, type Value } from '../../evaluation/values';
import { DependencyObject, relate } from './dependency-objects';
import { argument, method } from './methods';
import { type GraphGroup, GraphTask } from './nodes';
import { how, type World } from './world';
import { XComObject } from './xcom-args';

/** A `TaskGroup` in the hands of the code. */
export class GroupObject extends DependencyObject {
  readonly className = 'airflow.TaskGroup';

  constructor(
    world: World,
    readonly dependency: GraphGroup,
    /** Tasks whose results a mapped group is made of; it follows them when its block ends. */
    private readonly expandedOver: readonly GraphTask[] = [],
  ) {
    super(world);
  }

  override attribute(name: string, node: SyntaxNode, execution: Execution): Value | undefined {
    const group = this.dependency;
    switch (name) {
      case 'group_id':
      case 'node_id':
        return group.groupId === undefined
          ? unknown('the id of a group', node)
          : string(group.groupId, node);
      case 'dag':
        return this.world.valueOf(group.facts.dag);
      case 'roots':
      case 'leaves':
      case 'children':
        return unknown('the tasks of a group', node);
      case 'get_child_by_label':
        return method((given, at) => {
          const label = argument(given, 0, 'label');
          return this.#child(label, at);
        });
      default:
        return super.attribute(name, node, execution);
    }
  }

  subscript(key: Value, node: SyntaxNode): Value {
    return this.#child(key, node);
  }

  setAttribute(): boolean {
    return true;
  }

  enter(): Value {
    this.world.openGroups.push(this.dependency);
    return this.value;
  }

  exit(node: SyntaxNode, execution: Execution): void {
    const { world } = this;
    for (const task of this.expandedOver) {
      const over = host(new XComObject(world, [task]));
      relate(world, this.dependency, 'upstream', over, how(node, execution));
    }
    const at = world.openGroups.lastIndexOf(this.dependency);
    if (at >= 0) world.openGroups.splice(at, 1);
  }

  #child(label: Value | undefined, node: SyntaxNode): Value {
    const id = label?.kind === 'string' ? this.dependency.childId(label.value) : undefined;
    const child = this.dependency.children.find(
      (one) =>
        id !== undefined && (one instanceof GraphTask ? one.facts.taskId : one.groupId) === id,
    );
    return child === undefined ? unknown('a child of a group', node) : this.world.valueOf(child);
  }
}
