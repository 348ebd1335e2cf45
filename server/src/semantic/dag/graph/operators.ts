// Operators as classes: of Airflow, of other packages, and of the project.

import {
  isOperatorBase,
  isOperatorClass,
  mayBeOperatorClass,
} from '../../../knowledge/airflow-objects';
import { isTemplateField, templateFields } from '../../../knowledge/template-fields';
import type { SyntaxNode } from '../../../syntax/node';
import type {
  Argument,
  Arguments,
  Execution,
  Initialization,
  OutsideCall,
  Preparation,
} from '../../evaluation/host';
import { parametersOf } from '../../evaluation/parameters';
import {
  type ClassValue,
  type InstanceValue,
  string,
  tuple,
  type Value,
} from '../../evaluation/values';
import type { HeldArgument } from './effective-arguments';
import { textOf } from './enum-members';
import { registerDag } from './nodes';
import { TaskObject } from './task-objects';
import {
  dagOf,
  defaultLevels,
  followResults,
  makeTask,
  oneOfMany,
  placeOf,
  templatedArguments,
} from './tasks';
import type { World } from './world';

/** Arguments of a task that take the function which it runs. */
const callableArgument = 'python_callable';

/** True for the class of an operator that is not of the project. */
export function isOutsideOperator(name: string, given: Arguments): boolean {
  if (name === 'airflow.BaseOperator') return true;
  if (name.startsWith('airflow.')) return isOperatorClass(name);
  return mayBeOperatorClass(name) && given.named.has('task_id');
}

/** The instance of an operator class outside the project. */
export function makeOperator(world: World, call: OutsideCall, execution: Execution): Value {
  const { name, arguments: given, node } = call;
  const isTemplated = (field: string) => isTemplateField(name, field);
  const task = makeTask(
    world,
    {
      operator: name,
      node,
      call: node,
      callable: callableOf(given),
      isMapped: false,
      arguments: given,
      label: () => labelOf(given),
      isTemplated,
    },
    execution,
  );
  if (task === undefined) return oneOfMany(node);
  followResults(world, task, templatedArguments(given.named, isTemplated), node, execution);
  if (name === 'airflow.SubDagOperator') takeSubDag(given);
  return world.valueOf(task);
}

/** The DAG of a SubDagOperator is loaded with the one that it stands in (Airflow 2). */
function takeSubDag(given: Arguments): void {
  const sub = dagOf(given.named.get('subdag')?.value);
  if (sub !== undefined) registerDag(sub, true);
}

/** The `task_id` of a call. */
export function labelOf(given: Arguments): string | undefined {
  return textOf(given.named.get('task_id')?.value);
}

/** The function that is handed over as `python_callable`. */
export function callableOf(given: Arguments): SyntaxNode | undefined {
  const value = given.named.get(callableArgument)?.value;
  return value === undefined ? undefined : functionOf(value);
}

/** The definition of the function behind a value: a method, a partial, a TaskFlow function. */
export function functionOf(value: Value): SyntaxNode | undefined {
  for (let at: Value | undefined = value; at !== undefined; ) {
    if (at.kind === 'function') return at.node;
    if (at.kind === 'method' || at.kind === 'descriptor') at = at.function;
    else if (at.kind === 'partial') at = at.callee;
    else return undefined;
  }
  return undefined;
}

/** The outside class that makes a class of the project an operator; undefined for other classes. */
export function operatorBaseOf(owner: ClassValue): string | undefined {
  for (const base of owner.order) {
    if (base.kind === 'outside' && isOperatorBase(base.name)) return base.name;
  }
  return undefined;
}

/** What the instances of operator classes of the project were made with, before their `__init__`. */
export class ProjectOperators {
  readonly #given = new WeakMap<InstanceValue, Arguments>();

  constructor(private readonly world: World) {}

  /**
   * Fills in what `default_args` have for the parameters of an `__init__`
   * (`BaseOperatorMeta._apply_defaults`).
   */
  prepare({ instance, initializer, arguments: given }: Preparation): Arguments | undefined {
    if (operatorBaseOf(instance.class) === undefined) return undefined;
    this.#given.set(instance, given);
    const place = placeOf(this.world, given);
    const levels = defaultLevels(this.world, given, place);
    const named = new Map<string, Argument>(given.named);
    for (const { name } of parametersOf(initializer.node)) {
      if (named.has(name)) continue;
      for (const level of levels) {
        const found = level.entries.get(name);
        if (found !== undefined) named.set(name, { value: found.held, node: found.origin });
        if (found !== undefined || level.mayHaveMore) break;
      }
      if (name === 'dag' && place.dag !== undefined && !named.has(name)) {
        named.set(name, { value: this.world.valueOf(place.dag), node: place.dag.node });
      }
    }
    return { ...given, named };
  }

  initialize({ instance, arguments: given, node }: Initialization, execution: Execution): void {
    const base = operatorBaseOf(instance.class);
    // An operator has more than one outside base where it has a mixin; it is still one task.
    if (base === undefined || instance.host !== undefined) return;
    const passed = this.#given.get(instance) ?? given;
    makeTask(
      this.world,
      {
        operator: base,
        node,
        call: node,
        callable: callableOf(given) ?? callableOf(passed),
        operatorClass: instance.class.node,
        isMapped: false,
        arguments: withPlace(given, passed),
        source: (name) => sourceOf(name, given, passed),
        label: () => labelOf(given),
        isTemplated: (field) => fieldsOf(instance.class, node, execution)?.includes(field),
        instance,
      },
      execution,
    );
  }

  /** Results of tasks in templated attributes make edges when the whole `__init__` has run. */
  initialized(instance: InstanceValue, node: SyntaxNode, execution: Execution): void {
    const object = instance.host;
    const base = operatorBaseOf(instance.class);
    if (!(object instanceof TaskObject) || base === undefined) return;
    const fields = fieldsOf(instance.class, node, execution);
    const held =
      fields === undefined
        ? [...instance.attributes.values()].map(({ value }) => ({ value, isCertain: false }))
        : fields.map((field) => ({
            value: instance.attributes.get(field)?.value,
            isCertain: instance.attributes.get(field)?.mayBeUnbound === false,
          }));
    const known = held.flatMap(({ value, isCertain }) =>
      value === undefined ? [] : [{ value, isCertain }],
    );
    followResults(this.world, object.dependency, known, node, execution);
    const own = object.dependency.facts.arguments.entries;
    const passed = [...own.values()].map(({ held: value }) => ({ value, isCertain: false }));
    // What the class hands to Airflow's own `__init__` is kept there as an attribute.
    const inherited = [...own].flatMap(([name, { held: value }]) =>
      fields?.includes(name) === true ? [{ value, isCertain: true }] : [],
    );
    followResults(
      this.world,
      object.dependency,
      [...inherited, ...(fields ? [] : passed)],
      node,
      execution,
    );
  }
}

/** `dag` and `task_group` go to the task even where its class does not hand them on. */
function withPlace(given: Arguments, passed: Arguments): Arguments {
  const named = new Map(given.named);
  for (const name of ['dag', 'task_group']) {
    const argument = passed.named.get(name);
    if (argument !== undefined && !named.has(name)) named.set(name, argument);
  }
  return { ...given, named };
}

function sourceOf(name: string, given: Arguments, passed: Arguments): HeldArgument['source'] {
  const own = passed.named.get(name);
  return own !== undefined && own.value === given.named.get(name)?.value ? 'task' : 'class';
}

/** The `template_fields` of a class of the project; undefined where they are not known. */
export function fieldsOf(
  owner: ClassValue,
  node: SyntaxNode,
  execution: Execution,
): readonly string[] | undefined {
  const value = execution.attribute(owner, 'template_fields', node);
  if (value.kind !== 'tuple' && value.kind !== 'list') return undefined;
  const names = value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  const isKnown = names.length === value.items.length && !value.mayHaveMore;
  return isKnown ? names : undefined;
}

/** The `template_fields` that a class of the project has from a base outside of it. */
export function inheritedTemplateFields(base: string, node: SyntaxNode): Value | undefined {
  if (/^airflow\.Base(?:Sensor)?Operator$/.test(base)) return tuple([], node);
  const fields = templateFields(base);
  return fields === undefined
    ? undefined
    : tuple(
        fields.map((field) => string(field, node)),
        node,
      );
}
