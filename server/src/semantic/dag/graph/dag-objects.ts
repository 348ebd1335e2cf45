import type { SyntaxNode } from '../../../syntax/node';
import type { Execution, HostObject } from '../../evaluation/host';
import { host, list, none, outside, string, unknown, type Value } from '../../evaluation/values';
import { dependenciesOf, tasksOf } from './dependency-objects';
import { type Defaults, defaultsOf } from './effective-arguments';
import { argument, method } from './methods';
import { type GraphDag, registerDag } from './nodes';
import type { World } from './world';

/** A `DAG` in the hands of the code. */
export class DagObject implements HostObject {
  readonly className = 'airflow.DAG';

  constructor(
    private readonly world: World,
    readonly dag: GraphDag,
    /** Its copy of the `default_args`, which the code may change. */
    readonly defaultArgs: Value,
  ) {}

  /** The `default_args` as they stand now, which new tasks take over. */
  get defaults(): Defaults {
    return defaultsOf(this.defaultArgs, 'dag', this.dag.node);
  }

  attribute(name: string, node: SyntaxNode): Value | undefined {
    const { dag, world } = this;
    switch (name) {
      case 'dag_id':
        return dag.dagId === undefined ? unknown('the id of a DAG', node) : string(dag.dagId, node);
      case 'default_args':
        return this.defaultArgs;
      case 'task': {
        const named = new Map([['dag', { value: world.valueOf(dag), node }]]);
        const given = { positional: [], named, mayHaveMore: false };
        const callee = outside('airflow.task', node);
        return { kind: 'partial', callee, arguments: given, origin: node };
      }
      case 'task_group':
        return world.valueOf(dag.root);
      case 'tasks':
        return list(
          dag.tasks.filter((task) => task.isCertain).map((task) => world.valueOf(task)),
          node,
          !dag.isComplete,
        );
      case 'roots':
      case 'leaves':
        return unknown('the tasks of a DAG', node);
      case 'get_task':
        return method((given, at) => this.#task(argument(given, 0, 'task_id'), at));
      case 'add_task':
      case 'add_tasks':
        return method((given, at) => {
          const added = given.positional[0]?.value ?? [...given.named.values()][0]?.value;
          if (added === undefined) return none(at);
          for (const task of tasksOf(added)) world.addTask(dag, task);
          if (!dependenciesOf(added).isComplete) dag.isComplete = false;
          return none(at);
        });
      case 'cli':
      case 'test':
      case 'run':
      case 'clear':
        return method((_given, at) => none(at));
      case 'param':
        return method((_given, at) => unknown('a parameter of the DAG', at));
      default:
        return undefined;
    }
  }

  /** Notes such as `dag.doc_md = …` change no graph. */
  setAttribute(name: string): boolean {
    return name !== 'default_args';
  }

  enter(node: SyntaxNode): Value {
    this.world.openDags.push(this.dag);
    return host(this, node);
  }

  exit(_node: SyntaxNode, execution: Execution): void {
    const { dag, world } = this;
    const at = world.openDags.lastIndexOf(dag);
    if (at >= 0) world.openDags.splice(at, 1);
    registerDag(dag, execution.isCertain);
  }

  truth(): boolean {
    return true;
  }

  escape(): void {
    this.world.noteEscape(this.dag);
  }

  #task(id: Value | undefined, node: SyntaxNode): Value {
    const task = this.dag.tasks.find(
      ({ facts }) => id?.kind === 'string' && facts.taskId === id.value,
    );
    return task === undefined ? unknown('a task of a DAG', node) : this.world.valueOf(task);
  }
}
