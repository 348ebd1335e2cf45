import {
  callableArguments,
  isOperatorBase,
  isOperatorClass,
  isSensorClass,
} from '../../knowledge/airflow-objects';
import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { Dags } from './dags';
import type { Dag, EffectiveArgument, Task } from './types';

/** The tasks of a file with their effective arguments. */
export class Tasks {
  readonly all: readonly Task[];
  readonly #usesOfFunction = new Map<SyntaxNode, SyntaxNode[]>();

  constructor(
    tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly dags: Dags,
  ) {
    const found: Task[] = [];
    this.#noteUses(tree);
    for (const node of tree.nodes) {
      const task =
        node.kind === 'call'
          ? this.#operatorTask(node)
          : node.kind === 'function_definition'
            ? this.#taskflowTask(node)
            : undefined;
      if (task !== undefined) found.push(task);
    }
    this.all = found;
  }

  /** The argument as Airflow resolves it: own, then `.override`, then groups, then the DAG. */
  effectiveArgument(task: Task, name: string): EffectiveArgument | undefined {
    for (const override of task.overrides) {
      const value = keywordValue(override, name);
      if (value !== undefined) return { name, value, source: 'override' };
    }
    const own = task.call === undefined ? undefined : keywordValue(task.call, name);
    if (own !== undefined) return { name, value: own, source: 'task' };
    for (const args of task.groupDefaultArgs) {
      const value = args.entries.get(name);
      if (value !== undefined) return { name, value, source: 'group' };
    }
    for (const dag of task.dags) {
      const value = dag.defaultArgs?.entries.get(name);
      if (value !== undefined) return { name, value, source: 'dag' };
    }
    return undefined;
  }

  /** False where an argument may come from what the file does not show. */
  knowsAllArguments(task: Task): boolean {
    const calls = task.call === undefined ? task.overrides : [task.call, ...task.overrides];
    const showsOwn = calls.every((call) =>
      argumentNodes(call).every((argument) => argument.kind !== 'dictionary_splat'),
    );
    const sources = [...task.groupDefaultArgs, ...task.dags.map((dag) => dag.defaultArgs)];
    return showsOwn && sources.every((args) => args === undefined || args.isComplete);
  }

  /** The operator class, or `airflow.task…`, that a call instantiates; undefined for other calls. */
  operatorOf(call: SyntaxNode): { name: string; definition: SyntaxNode | undefined } | undefined {
    const callee = call.child('function');
    if (callee === undefined) return undefined;
    const isPartial = callee.kind === 'attribute' && callee.child('attribute')?.text === 'partial';
    const classExpression = isPartial ? callee.child('object') : callee;
    const name = this.names.qualifiedName(classExpression);
    if (name !== undefined) {
      if (!isOperatorClass(name)) return undefined;
      const isAirflows = name.startsWith('airflow.') || keywordValue(call, 'task_id') !== undefined;
      return isAirflows ? { name, definition: undefined } : undefined;
    }
    const definition = this.names.definition(classExpression);
    if (definition?.kind !== 'class_definition') return undefined;
    const base = this.names.baseNames(definition).find(isOperatorBase);
    return base === undefined ? undefined : { name: base, definition };
  }

  #operatorTask(call: SyntaxNode): Task | undefined {
    const operator = this.operatorOf(call);
    const callee = call.child('function');
    if (operator === undefined || callee === undefined) return undefined;
    const isPartial = callee.child('attribute')?.text === 'partial';
    const given = keywordValue(call, 'dag');
    return {
      kind: 'operator',
      operator: operator.name,
      node: call,
      anchor: (isPartial ? callee.child('object') : callee) ?? callee,
      call,
      isSensor: isSensorClass(operator.name),
      taskId: this.constants.string(keywordValue(call, 'task_id')),
      dags: this.#dagsAt(call, given),
      groupDefaultArgs: this.dags.groupDefaultArgsAround(call),
      overrides: [],
      callable: this.#callableOf(call),
      operatorClass: operator.definition,
    };
  }

  #callableOf(call: SyntaxNode): SyntaxNode | undefined {
    for (const name of callableArguments) {
      const value = keywordValue(call, name);
      if (value !== undefined) return this.functionOf(value);
    }
    return undefined;
  }

  /** The function of this file behind a reference, a lambda or `functools.partial(f, …)`. */
  functionOf(expression: SyntaxNode): SyntaxNode | undefined {
    const inner = withoutParentheses(expression);
    if (inner.kind === 'call' && this.names.calleeName(inner) === 'functools.partial') {
      const wrapped = positionalValue(inner, 0);
      return wrapped === undefined ? undefined : this.functionOf(wrapped);
    }
    const definition = this.names.definition(inner);
    return definition?.kind === 'class_definition' ? undefined : definition;
  }

  #taskflowTask(definition: SyntaxNode): Task | undefined {
    const anchor = definition.child('name');
    const decorator = decoratorsOf(definition, this.names).find(
      (found) => found.name === 'airflow.task' || found.name?.startsWith('airflow.task.'),
    );
    if (anchor === undefined || decorator?.name === undefined) return undefined;
    const uses = this.#usesOfFunction.get(definition) ?? [];
    const given =
      decorator.call === undefined ? undefined : keywordValue(decorator.call, 'task_id');
    const places = [definition, ...uses];
    return {
      kind: 'taskflow',
      operator: decorator.name,
      node: definition,
      anchor,
      call: decorator.call,
      isSensor: decorator.name === 'airflow.task.sensor',
      taskId: given === undefined ? anchor.text : this.constants.string(given),
      dags: this.#dagsAround(places),
      groupDefaultArgs: uses.flatMap((use) => this.dags.groupDefaultArgsAround(use)),
      overrides: uses.filter(isOverrideCall),
      callable: definition,
      operatorClass: undefined,
    };
  }

  #dagsAt(call: SyntaxNode, given: SyntaxNode | undefined): readonly Dag[] {
    const named = this.dags.dagOf(given);
    if (named !== undefined) return [named];
    return given === undefined ? this.#dagsAround([call]) : this.dags.all;
  }

  #dagsAround(places: readonly SyntaxNode[]): readonly Dag[] {
    const around = places
      .map((place) => this.dags.around(place))
      .filter((dag) => dag !== undefined);
    // A task made in a helper function may belong to any DAG of the file.
    return around.length > 0 ? [...new Set(around)] : this.dags.all;
  }

  /** Collects `f(…)`, `f.override(…)`, `f.partial(…)` and `f.expand(…)` for every function `f`. */
  #noteUses(tree: SyntaxTree): void {
    for (const node of tree.nodes) {
      if (node.kind !== 'call') continue;
      const callee = node.child('function');
      const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      const isTaskMethod = method !== undefined && taskMethods.has(method);
      const definition = this.names.definition(isTaskMethod ? callee?.child('object') : callee);
      if (definition?.kind !== 'function_definition') continue;
      const uses = this.#usesOfFunction.get(definition);
      if (uses === undefined) this.#usesOfFunction.set(definition, [node]);
      else uses.push(node);
    }
  }
}

const taskMethods: ReadonlySet<string> = new Set([
  'expand',
  'expand_kwargs',
  'override',
  'partial',
]);

function isOverrideCall(call: SyntaxNode): boolean {
  const callee = call.child('function');
  return callee?.kind === 'attribute' && callee.child('attribute')?.text === 'override';
}
