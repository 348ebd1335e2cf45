import { argumentNames } from '../../knowledge/airflow-arguments';
import { callableArguments, callbackArguments } from '../../knowledge/airflow-objects';
import { parseAirflowVersion, supportedVersions } from '../../knowledge/airflow-versions';
import { argumentNodes } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { type MappedText, mappedText } from '../mapped-text';
import type { Task } from './types';

/** A text that Airflow renders when the task runs. */
export interface Template {
  readonly task: Task;
  readonly text: MappedText;
}

/** How deep lists and dictionaries are followed to the texts in them. */
const maximumDepth = 6;

/**
 * The texts that operators and TaskFlow tasks are given in arguments of their own, which is where
 * templated fields are. Arguments of `BaseOperator` are not rendered.
 */
export function templatesOf(model: FileModel): readonly Template[] {
  const found: Template[] = [];
  for (const task of model.tasks.all) {
    const values = task.kind === 'operator' ? operatorValues(task) : taskflowValues(model, task);
    for (const value of values) {
      for (const text of textsIn(model, value)) {
        if (text.text.includes('{{') || text.text.includes('{%')) found.push({ task, text });
      }
    }
  }
  return found;
}

function operatorValues(task: Task): SyntaxNode[] {
  const own = [...task.arguments.entries]
    .filter(([name]) => isRendered(name))
    .map(([, value]) => value);
  return [...own, ...(task.call === undefined ? [] : chainedValues(task.call))];
}

/** What calls of the decorated function pass: all of it is rendered (`op_args` and `op_kwargs`). */
function taskflowValues(model: FileModel, task: Task): SyntaxNode[] {
  const { callable } = task;
  if (callable === undefined) return [];
  const calls = [...model.callSites.of(callable), ...model.callSites.taskMethodCallsOf(callable)];
  const own = [...task.arguments.entries]
    .filter(([name]) => isRendered(name))
    .map(([, value]) => value);
  return [
    ...own,
    ...calls.flatMap((call) => {
      const isOverride = call.child('function')?.child('attribute')?.text === 'override';
      return [...(isOverride ? [] : valuesOf(call)), ...chainedValues(call)];
    }),
  ];
}

/** The arguments of what follows a call: `.partial(…).expand(…)`, `.override(…)(…)`. */
function chainedValues(call: SyntaxNode): SyntaxNode[] {
  const { parent } = call;
  const callee = parent?.kind === 'attribute' ? parent : call;
  const outer = callee.parent;
  if (outer?.kind !== 'call' || callee.field !== 'function') return [];
  return [...valuesOf(outer), ...chainedValues(outer)];
}

function valuesOf(call: SyntaxNode): SyntaxNode[] {
  return argumentNodes(call).flatMap((argument) => {
    if (argument.kind !== 'keyword_argument') return [argument];
    const value = argument.child('value');
    return value === undefined || !isRendered(argument.child('name')?.text ?? '') ? [] : [value];
  });
}

/** What no operator renders: the arguments that all operators have, functions, callbacks. */
const plainArguments: ReadonlySet<string> = new Set([
  ...supportedVersions.flatMap((text) => {
    const version = parseAirflowVersion(text);
    const names =
      version === undefined ? undefined : argumentNames('airflow.BaseOperator', version);
    return [...(names ?? [])];
  }),
  ...callableArguments,
  ...callbackArguments,
]);

function isRendered(name: string): boolean {
  return !plainArguments.has(name);
}

/** The texts that a value is, or that the lists and dictionaries in it hold. */
export function textsIn(model: FileModel, value: SyntaxNode, depth = 0): MappedText[] {
  if (depth > maximumDepth) return [];
  const values = value.kind === 'identifier' ? model.values.of(value) : [value];
  return values.flatMap((one) => {
    switch (one.kind) {
      case 'list':
      case 'tuple':
      case 'set':
      case 'list_splat':
      case 'dictionary_splat':
        return one.parts.flatMap((part) => textsIn(model, part, depth + 1));
      case 'dictionary':
        return one.parts.flatMap((part) => textsIn(model, part.child('value') ?? part, depth + 1));
      case 'conditional_expression':
        return [one.parts[0], one.parts[2]].flatMap((part) =>
          part === undefined ? [] : textsIn(model, part, depth + 1),
        );
      case 'pair':
        return [];
      default: {
        const text = mappedText(model, one);
        return text === undefined ? [] : [text];
      }
    }
  });
}
