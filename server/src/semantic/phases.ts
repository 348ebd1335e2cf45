import {
  callableArguments,
  callbackArguments,
  operatorTaskMethods,
  runsInOtherProcessImage,
} from '../knowledge/airflow-objects';
import { ancestors, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import type { Component } from './dag/components';
import type { Dags } from './dag/dags';
import type { Tasks } from './dag/tasks';
import type { Task } from './dag/types';
import { decoratorsOf } from './decorators';
import type { Names } from './names';

/** When Airflow runs a piece of code. */
export type Phase = 'parse' | 'task' | 'trigger' | 'callback' | 'unknown';

/** In which phases, and for which tasks, a place in the file can run. */
export interface Reach {
  readonly phases: ReadonlySet<Phase>;
  readonly tasks: readonly Task[];
  /** True where the code runs only in another interpreter or container than Airflow's. */
  readonly isForeignImage: boolean;
  /** True for code under `if __name__ == "__main__"`, which Airflow never runs. */
  readonly isScript: boolean;
}

interface OpenReach {
  readonly phases: Set<Phase>;
  readonly tasks: Set<Task>;
  /** Some way in that stays in Airflow's own interpreter. */
  ownImage: boolean;
}

/** Follows calls from what Airflow runs to every function of the file. */
export class Phases {
  readonly #functions = new Map<SyntaxNode, OpenReach>();
  readonly #callees = new Map<SyntaxNode | undefined, SyntaxNode[]>();
  readonly #references = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #taskFunctions: ReadonlySet<SyntaxNode>;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly dags: Dags,
    private readonly tasks: Tasks,
    private readonly components: readonly Component[],
  ) {
    this.#taskFunctions = new Set(tasks.all.map((task) => task.node));
    this.#collectEdges();
    this.#seed();
  }

  reach(node: SyntaxNode): Reach {
    const holder = enclosingFunction(node);
    if (holder === undefined) {
      const isScript = isUnderMain(node);
      return { phases: isScript ? noPhase : parseOnly, tasks: [], isForeignImage: false, isScript };
    }
    const found = this.#functions.get(holder);
    if (found === undefined) {
      // A lambda or nested function that nobody is seen to call may run where it is written.
      const outer = this.#outerReach(holder);
      if (outer !== undefined) return outer;
      return { phases: unknownOnly, tasks: [], isForeignImage: false, isScript: false };
    }
    return {
      phases: found.phases,
      tasks: [...found.tasks],
      isForeignImage: !found.ownImage,
      isScript: false,
    };
  }

  #outerReach(holder: SyntaxNode): Reach | undefined {
    const outer = enclosingFunction(holder);
    if (outer === undefined) return undefined;
    const reach = this.reach(holder);
    return reach.phases.has('unknown') || isOnlyParse(reach) ? undefined : reach;
  }

  #collectEdges(): void {
    for (const node of this.tree.nodes) {
      if (node.kind === 'call') this.#collectCall(node);
      else if (node.kind === 'identifier' || node.kind === 'attribute')
        this.#collectReference(node);
    }
  }

  #collectCall(call: SyntaxNode): void {
    const target = this.names.definition(call.child('function'));
    const caller = enclosingFunction(call);
    if (target === undefined || (caller === undefined && isUnderMain(call))) return;
    if (target.kind !== 'class_definition') {
      append(this.#callees, caller, target);
      return;
    }
    const constructorMethod = this.names.methodOf(target, '__init__');
    if (constructorMethod !== undefined) append(this.#callees, caller, constructorMethod);
  }

  /** A function handed on (`Thread(target=f)`, `pool.map(f, …)`) runs where it is handed on. */
  #collectReference(node: SyntaxNode): void {
    const parent = node.parent;
    const isArgument =
      parent?.kind === 'argument_list' ||
      (parent?.kind === 'keyword_argument' && node.field === 'value') ||
      parent?.kind === 'list' ||
      parent?.kind === 'tuple';
    const caller = enclosingFunction(node);
    if (!isArgument || caller === undefined) return;
    if (parent.kind === 'keyword_argument' && isAirflowHandOver(parent)) return;
    const target = this.names.definition(node);
    if (target !== undefined && target.kind !== 'class_definition') {
      append(this.#references, caller, target);
    }
  }

  #seed(): void {
    for (const target of this.#callees.get(undefined) ?? []) {
      if (!this.#taskFunctions.has(target)) this.#spread(target, 'parse', undefined, true);
    }
    for (const dag of this.dags.all) {
      if (dag.kind === 'decorator') this.#spread(dag.node, 'parse', undefined, true);
    }
    for (const node of this.tree.nodes) {
      if (node.kind === 'function_definition') this.#seedTaskGroup(node);
      else if (node.kind === 'keyword_argument' || node.kind === 'pair') this.#seedCallback(node);
    }
    for (const task of this.tasks.all) this.#seedTask(task);
    for (const component of this.components) this.#seedComponent(component);
  }

  #seedTaskGroup(definition: SyntaxNode): void {
    const isGroup = decoratorsOf(definition, this.names).some(
      (decorator) => decorator.name === 'airflow.task_group',
    );
    if (isGroup) this.#spread(definition, 'parse', undefined, true);
  }

  #seedTask(task: Task): void {
    const ownImage = !runsInOtherProcessImage(task.operator);
    if (task.callable !== undefined) this.#spread(task.callable, 'task', task, ownImage);
    if (task.operatorClass === undefined) return;
    for (const method of operatorTaskMethods) {
      const definition = this.names.methodOf(task.operatorClass, method);
      if (definition !== undefined) this.#spread(definition, 'task', task, true);
    }
  }

  #seedComponent(component: Component): void {
    for (const definition of methodsOf(component.node)) {
      const name = definition.child('name')?.text ?? '';
      if (component.kind === 'trigger') {
        if (name === 'run') this.#spread(definition, 'trigger', undefined, true);
      } else if (component.kind !== 'hook' && operatorTaskMethods.has(name)) {
        this.#spread(definition, 'task', undefined, true);
      }
    }
  }

  #seedCallback(holder: SyntaxNode): void {
    const key =
      holder.kind === 'pair'
        ? stringValue(holder.child('key') ?? holder)
        : holder.child('name')?.text;
    if (key === undefined || !callbackArguments.has(key)) return;
    const value = holder.child('value');
    const functions = value?.kind === 'list' ? value.parts : value === undefined ? [] : [value];
    for (const expression of functions) {
      const definition = this.tasks.functionOf(expression);
      if (definition !== undefined) this.#spread(definition, 'callback', undefined, true);
    }
  }

  #spread(start: SyntaxNode, phase: Phase, task: Task | undefined, ownImage: boolean): void {
    const stack = [start];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const reach = this.#open(next);
      const isNews =
        !reach.phases.has(phase) ||
        (task !== undefined && !reach.tasks.has(task)) ||
        (ownImage && !reach.ownImage);
      if (!isNews) continue;
      reach.phases.add(phase);
      if (task !== undefined) reach.tasks.add(task);
      if (ownImage) reach.ownImage = true;
      const called = this.#callees.get(next) ?? [];
      const handedOn = phase === 'parse' ? [] : (this.#references.get(next) ?? []);
      for (const target of [...called, ...handedOn]) {
        // Calling a `@task` function at parse time makes a task; it does not run the body.
        if (phase === 'parse' && this.#taskFunctions.has(target)) continue;
        stack.push(target);
      }
    }
  }

  #open(definition: SyntaxNode): OpenReach {
    let reach = this.#functions.get(definition);
    if (reach === undefined) {
      reach = { phases: new Set(), tasks: new Set(), ownImage: false };
      this.#functions.set(definition, reach);
    }
    return reach;
  }
}

const parseOnly: ReadonlySet<Phase> = new Set<Phase>(['parse']);
const unknownOnly: ReadonlySet<Phase> = new Set<Phase>(['unknown']);
const noPhase: ReadonlySet<Phase> = new Set<Phase>();

function isOnlyParse(reach: Reach): boolean {
  return reach.phases.size === 1 && reach.phases.has('parse');
}

/** True under `if __name__ == "__main__":`. */
export function isUnderMain(node: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above.kind !== 'if_statement') continue;
    const condition = above.child('condition')?.text ?? '';
    if (/__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__/.test(condition)) {
      return true;
    }
  }
  return false;
}

/** True for arguments whose function Airflow calls later, in a phase of its own. */
function isAirflowHandOver(argument: SyntaxNode): boolean {
  const name = argument.child('name')?.text ?? '';
  return callableArguments.has(name) || callbackArguments.has(name);
}

function methodsOf(classDefinition: SyntaxNode): SyntaxNode[] {
  const members = classDefinition.child('body')?.parts ?? [];
  return members
    .map((member) => (member.kind === 'decorated_definition' ? member.child('definition') : member))
    .filter((member) => member !== undefined)
    .filter((member) => member.kind === 'function_definition');
}

function append<K>(map: Map<K, SyntaxNode[]>, key: K, node: SyntaxNode): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [node]);
  else list.push(node);
}
