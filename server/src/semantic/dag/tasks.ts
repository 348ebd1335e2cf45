import {
  callableArguments,
  isAirflowPackage,
  isOperatorBase,
  isOperatorClass,
  isSensorClass,
  mayBeOperatorClass,
} from '../../knowledge/airflow-objects';
import { keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { areSameLists, isAlike } from '../../text/alike';
import { once, onceEach, remembered, rememberedBy } from '../../text/remembered';
import { settled, settledEach } from '../../text/settled';
import type { CallSites } from '../call-sites';
import type { Constants } from '../constants';
import { type Decorator, decoratorsOf } from '../decorators';
import type { Names } from '../names';
import { assignmentsToAttribute } from '../tree-index';
import type { Values } from '../values';
import type { ArgumentsReader } from './arguments';
import type { Contexts } from './contexts';
import { isDecoratedFunction, madeByCode } from './made-by-code';
import type { OperatorClasses } from './operator-classes';
import { allIds, idsOf, prefixedIds, type TaskIds } from './task-ids';
import { tasksByDag } from './tasks-of-dags';
import type { Dag, EffectiveArgument, KnownArguments, Task, TaskContext } from './types';

/** What the tasks of a file are read with. */
export interface TaskSources {
  readonly tree: SyntaxTree;
  readonly names: Names;
  readonly constants: Constants;
  readonly values: Values;
  readonly callSites: CallSites;
  readonly contexts: Contexts;
  readonly reader: ArgumentsReader;
  readonly operatorClasses: OperatorClasses;
}

/** The tasks of a file with their effective arguments. */
export class Tasks {
  readonly #own = madeByCode(
    () => this.from.tree,
    (node) => this.at(node),
  );
  readonly #all = settled((): readonly Task[] => {
    const elsewhere = this.from.callSites.definitionsElsewhere();
    return [...this.#own(), ...elsewhere.flatMap((node) => this.at(node) ?? [])];
  }, areSameLists);
  readonly #positions = once(() => new Map(this.all.map((task, position) => [task, position])));
  readonly #ofDag = once(() => tasksByDag(this.all));
  readonly #ofCall = settledEach(
    (call: SyntaxNode) => this.#operatorTask(call) ?? this.#wrappedTask(call),
    isAlike,
  );
  readonly #ofFunction = settledEach(
    (definition: SyntaxNode) =>
      definition.tree === this.from.tree
        ? this.#taskflowTask(definition)
        : this.#importedTask(definition),
    isAlike,
  );

  /** True where some statement may set the argument afterwards, as `task.execution_timeout = …` does. */
  readonly mayBeSetLater = onceEach((name: string) =>
    assignmentsToAttribute(this.from.tree, name).some(
      (assignment) => assignment.child('left')?.child('object')?.text !== 'self',
    ),
  );

  constructor(private readonly from: TaskSources) {}

  /** In source order; behind them those that functions of other files make here. */
  get all(): readonly Task[] {
    return this.#all();
  }

  /** The task that an operator call or a function under `@task` makes in this file. */
  at(node: SyntaxNode): Task | undefined {
    if (node.kind !== 'call') return isDecoratedFunction(node) ? this.#ofFunction(node) : undefined;
    const mayMakeOne = this.operatorOf(node) !== undefined || this.#wrapper(node) !== undefined;
    return mayMakeOne && node.tree === this.from.tree ? this.#ofCall(node) : undefined;
  }

  /** The tasks that several calls and definitions make, in the order of all tasks. */
  atAnyOf(nodes: Iterable<SyntaxNode>): readonly Task[] {
    const positions = this.#positions();
    const found = [...nodes].flatMap((node) => this.at(node) ?? []);
    return found.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
  }

  /** The tasks that may be of a DAG of this file, in source order. */
  ofDag(dag: Dag): readonly Task[] {
    return this.#ofDag()(dag);
  }

  /**
   * The argument as Airflow resolves it: `.override`, own, what the operator's class of this file
   * sets, then `default_args` of the groups from the inside out, then of the DAG.
   */
  effectiveArgument(task: Task, name: string): EffectiveArgument | undefined {
    for (const override of task.overrides) {
      const value = this.from.reader.ofCall(override).entries.get(name);
      if (value !== undefined) return { name, value, source: 'override' };
    }
    const own = task.arguments.entries.get(name);
    if (own !== undefined) return { name, value: own, source: 'task' };
    const ofClass =
      task.operatorClass === undefined
        ? undefined
        : this.from.operatorClasses.argumentsOf(task.operatorClass).entries.get(name);
    if (ofClass !== undefined) return { name, value: ofClass, source: 'class' };
    return inheritedArgument(task.contexts, name);
  }

  /** False where an argument may come from what the file does not show. */
  knowsAllArguments(task: Task): boolean {
    const ofOverrides = task.overrides.map((override) => this.from.reader.ofCall(override));
    const own = [task.arguments, ...ofOverrides];
    if (!own.every((given) => given.isComplete)) return false;
    return this.#knowsClass(task) && areShown(task.contexts);
  }

  #knowsClass(task: Task): boolean {
    if (task.operatorClass !== undefined) {
      return this.from.operatorClasses.argumentsOf(task.operatorClass).isComplete;
    }
    return isAirflowPackage(task.operator);
  }

  /** The operator class that a call instantiates; undefined for other calls. */
  operatorOf(call: SyntaxNode): { name: string; definition: SyntaxNode | undefined } | undefined {
    const callee = call.child('function');
    if (callee === undefined) return undefined;
    const isPartial = callee.kind === 'attribute' && callee.child('attribute')?.text === 'partial';
    const classExpression = isPartial ? callee.child('object') : callee;
    const name = this.from.names.qualifiedName(classExpression);
    if (name !== undefined) {
      const isOperator = name.startsWith('airflow.')
        ? isOperatorClass(name)
        : mayBeOperatorClass(name) && keywordValue(call, 'task_id') !== undefined;
      return isOperator ? { name, definition: undefined } : undefined;
    }
    const definition = this.from.names.definition(classExpression);
    if (definition?.kind !== 'class_definition') return undefined;
    const base = this.from.names.baseNames(definition).find(isOperatorBase);
    return base === undefined ? undefined : { name: base, definition };
  }

  /** The functions of this file that a `python_callable` or callback may stand for. */
  functionsOf(expression: SyntaxNode): readonly SyntaxNode[] {
    const found = new Set<SyntaxNode>();
    for (const value of this.from.values.of(expression)) {
      const definition = this.functionOf(value);
      if (definition !== undefined) found.add(definition);
    }
    return [...found];
  }

  /** The function behind a reference, a lambda, `functools.partial(f, …)` or a callable instance. */
  functionOf(expression: SyntaxNode): SyntaxNode | undefined {
    const inner = withoutParentheses(expression);
    const { names } = this.from;
    if (inner.kind === 'call' && names.calleeName(inner) === 'functools.partial') {
      const wrapped = positionalValue(inner, 0);
      return wrapped === undefined ? undefined : this.functionOf(wrapped);
    }
    const definition = names.definition(inner);
    if (definition !== undefined) {
      return definition.kind === 'class_definition'
        ? names.methodOf(definition, '__init__')
        : definition;
    }
    const instance = inner.kind === 'call' ? names.instanceClass(inner) : undefined;
    return instance === undefined ? undefined : names.methodOf(instance, '__call__');
  }

  #operatorTask(call: SyntaxNode): Task | undefined {
    const operator = this.operatorOf(call);
    const callee = call.child('function');
    if (operator === undefined || callee === undefined) return undefined;
    const isPartial = callee.child('attribute')?.text === 'partial';
    const given = this.from.reader.ofCall(call);
    const contexts = this.from.contexts.ofOperator(call, given);
    const { constants, values } = this.from;
    const ids = prefixedIds(idsOf(values, constants, given.entries.get('task_id')), contexts);
    const functions = this.#callablesOf(given, operator.definition);
    return {
      kind: 'operator',
      operator: operator.name,
      node: call,
      anchor: (isPartial ? callee.child('object') : callee) ?? callee,
      call,
      decorator: undefined,
      arguments: given,
      isSensor: isSensorClass(operator.name),
      ...idFields(ids),
      dags: dagsOf(contexts),
      contexts,
      overrides: [],
      callables: functions,
      callable: functions.length === 1 ? functions[0] : undefined,
      operatorClass: operator.definition,
    };
  }

  /** The functions that an operator call, or the class of this file behind it, has the task run. */
  #callablesOf(given: KnownArguments, operatorClass: SyntaxNode | undefined): SyntaxNode[] {
    const ofClass = operatorClass && this.from.operatorClasses.argumentsOf(operatorClass);
    const found = [...callableArguments].flatMap((name) => {
      const value = given.entries.get(name) ?? ofClass?.entries.get(name);
      return value === undefined ? [] : this.functionsOf(value);
    });
    return [...new Set(found)];
  }

  #taskflowTask(definition: SyntaxNode): Task | undefined {
    const name = definition.child('name');
    const decorators = decoratorsOf(definition, this.from.names).filter(isTaskDecorator);
    // `@setup` above `@task` only marks the task that is already one.
    const decorator = decorators.find((found) => !isMarker(found)) ?? decorators[0];
    if (name === undefined || decorator === undefined) return undefined;
    return this.#describeTaskflow(definition, definition, name, decorator);
  }

  /** A `@task` function of another file of which this one makes tasks: named where it calls it. */
  #importedTask(definition: SyntaxNode): Task | undefined {
    const { callSites } = this.from;
    const [use] = [...callSites.of(definition), ...callSites.taskMethodCallsOf(definition)];
    const anchor = use?.child('function');
    const task = anchor && this.#taskflowTask(definition);
    return task && { ...task, anchor, call: undefined, decorator: undefined };
  }

  /** `task(f)` and `task(task_id="x")(f)`, which decorate without an `@`. */
  #wrappedTask(call: SyntaxNode): Task | undefined {
    const wrapper = this.#wrapper(call);
    const wrapped = positionalValue(call, 0);
    const definition = wrapped && this.functionOf(wrapped);
    if (wrapper === undefined || definition === undefined) return undefined;
    return this.#describeTaskflow(call, definition, wrapper.anchor, wrapper);
  }

  #wrapper(call: SyntaxNode): Decorator | undefined {
    const callee = call.child('function');
    if (callee === undefined) return undefined;
    const inner = callee.kind === 'call' ? callee : undefined;
    const anchor = inner?.child('function') ?? callee;
    const name = this.from.names.qualifiedName(anchor);
    const decorator = { node: call, anchor, name, call: inner };
    return isTaskDecorator(decorator) && !isMarker(decorator) ? decorator : undefined;
  }

  #describeTaskflow(
    node: SyntaxNode,
    definition: SyntaxNode,
    anchor: SyntaxNode,
    decorator: Decorator,
  ): Task {
    const { callSites, contexts, reader } = this.from;
    const methodCalls = callSites.taskMethodCallsOf(definition);
    const uses = node === definition ? [...callSites.of(definition), ...methodCalls] : [];
    const given = reader.ofCall(decorator.call);
    const found = contexts.ofFunction(node, uses);
    const ids = this.#taskflowIds(node, definition, given, uses);
    const operator = decorator.name ?? 'airflow.task';
    return {
      kind: 'taskflow',
      operator: isMarker(decorator) ? 'airflow.task' : operator,
      node,
      anchor,
      call: decorator.call,
      decorator: isMarker(decorator) ? undefined : (decorator.call ?? decorator.anchor),
      arguments: given,
      isSensor: decorator.name === 'airflow.task.sensor',
      ...idFields(ids),
      dags: dagsOf(found),
      contexts: found,
      overrides: methodCalls.filter(isOverrideCall),
      callables: [definition],
      callable: definition,
      operatorClass: undefined,
    };
  }

  /** Each use of a `@task` function makes a task; `.override(task_id=…)` gives one an id of its own. */
  #taskflowIds(
    node: SyntaxNode,
    definition: SyntaxNode,
    given: KnownArguments,
    uses: readonly SyntaxNode[],
  ): TaskIds {
    const { constants, contexts, reader, values } = this.from;
    const name = definition.child('name')?.text;
    const id = given.entries.get('task_id');
    const own: TaskIds =
      id === undefined && name !== undefined
        ? { known: [name], isComplete: true }
        : idsOf(values, constants, id);
    if (uses.length === 0) return prefixedIds(own, contexts.ofFunction(node, []));
    return allIds(
      uses.map((use) => {
        const overriding = isOverrideCall(use)
          ? reader.ofCall(use).entries.get('task_id')
          : undefined;
        const ids = overriding === undefined ? own : idsOf(values, constants, overriding);
        return prefixedIds(ids, contexts.ofFunction(node, [use]));
      }),
    );
  }
}

// Tasks that are written outside of all DAGs share one list of contexts, which is as long as the
// file has DAGs: what follows from such a list is worked out once.

const areShown = remembered(
  (contexts: readonly TaskContext[]) => contexts.length > 0 && contexts.every(isShown),
);

/** One list for all tasks that are of the same DAG, too. */
function dagsOf(contexts: readonly TaskContext[]): readonly Dag[] {
  const [only, ...others] = contexts;
  return only?.dag === undefined || others.length > 0 ? dagsOfAll(contexts) : justOne(only.dag);
}

const justOne = remembered((dag: Dag): readonly Dag[] => [dag]);

const dagsOfAll = remembered((contexts: readonly TaskContext[]): readonly Dag[] => [
  ...new Set(contexts.map(({ dag }) => dag).filter((dag) => dag !== undefined)),
]);

function inheritedArgument(
  contexts: readonly TaskContext[],
  name: string,
): EffectiveArgument | undefined {
  return contexts.length > 1 ? inheritedFromAll(contexts, name) : inheritedFrom(contexts, name);
}

const inheritedFromAll = rememberedBy(inheritedFrom);

function inheritedFrom(
  contexts: readonly TaskContext[],
  name: string,
): EffectiveArgument | undefined {
  for (const context of contexts) {
    for (const group of context.groups) {
      const value = group.defaultArgs?.entries.get(name);
      if (value !== undefined) return { name, value, source: 'group' };
    }
    const value = context.dag?.defaultArgs?.entries.get(name);
    if (value !== undefined) return { name, value, source: 'dag' };
  }
  return undefined;
}

function isShown(context: TaskContext): boolean {
  const { dag, groups, isKnown } = context;
  if (dag === undefined || !isKnown) return false;
  return [dag.defaultArgs, ...groups.map((group) => group.defaultArgs)].every(
    (args) => args === undefined || args.isComplete,
  );
}

function isTaskDecorator({ name }: Decorator): boolean {
  if (name === undefined || conditionDecorators.has(name)) return false;
  return name === 'airflow.task' || name.startsWith('airflow.task.') || isMarkerName(name);
}

/** They go on top of `@task` and take no arguments of a task. */
const conditionDecorators: ReadonlySet<string> = new Set([
  'airflow.task.run_if',
  'airflow.task.skip_if',
]);

/** `@setup` and `@teardown` on a plain function make a Python task of it. */
function isMarkerName(name: string | undefined): boolean {
  return name === 'airflow.setup' || name === 'airflow.teardown';
}

function isMarker({ name }: Decorator): boolean {
  return isMarkerName(name);
}

function idFields({ isComplete, known }: TaskIds): Pick<Task, 'taskId' | 'taskIds'> {
  return { taskId: isComplete && known.length === 1 ? known[0] : undefined, taskIds: known };
}

function isOverrideCall(call: SyntaxNode): boolean {
  const callee = call.child('function');
  return callee?.kind === 'attribute' && callee.child('attribute')?.text === 'override';
}
