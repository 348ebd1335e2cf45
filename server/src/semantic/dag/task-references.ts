import { argumentValue, keywordArgument } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { contentRange, stringValue } from '../../syntax/strings';
import type { TextRange } from '../../text/range';
import { methodName } from '../clean-up';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';
import { type JinjaExpression, templateParts } from '../jinja-expressions';
import { sourceRange } from '../mapped-text';
import { rememberedByUnit, rememberedOfFile } from '../remembered-of-file';
import type { Binding } from '../scopes';
import { ContextUses, contextReads } from './context-uses';
import { dagsMadeBy } from './graph/loaded-values';
import type { LoadedDag } from './graph/types';
import { templatesOf } from './templates';
import type { Task } from './types';

/** A place where code names a task of its DAG. */
export interface TaskReference extends NamedTask {
  /** The id between its quotes. */
  range(): TextRange | undefined;
}

interface NamedTask {
  /** What the code does with it: take its result, go on with it, look it up. */
  readonly use: 'xcom' | 'branch' | 'lookup';
  readonly id: string;
  readonly node: SyntaxNode;
  /** The DAGs in which it is looked for. */
  readonly dags: readonly LoadedDag[];
}

/** The ids of tasks that a file names as constants, where it is known in which DAGs. */
export function* taskReferences(model: FileModel): Generator<TaskReference> {
  for (const named of pulledInPython(model)) yield inQuotes(named);
  yield* pulledInTemplates(model);
  for (const named of [...branches(model), ...lookups(model)]) yield inQuotes(named);
}

/** What calls of `xcom_pull` name, where it is known in which DAGs it is looked for. */
const pulledInPython = rememberedByUnit(function* (unit: FileModel): Generator<NamedTask> {
  for (const call of unit.nodes('call')) {
    if (methodName(call) !== 'xcom_pull') continue;
    const object = call.child('function')?.child('object');
    // With `dag_id` it is a task of another DAG.
    if (object === undefined || keywordArgument(call, 'dag_id') !== undefined) continue;
    const dags = isTaskInstance(unit, object) ? dagsReaching(unit, call) : undefined;
    if (dags !== undefined) {
      yield* constantIds(unit, argumentValue(call, 'task_ids', 0), 'xcom', dags);
    }
  }
});

/** Where the context gives the task instance: as which parameters, by which expressions. */
const taskInstances = rememberedOfFile((model: FileModel) => {
  const parameters = new Set<Binding>();
  const accesses = new Set<SyntaxNode>();
  for (const { binding } of new ContextUses(model).parameters(namesOfInstance)) {
    if (binding !== undefined) parameters.add(binding);
  }
  for (const { node } of instanceReads(model)) {
    const access = node.parent?.kind === 'subscript' ? node.parent : node.parent?.parent;
    if (access !== undefined) accesses.add(access);
  }
  return { parameters, accesses };
});

const namesOfInstance: ReadonlySet<string> = new Set(['task_instance', 'ti']);
const instanceReads = contextReads(namesOfInstance);

function isTaskInstance(model: FileModel, expression: SyntaxNode): boolean {
  const { accesses, parameters } = taskInstances(model);
  if (expression.kind !== 'identifier') return accesses.has(expression);
  if (model.scopes.lookup(expression.text, expression).some((one) => parameters.has(one))) {
    return true;
  }
  const value = model.names.singleValue(expression);
  return value !== undefined && accesses.has(value) && isAssignedTo(expression.text, value);
}

function isAssignedTo(name: string, { parent }: SyntaxNode): boolean {
  return parent?.kind === 'assignment' && parent.child('left')?.text === name;
}

/** The DAGs of the tasks that run a place; undefined where other files may run it as well. */
function dagsReaching(model: FileModel, node: SyntaxNode): readonly LoadedDag[] | undefined {
  const { tasks, tasksElsewhere } = model.reach(node);
  return tasksElsewhere.length > 0 ? undefined : dagsOf(model, tasks);
}

function dagsOf(model: FileModel, tasks: readonly Task[]): readonly LoadedDag[] | undefined {
  const instances = tasks.map((task) => model.taskInstances.of(task));
  if (instances.length === 0 || instances.some((of) => of.length === 0)) return undefined;
  const dags = instances.flat().map(({ dag }) => dag);
  const known = dags.filter((dag) => dag !== undefined);
  return known.length === dags.length ? [...new Set(known)] : undefined;
}

function* pulledInTemplates(model: FileModel): Generator<TaskReference> {
  for (const { task, text } of templatesOf(model)) {
    const literal = text.literals.find(({ tree }) => tree === model.tree);
    const dags = dagsOf(model, [task]);
    if (literal === undefined || dags === undefined) continue;
    for (const { expression } of templateParts(text.text)) {
      for (const id of pulledIn(expression)) {
        const range = sourceRange(text, id.start + 1, id.end - 1);
        if (range === undefined) continue;
        yield { use: 'xcom', id: id.value, node: literal, dags, range: () => range };
      }
    }
  }
}

type JinjaString = Extract<JinjaExpression, { kind: 'string' }>;

/** The constant ids of `ti.xcom_pull(…)` within an expression. */
function* pulledIn(whole: JinjaExpression): Generator<JinjaString> {
  const waiting = [whole];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    waiting.push(...partsOf(next));
    if (next.kind !== 'call' || next.callee.kind !== 'attribute') continue;
    const { name, object } = next.callee;
    const isOfRun = object.kind === 'name' && namesOfInstance.has(object.name);
    if (name !== 'xcom_pull' || !isOfRun || next.given.named.has('dag_id')) continue;
    const ids = next.given.named.get('task_ids') ?? next.given.positional[0];
    for (const id of ids?.kind === 'list' ? ids.items : [ids]) if (id?.kind === 'string') yield id;
  }
}

function partsOf(expression: JinjaExpression): readonly JinjaExpression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.object];
    case 'item':
      return [expression.object, expression.key];
    case 'call':
      return [
        expression.callee,
        ...expression.given.positional,
        ...expression.given.named.values(),
      ];
    case 'filter':
      return [expression.value, ...expression.given.positional];
    case 'condition':
    case 'operation':
      return expression.operands;
    case 'choice':
      return [expression.condition, ...expression.options];
    case 'list':
      return expression.items;
    default:
      return [];
  }
}

const branchingOperators =
  /^airflow\.(?:task\.branch(?:_\w+)?|Branch(?:Python|PythonVirtualenv|ExternalPython)Operator)$/;

/** What the functions of branches return: tasks or groups, of which the others are skipped. */
function* branches(model: FileModel): Generator<NamedTask> {
  for (const task of model.tasks.all) {
    const { callable } = task;
    const body = callable?.child('body');
    if (callable === undefined || body === undefined || !branchingOperators.test(task.operator)) {
      continue;
    }
    const dags = dagsOf(model, [task]);
    if (dags === undefined) continue;
    const returned =
      callable.kind === 'lambda'
        ? [body]
        : [...ownCode(body)].flatMap(({ kind, parts }) =>
            kind === 'return_statement' && parts[0] !== undefined ? [parts[0]] : [],
          );
    for (const value of returned) {
      yield* constantIds(model, value, 'branch', dags);
    }
  }
}

/** `dag.get_task("x")` of a DAG of this file. */
function* lookups(model: FileModel): Generator<NamedTask> {
  for (const call of model.callsOf('airflow.DAG.get_task')) {
    const object = call.child('function')?.child('object');
    const values = object === undefined ? [] : model.values.of(object);
    const dags = values.flatMap((value) => dagsMadeBy(model.loaded, value));
    if (dags.length !== values.length || dags.length === 0) continue;
    yield* constantIds(model, argumentValue(call, 'task_id', 0), 'lookup', dags);
  }
}

/** The texts that an expression, or a list that it is, holds; formatted ones are left out. */
function* constantIds(
  model: FileModel,
  expression: SyntaxNode | undefined,
  use: TaskReference['use'],
  dags: readonly LoadedDag[],
): Generator<NamedTask> {
  for (const value of expression === undefined ? [] : model.values.of(expression)) {
    for (const node of isListLike(value) ? value.parts : [value]) {
      const id = stringValue(node);
      if (id !== undefined && node.tree === model.tree) yield { use, id, node, dags };
    }
  }
}

function inQuotes(named: NamedTask): TaskReference {
  return { ...named, range: () => contentRange(named.node) };
}
