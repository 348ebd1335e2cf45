// Which triggers come to an end by themselves, so that no deferral to them lasts for ever.

import { isTriggerBase } from '../../knowledge/airflow-objects';
import { argumentNodes } from '../../syntax/calls';
import { isAsync, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isClock } from '../flow/loop-limits';
import { parameterName } from '../scopes';

/** False for a trigger that may wait for ever, as far as the project shows. */
export function endsByItself(model: FileModel, trigger: SyntaxNode): boolean {
  if (trigger.kind !== 'call') return false;
  if (momentTriggers.has(model.names.calleeName(trigger) ?? '')) return true;
  const definition = model.names.definition(trigger.child('function'));
  return (
    hasLimit(model, trigger, definition) ||
    (definition?.kind === 'class_definition' && runEnds(model, definition))
  );
}

/** Triggers that wait for a point in time (airflow/triggers/temporal.py and the standard provider). */
const momentTriggers: ReadonlySet<string> = new Set([
  'airflow.DateTimeTrigger',
  'airflow.TimeDeltaTrigger',
]);

/** True where an argument sounds like a limit, by its keyword or by the parameter that takes it. */
function hasLimit(
  model: FileModel,
  trigger: SyntaxNode,
  definition: SyntaxNode | undefined,
): boolean {
  const names = positionalNames(model, definition);
  return argumentNodes(trigger).some((argument, position) => {
    const isNamed = argument.kind === 'keyword_argument';
    const name = isNamed ? argument.child('name')?.text : names[position];
    const value = isNamed ? argument.child('value') : argument;
    if (name === undefined || value === undefined) return false;
    return limitNames.test(name) && !model.constants.isNone(value);
  });
}

const limitNames = /timeout|deadline|end_time|max_|attempts/;

/** The parameters of a class's `__init__` behind `self`, in their order. */
function positionalNames(
  model: FileModel,
  definition: SyntaxNode | undefined,
): readonly (string | undefined)[] {
  if (definition?.kind !== 'class_definition') return [];
  const parameters = model.names.methodOf(definition, '__init__')?.child('parameters')?.parts ?? [];
  return parameters.slice(1).map((parameter) => parameterName(parameter)?.text);
}

/** True for a trigger of the project whose `run` has no loop without end, or looks at a clock. */
function runEnds(model: FileModel, definition: SyntaxNode): boolean {
  const body = model.names.methodOf(definition, 'run')?.child('body');
  if (body === undefined || !model.names.baseNames(definition).some(isTriggerBase)) return false;
  const code = [...ownCode(body)];
  if (!code.some(isOpenLoop)) return true;
  return code.some((node) => node.kind === 'call' && limitsTime(model, node));
}

/** `while …:` and `async for`, whose rounds nobody has counted. */
function isOpenLoop(node: SyntaxNode): boolean {
  return node.kind === 'while_statement' || (node.kind === 'for_statement' && isAsync(node));
}

function limitsTime(model: FileModel, call: SyntaxNode): boolean {
  return isClock(model, call) || timeLimits.has(model.names.calleeName(call) ?? '');
}

const timeLimits: ReadonlySet<string> = new Set([
  'asyncio.timeout',
  'asyncio.timeout_at',
  'asyncio.wait_for',
]);
