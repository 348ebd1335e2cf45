import type { SyntaxNode } from '../../../syntax/node';
import type { Execution } from '../../evaluation/host';
import { host, list, string, unknown, type Value } from '../../evaluation/values';
import { DagObject } from './dag-objects';
import { DependencyObject, relate } from './dependency-objects';
import { heldArgument } from './effective-arguments';
import type { GraphTask } from './nodes';
import { roleMethod, SetupTeardownScope, setArgument } from './setup-teardown-objects';
import { how, type World } from './world';
import { XComObject, xcomTasksOf } from './xcom-args';

/** An operator in the hands of the code. */
export class TaskObject extends DependencyObject {
  readonly #attributes = new Map<string, Value>();

  constructor(
    world: World,
    readonly dependency: GraphTask,
    private readonly isTemplated: (field: string) => boolean | undefined,
  ) {
    super(world);
  }

  get className(): string {
    return this.dependency.facts.operator;
  }

  override attribute(name: string, node: SyntaxNode, execution: Execution): Value | undefined {
    const task = this.dependency;
    switch (name) {
      case 'output':
        return host(new XComObject(this.world, [task]), node);
      case 'task_id':
      case 'node_id': {
        const { taskId } = task.facts;
        return taskId === undefined ? unknown('the id of a task', node) : string(taskId, node);
      }
      case 'dag_id': {
        const dagId = task.dag?.dagId;
        return dagId === undefined ? unknown('the id of a DAG', node) : string(dagId, node);
      }
      case 'dag':
        return task.dag === undefined ? undefined : this.world.valueOf(task.dag);
      case 'task_group':
        return task.group === undefined ? undefined : this.world.valueOf(task.group);
      case 'as_setup':
      case 'as_teardown':
        return roleMethod(this.world, [task], name, this.value);
      case 'upstream_list':
      case 'downstream_list': {
        const side = name === 'upstream_list' ? task.upstream : task.downstream;
        return list(
          [...side.keys()].map((other) => this.world.valueOf(other)),
          node,
          true,
        );
      }
      default:
        return this.#attributes.get(name) ?? super.attribute(name, node, execution);
    }
  }

  setAttribute(name: string, value: Value, node: SyntaxNode, execution: Execution): boolean {
    const task = this.dependency;
    const isCertain = execution.isCertain;
    this.#attributes.set(
      name,
      isCertain ? value : unknown('an attribute of a task', node, [value]),
    );
    if (name === 'dag' && value.kind === 'host' && value.object instanceof DagObject) {
      this.world.addTask(value.object.dag, task);
    } else if (name === 'is_setup' || name === 'is_teardown') {
      const isSo = execution.truth(value) === true;
      const role = name === 'is_setup' ? 'setup' : 'teardown';
      if (isSo) task.role = role;
      else if (task.role === role) task.role = 'work';
    } else {
      setArgument(task, name, heldArgument(value, 'task', node), isCertain);
    }
    const templated = this.isTemplated(name);
    if (templated !== false) {
      const tasks = xcomTasksOf(value);
      const certainty = { ...how(node, execution), isCertain: isCertain && templated === true };
      for (const { task: before, isCertain: isSure } of tasks) {
        const both = { ...certainty, isCertain: certainty.isCertain && isSure };
        relate(this.world, task, 'upstream', host(new XComObject(this.world, [before])), both);
      }
    }
    return true;
  }

  enter(): Value {
    this.world.setupTeardown.enter([this.dependency]);
    return host(new SetupTeardownScope(this.world));
  }

  exit(node: SyntaxNode, execution: Execution): void {
    this.world.setupTeardown.exit(how(node, execution));
  }
}
