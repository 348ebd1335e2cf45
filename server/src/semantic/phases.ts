import {
  callableArguments,
  callbackArguments,
  operatorTaskMethods,
  runsInOtherProcessImage,
} from '../knowledge/airflow-objects';
import type { SyntaxKind } from '../syntax/kinds';
import { ancestors, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import { areSameLists } from '../text/alike';
import { type CallGraph, isUnderMain } from './call-graph';
import type { ArgumentsReader } from './dag/arguments';
import type { Component } from './dag/components';
import type { Dags } from './dag/dags';
import type { LoadedFile } from './dag/graph/types';
import type { Groups } from './dag/groups';
import type { OperatorClasses } from './dag/operator-classes';
import type { TaskInstance } from './dag/task-instances';
import type { Tasks } from './dag/tasks';
import type { Dag, Task } from './dag/types';
import type { Names } from './names';
import type { CodeNames } from './project/code-names';
import type { IncomingReach, ReachingTask } from './project/surroundings';
import {
  assignmentsToAttribute,
  assignmentsToKey,
  keywordArgumentsNamed,
  pairsWithKey,
} from './tree-index';

/** When Airflow runs a piece of code. */
export type Phase = 'parse' | 'task' | 'trigger' | 'callback' | 'unknown';

/** In which phases, and for which tasks, a place in the file can run. */
export interface Reach {
  readonly phases: ReadonlySet<Phase>;
  readonly tasks: readonly Task[];
  /** The tasks that other files of the project make. */
  readonly tasksElsewhere: readonly ReachingTask[];
  /** True where the code runs only in another interpreter or container than Airflow's. */
  readonly isForeignImage: boolean;
  /** True for code under `if __name__ == "__main__"`, which Airflow never runs. */
  readonly isScript: boolean;
}

/** What the phases of a file are found with. */
export interface PhaseSources {
  readonly tree: SyntaxTree;
  readonly names: Names;
  readonly dags: Dags;
  readonly groups: Groups;
  readonly tasks: Tasks;
  readonly reader: ArgumentsReader;
  readonly operatorClasses: OperatorClasses;
  readonly components: readonly Component[];
  readonly callGraph: CallGraph;
  readonly codeNames: CodeNames;
  readonly loaded: LoadedFile;
  /** What the other files of the project make the functions of this one run for. */
  readonly incoming: readonly IncomingReach[];
}

interface OpenReach {
  readonly phases: Set<Phase>;
  readonly tasks: Set<Task>;
  readonly tasksElsewhere: Set<ReachingTask>;
  /** Some way in that stays in Airflow's own interpreter. */
  ownImage: boolean;
}

/** For which tasks, and where, a function runs. */
interface Why {
  readonly task?: Task;
  readonly instance?: TaskInstance;
  readonly tasksElsewhere?: readonly ReachingTask[];
  readonly ownImage?: boolean;
  readonly isEntry?: boolean;
}

type SeedPhase = Exclude<Phase, 'unknown'>;

/** A function that Airflow, or the load of the file, runs by itself; of this file or another. */
export interface PhaseSeed {
  readonly target: SyntaxNode;
  readonly phase: SeedPhase;
  readonly task: Task | undefined;
  /** A task that code of another file makes for this one. */
  readonly instance: TaskInstance | undefined;
  readonly ownImage: boolean;
  /** Airflow calls it with a context of its own, as it does a `python_callable`. */
  readonly isEntry: boolean;
}

/** Follows calls from what Airflow runs to every function of the file. */
export class Phases {
  readonly #callbacks = new Set<SyntaxNode>();
  /** What Airflow itself calls for a task, here or in other files. */
  readonly #taskEntries = new Set<SyntaxNode>();
  readonly #functions = new Map<SyntaxNode, OpenReach>();
  readonly #ofScript = new Set<SyntaxNode>();
  /** What was said of a function: it can run for thousands of tasks. */
  readonly #reaches = new Map<SyntaxNode, Reach>();
  readonly #seeds: PhaseSeed[] = [];
  readonly #taskFunctions: ReadonlySet<SyntaxNode>;

  constructor(private readonly from: PhaseSources) {
    this.#taskFunctions = new Set(
      from.tasks.all.filter((task) => task.kind === 'taskflow').map((task) => task.node),
    );
    this.#seed();
  }

  /** What everything else follows from, without what other files make the functions run for. */
  get seeds(): readonly PhaseSeed[] {
    return this.#seeds;
  }

  /** True for a function that Airflow calls by itself when it runs a task: the task's own code. */
  isTaskEntry(definition: SyntaxNode): boolean {
    return this.#taskEntries.has(definition);
  }

  /** True for a function that Airflow calls with the context when something has happened. */
  isCallback(definition: SyntaxNode): boolean {
    return this.#callbacks.has(definition);
  }

  /** When, and for which tasks, the body of a function runs. */
  reachOf(definition: SyntaxNode): Reach {
    const found = this.#functions.get(definition);
    if (found !== undefined) return this.#reachOf(definition, found);
    if (this.#ofScript.has(definition)) return scriptReach;
    // A lambda or nested function that nobody is seen to call may run where it is written.
    return this.#outerReach(definition) ?? unknownReach;
  }

  #reachOf(definition: SyntaxNode, found: OpenReach): Reach {
    let reach = this.#reaches.get(definition);
    if (reach === undefined) {
      reach = {
        phases: found.phases,
        tasks: [...found.tasks],
        tasksElsewhere: [...found.tasksElsewhere],
        isForeignImage: !found.ownImage,
        isScript: false,
      };
      this.#reaches.set(definition, reach);
    }
    return reach;
  }

  #outerReach(definition: SyntaxNode): Reach | undefined {
    const outer = enclosingFunction(definition);
    if (outer === undefined) return undefined;
    const reach = this.reachOf(outer);
    return reach.phases.has('unknown') || isOnlyParse(reach) ? undefined : reach;
  }

  #seed(): void {
    const { callGraph, components, dags, groups, tasks, tree } = this.from;
    for (const target of callGraph.calledBy(undefined)) this.#start(target, 'parse');
    for (const dag of dags.all) {
      if (dag.kind === 'decorator') this.#start(dag.node, 'parse');
      this.#seedTemplateFunctions(dag);
    }
    for (const { node } of groups.all) {
      if (node.kind === 'function_definition') this.#start(node, 'parse');
    }
    this.#seedCallbacks();
    for (const argument of keywordArgumentsNamed(tree, 'method_name')) {
      this.#seedResumption(argument);
    }
    for (const task of tasks.all) this.#seedTask(task);
    this.#seedLoad();
    for (const component of components) this.#seedComponent(component);
    for (const component of components) this.#seedPassedFunctions(component);
    for (const reach of this.from.incoming) this.#seedIncoming(reach);
    for (const component of components) this.#seedOverriddenMethods(component);
    this.#spreadScript();
  }

  /** Something that Airflow, or the load of the file, runs by itself. */
  #start(target: SyntaxNode, phase: SeedPhase, why: Why = {}): void {
    const { instance, isEntry = false, ownImage = true, task } = why;
    this.#seeds.push({ target, phase, task, instance, ownImage, isEntry });
    if (isEntry && phase === 'task') this.#taskEntries.add(target);
    this.#spread(target, phase, why);
  }

  #seedIncoming({ function: name, isEntry, ownImage, phase, tasks }: IncomingReach): void {
    const definition = this.from.codeNames.find(name);
    if (definition === undefined) return;
    if (isEntry && phase === 'callback') this.#callbacks.add(definition);
    if (isEntry && phase === 'task') this.#taskEntries.add(definition);
    this.#spread(definition, phase, { tasksElsewhere: tasks, ownImage });
  }

  /** Where a function is given a name under which Airflow calls it when something has happened. */
  #seedCallbacks(): void {
    const { tree } = this.from;
    for (const name of callbackArguments) {
      for (const given of [...keywordArgumentsNamed(tree, name), ...pairsWithKey(tree, name)]) {
        this.#seedCallback(given.child('value'));
      }
      // `dag.on_failure_callback = f` and `default_args["on_failure_callback"] = f`
      const assignments = [...assignmentsToAttribute(tree, name), ...assignmentsToKey(tree, name)];
      for (const assignment of assignments) this.#seedCallback(assignment.child('right'));
    }
  }

  /** `self.defer(…, method_name="resume")`: Airflow calls the method when the trigger has fired. */
  #seedResumption(argument: SyntaxNode): void {
    const value = argument.child('value');
    if (value === undefined) return;
    const owner = [...ancestors(argument)].find(({ kind }) => kind === 'class_definition');
    const name = stringValue(value);
    const kind = this.from.components.find(({ node }) => node === owner)?.kind;
    if (owner === undefined || name === undefined || (kind !== 'operator' && kind !== 'sensor')) {
      return;
    }
    const method = this.from.names.methodOf(owner, name);
    if (method === undefined) return;
    this.#start(method, 'task', { isEntry: true });
    for (const task of this.from.tasks.all) {
      if (task.operatorClass === owner) this.#start(method, 'task', { task, isEntry: true });
    }
  }

  #seedCallback(value: SyntaxNode | undefined): void {
    if (value === undefined) return;
    for (const expression of value.kind === 'list' ? value.parts : [value]) {
      for (const target of this.from.tasks.functionsOf(expression)) {
        this.#callbacks.add(target);
        this.#start(target, 'callback', { isEntry: true });
      }
    }
  }

  /** Macros and filters run when a task renders its templates. */
  #seedTemplateFunctions(dag: Dag): void {
    for (const name of ['user_defined_macros', 'user_defined_filters']) {
      const given = this.from.reader.read(dag.arguments.entries.get(name));
      for (const value of given?.entries.values() ?? []) {
        for (const target of this.from.tasks.functionsOf(value)) this.#start(target, 'task');
      }
    }
  }

  /** What the load of the file itself is seen to run, and to give its tasks to run. */
  #seedLoad(): void {
    const { calledFunctions, dags } = this.from.loaded;
    for (const target of calledFunctions) this.#start(target, 'parse');
    const tasks = new Map(this.from.tasks.all.map((task) => [task.node, task]));
    for (const dag of dags) {
      for (const made of dag.tasks) {
        const { callable, node, operator } = made;
        const task = tasks.get(node);
        if (callable === undefined || task?.callables.includes(callable) === true) continue;
        const ownImage = !runsInOtherProcessImage(operator);
        const about = task === undefined ? { instance: { dag, task: made } } : { task };
        this.#start(callable, 'task', { ...about, ownImage, isEntry: true });
      }
    }
  }

  #seedTask(task: Task): void {
    const ownImage = !runsInOtherProcessImage(task.operator);
    for (const target of task.callables) {
      this.#start(target, 'task', { task, ownImage, isEntry: true });
    }
    if (task.kind === 'operator') this.#seedFunctionArguments(task);
    if (task.operatorClass === undefined) return;
    for (const method of operatorTaskMethods) {
      const definition = this.from.names.methodOf(task.operatorClass, method);
      if (definition !== undefined) this.#start(definition, 'task', { task, isEntry: true });
    }
  }

  /** A function that an operator is given is run by the task, whatever the argument is called. */
  #seedFunctionArguments(task: Task): void {
    for (const [name, value] of task.arguments.entries) {
      if (callableArguments.has(name) || callbackArguments.has(name)) continue;
      if (!mayNameFunction.has(value.kind)) continue;
      for (const target of this.from.tasks.functionsOf(value)) {
        if (!this.#taskFunctions.has(target)) this.#start(target, 'task', { task });
      }
    }
  }

  #seedComponent(component: Component): void {
    for (const definition of methodsOf(component.node)) {
      const name = definition.child('name')?.text ?? '';
      switch (component.kind) {
        case 'trigger':
          if (triggerMethods.has(name)) this.#start(definition, 'trigger');
          break;
        case 'notifier':
          if (name === 'notify') this.#start(definition, 'callback');
          break;
        case 'operator':
        case 'sensor':
          if (operatorTaskMethods.has(name)) this.#start(definition, 'task');
          else if (name === '__init__') this.#start(definition, 'parse');
          break;
        case 'hook':
          break;
      }
    }
  }

  /** `super().__init__(python_callable=…)` in an operator class of the file. */
  #seedPassedFunctions({ kind, node }: Component): void {
    if (kind !== 'operator' && kind !== 'sensor') return;
    const { entries } = this.from.operatorClasses.argumentsOf(node);
    for (const name of callableArguments) {
      const value = entries.get(name);
      if (value === undefined) continue;
      for (const target of this.from.tasks.functionsOf(value)) this.#start(target, 'task');
    }
  }

  /** What a subclass of a concrete operator defines and nothing here calls, that operator calls. */
  #seedOverriddenMethods(component: Component): void {
    const isConcrete = component.kind === 'operator' || component.kind === 'sensor';
    if (!isConcrete || abstractOperators.has(component.base)) return;
    for (const definition of methodsOf(component.node)) {
      const name = definition.child('name')?.text ?? '';
      if (!/^__.*__$/.test(name) && !this.#functions.has(definition)) {
        this.#start(definition, 'task');
      }
    }
  }

  #spread(
    start: SyntaxNode,
    phase: Phase,
    { ownImage = true, task, tasksElsewhere = [] }: Why,
  ): void {
    const { callGraph } = this.from;
    const stack = [start];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      // Calling a `@task` function makes a task; it does not run the body.
      if (next !== start && this.#taskFunctions.has(next)) continue;
      if (phase === 'parse' && this.#taskFunctions.has(next)) continue;
      const reach = this.#open(next);
      const isNews =
        !reach.phases.has(phase) ||
        (task !== undefined && !reach.tasks.has(task)) ||
        tasksElsewhere.some((one) => !reach.tasksElsewhere.has(one)) ||
        (ownImage && !reach.ownImage);
      if (!isNews) continue;
      reach.phases.add(phase);
      if (task !== undefined) reach.tasks.add(task);
      for (const one of tasksElsewhere) reach.tasksElsewhere.add(one);
      if (ownImage) reach.ownImage = true;
      stack.push(...callGraph.calledBy(next));
      // At parse time a function that is handed on is mostly handed to Airflow, for later.
      if (phase !== 'parse') stack.push(...callGraph.handedOnBy(next));
    }
  }

  /** What only `if __name__ == "__main__":` calls is a script's own code. */
  #spreadScript(): void {
    const { callGraph } = this.from;
    const stack = [...callGraph.calledByScript];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (this.#ofScript.has(next) || this.#functions.has(next)) continue;
      this.#ofScript.add(next);
      stack.push(...callGraph.calledBy(next), ...callGraph.handedOnBy(next));
    }
  }

  #open(definition: SyntaxNode): OpenReach {
    let reach = this.#functions.get(definition);
    if (reach === undefined) {
      reach = {
        phases: new Set(),
        tasks: new Set(),
        tasksElsewhere: new Set(),
        ownImage: false,
      };
      this.#functions.set(definition, reach);
    }
    return reach;
  }
}

/** When code runs that is in no function. */
export function reachOutside(node: SyntaxNode): Reach {
  return isUnderMain(node) ? scriptReach : moduleReach;
}

/** Whether code runs when other code does, and for the same tasks. */
export function isSameReach(one: Reach, other: Reach): boolean {
  return (
    one.isForeignImage === other.isForeignImage &&
    one.isScript === other.isScript &&
    areSameLists([...one.phases], [...other.phases]) &&
    areSameLists(one.tasks, other.tasks) &&
    areSameLists(one.tasksElsewhere, other.tasksElsewhere)
  );
}

const moduleReach = plainReach(['parse'], false);
const unknownReach = plainReach(['unknown'], false);
const scriptReach = plainReach([], true);

function plainReach(phases: readonly Phase[], isScript: boolean): Reach {
  return {
    phases: new Set(phases),
    tasks: [],
    tasksElsewhere: [],
    isForeignImage: false,
    isScript,
  };
}

/** Expressions that can stand for a function. */
const mayNameFunction: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'attribute',
  'call',
  'identifier',
  'lambda',
  'subscript',
]);

/** Classes of which Airflow calls no method but those that every operator has. */
const abstractOperators: ReadonlySet<string> = new Set([
  'airflow.BaseOperator',
  'airflow.BaseSensorOperator',
]);

const triggerMethods: ReadonlySet<string> = new Set(['cleanup', 'on_kill', 'run']);

function isOnlyParse(reach: Reach): boolean {
  return reach.phases.size === 1 && reach.phases.has('parse');
}

function methodsOf(classDefinition: SyntaxNode): SyntaxNode[] {
  const members = classDefinition.child('body')?.parts ?? [];
  return members
    .map((member) => (member.kind === 'decorated_definition' ? member.child('definition') : member))
    .filter((member) => member !== undefined)
    .filter((member) => member.kind === 'function_definition');
}
