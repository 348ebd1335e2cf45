import { isOperatorBase } from '../../knowledge/airflow-objects';
import { hasDictionarySplat, keywordValue } from '../../syntax/calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { Component } from './components';

/** A place at which a class of the file hands its task over to a trigger. */
export interface Deferral {
  /** `self.defer(…)` or `TaskDeferred(…)`. */
  readonly call: SyntaxNode;
  readonly component: Component;
  /** How the method calls its own object; undefined where it has none. */
  readonly self: string | undefined;
}

/** The deferrals in the operators and sensors of a file, in source order. */
export function deferralsOf(model: FileModel): readonly Deferral[] {
  const components = new Map(model.components.map((component) => [component.node, component]));
  return model.calls.flatMap(({ name, node }) => {
    const owner = [...ancestors(node)].find(({ kind }) => kind === 'class_definition');
    const component = owner && components.get(owner);
    if (component === undefined || !isOperatorBase(component.base)) return [];
    const callee = node.child('function');
    const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
    const isOwn =
      object?.kind === 'identifier' &&
      object.text === 'self' &&
      callee?.child('attribute')?.text === 'defer' &&
      model.names.methodOf(component.node, 'defer') === undefined;
    const isRaised = name !== undefined && /^airflow\.(?:.*\.)?TaskDeferred$/.test(name);
    return isOwn || isRaised ? [{ call: node, component, self: isOwn ? 'self' : undefined }] : [];
  });
}

/**
 * Whether something ends the deferral: its `timeout`, or a trigger that ends by itself. Undefined
 * where that is not known.
 */
export function isDeferralLimited(model: FileModel, { call }: Deferral): boolean | undefined {
  const timeout = keywordValue(call, 'timeout');
  if (timeout !== undefined) return !model.constants.isNone(timeout);
  if (hasDictionarySplat(call)) return undefined;
  const trigger = keywordValue(call, 'trigger');
  const values = trigger === undefined ? [] : model.values.of(trigger);
  return values.length > 0 && values.every((value) => endsByItself(model, value));
}

/** A moment that comes, or an argument of the trigger that sounds like a limit. */
function endsByItself(model: FileModel, trigger: SyntaxNode): boolean {
  if (trigger.kind !== 'call') return false;
  if (momentTriggers.has(model.names.calleeName(trigger) ?? '')) return true;
  const list = trigger.child('arguments')?.parts ?? [];
  return list.some((argument) => {
    const name = argument.kind === 'keyword_argument' ? argument.child('name')?.text : undefined;
    const value = argument.child('value');
    if (name === undefined || value === undefined) return false;
    return /timeout|deadline|end_time|max_|attempts/.test(name) && !model.constants.isNone(value);
  });
}

/** Triggers that wait for a point in time (airflow/triggers/temporal.py and the standard provider). */
const momentTriggers: ReadonlySet<string> = new Set([
  'airflow.DateTimeTrigger',
  'airflow.TimeDeltaTrigger',
]);
