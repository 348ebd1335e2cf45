import { isOperatorBase } from '../../knowledge/airflow-objects';
import { argumentValue, hasDictionarySplat, keywordValue } from '../../syntax/calls';
import { descendants, enclosingFunction, nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { rememberedOfFileBy } from '../remembered-of-file';
import type { Component } from './components';
import { endsByItself } from './trigger-ends';

/** A place at which a class of the file hands its task over to a trigger. */
export interface Deferral {
  /** `self.defer(…)`, `TaskDeferred(…)`, or the `StartTriggerArgs(…)` of a task that begins deferred. */
  readonly call: SyntaxNode;
  readonly component: Component;
  /** How the method calls its own object; undefined where it has none. */
  readonly self: string | undefined;
}

/** The deferrals in the operators and sensors of a file, in source order. */
export function deferralsOf(model: FileModel): readonly Deferral[] {
  return model.calls.flatMap(({ name, node }): Deferral[] => {
    const way = wayOf(node, name);
    if (way === undefined) return [];
    const owner = nearestAncestor(node, 'class_definition');
    const component = owner && (operatorAt(model, owner) ?? heirOf(model, node));
    if (component === undefined) return [];
    if (way === 'method') {
      const isOwn = model.names.methodOf(component.node, 'defer') === undefined;
      return isOwn ? [{ call: node, component, self: 'self' }] : [];
    }
    const counts = way === 'exception' || beginsDeferred(model, component.node);
    return counts ? [{ call: node, component, self: undefined }] : [];
  });
}

/** How a call hands a task over, by what it is called. */
function wayOf(
  call: SyntaxNode,
  name: string | undefined,
): 'method' | 'exception' | 'start' | undefined {
  const callee = call.child('function');
  const isDefer = callee?.child('attribute')?.text === 'defer';
  if (isDefer && callee?.child('object')?.text === 'self') return 'method';
  const known = name === undefined ? undefined : /^airflow\.(?:.*\.)?(\w+)$/.exec(name)?.[1];
  if (known === 'TaskDeferred') return 'exception';
  return known === 'StartTriggerArgs' ? 'start' : undefined;
}

/** The operator or sensor that a class is. */
function operatorAt(model: FileModel, definition: SyntaxNode): Component | undefined {
  const component = model.componentAt(definition);
  return component !== undefined && isOperatorBase(component.base) ? component : undefined;
}

/** The operator or sensor that inherits the method which a node stands in. */
function heirOf(model: FileModel, node: SyntaxNode): Component | undefined {
  const method = enclosingFunction(node);
  const name = method?.child('name')?.text;
  if (method === undefined || name === undefined) return undefined;
  return heirsOfMethods(model, name).get(method);
}

/** The first operator or sensor that has each of the methods of a name. */
const heirsOfMethods = rememberedOfFileBy(
  (model: FileModel, name: string): ReadonlyMap<SyntaxNode, Component> => {
    const heirs = new Map<SyntaxNode, Component>();
    for (const component of model.components) {
      if (!isOperatorBase(component.base)) continue;
      const method = model.names.methodOf(component.node, name);
      if (method !== undefined && !heirs.has(method)) heirs.set(method, component);
    }
    return heirs;
  },
);

/**
 * `StartTriggerArgs` count where the class turns `start_from_trigger` on (2.10 and later: `defer_task`
 * in airflow/models/taskinstance.py).
 */
function beginsDeferred(model: FileModel, definition: SyntaxNode): boolean {
  return [...descendants(definition)].some((node) => {
    if (node.kind !== 'assignment') return false;
    const target = node.child('left');
    const written = target?.child('attribute')?.text ?? target?.text;
    const value = node.child('right');
    return (
      written === 'start_from_trigger' &&
      value !== undefined &&
      model.constants.truth(value) !== false
    );
  });
}

/**
 * Whether something ends the deferral: its `timeout`, or a trigger that ends by itself. Undefined
 * where that is not known.
 */
export function isDeferralLimited(model: FileModel, { call }: Deferral): boolean | undefined {
  const timeout = argumentValue(call, 'timeout', positionOfTimeout);
  if (timeout !== undefined) return !model.constants.isNone(timeout);
  if (hasDictionarySplat(call)) return undefined;
  const trigger = keywordValue(call, 'trigger');
  const values = trigger === undefined ? [] : model.values.of(trigger);
  return values.length > 0 && values.every((value) => endsByItself(model, value));
}

/** In `StartTriggerArgs` (airflow/triggers/base.py, 2.10.5); the other two take keywords only. */
const positionOfTimeout = 4;
