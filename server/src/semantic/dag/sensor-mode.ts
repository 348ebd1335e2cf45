import { waitsForTime } from '../../knowledge/airflow-objects';
import { isPokeOnlySensor, isStatelessSensor } from '../../knowledge/sensor-state';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { hasTimeout, longestSensorWait, pokeIntervalOf, sensorMode } from './sensor-limit';
import type { Task } from './types';

/** In seconds: below it, starting a process for each look costs more than the slot is worth. */
const shortestInterval = 60;
/** In seconds: what a slot can be spared for. */
const longestHold = 300;

/** A sensor that holds a worker slot for long while it sleeps, and could give it back. */
export interface HeldSlot {
  /** Seconds from one look to the next. */
  readonly interval: number;
  /** Seconds at most; undefined for one that waits for a point in time. */
  readonly longest: number | undefined;
}

/** Undefined for a sensor that gives its slot back, should not do so, or of which that is not known. */
export function heldSlotOf(model: FileModel, task: Task): HeldSlot | undefined {
  // What only `execution_timeout` ends would have no end: rescheduled, each look has that time anew.
  if (!waitsForTime(task.operator) && !hasTimeout(model, task)) return undefined;
  return slotHeldFor(model, task, longestSensorWait(model, task));
}

/** The same for a sensor that is about to be limited to `seconds`; undefined for a point in time. */
export function slotHeldFor(
  model: FileModel,
  task: Task,
  seconds: number | undefined,
): HeldSlot | undefined {
  if (!task.isSensor || sensorMode(model, task) !== 'poke') return undefined;
  const interval = pokeIntervalOf(model, task);
  if (interval === undefined || interval < shortestInterval) return undefined;
  const isLong = seconds === undefined ? waitsForTime(task.operator) : seconds > longestHold;
  if (!isLong || isPokeOnlySensor(task.operator)) return undefined;
  return keepsStateBetweenLooks(model, task) === false ? { interval, longest: seconds } : undefined;
}

/**
 * Whether a sensor keeps something from one look to the next, which `mode="reschedule"` loses: each
 * look is then a process of its own. Undefined where that is not known.
 */
function keepsStateBetweenLooks(model: FileModel, task: Task): boolean | undefined {
  const { callables, operator, operatorClass } = task;
  if (operatorClass !== undefined) return classKeepsState(model, operatorClass);
  if (operator === 'airflow.PythonSensor' || operator === 'airflow.task.sensor') {
    const isKnown = callables.length > 0 && callables.every(({ tree }) => tree === model.tree);
    return isKnown ? callables.some((one) => changesWhatIsOutside(model, one)) : undefined;
  }
  return isStatelessSensor(operator) === true ? false : undefined;
}

/** A class of the file that derives from Airflow's base alone, of which everything is seen. */
function classKeepsState(model: FileModel, definition: SyntaxNode): boolean | undefined {
  const bases = model.names.baseNames(definition);
  const isSeen = definition.tree === model.tree && bases[0] === 'airflow.BaseSensorOperator';
  if (!isSeen || bases.length > 1) return undefined;
  // What has an `execute` of its own need not look again and again.
  if (model.names.methodOf(definition, 'execute') !== undefined) return undefined;
  for (const member of definition.child('body')?.parts ?? []) {
    const method = member.kind === 'decorated_definition' ? member.child('definition') : member;
    const isLook =
      method?.kind === 'function_definition' && method.child('name')?.text !== '__init__';
    if (isLook && method !== undefined && keepsOnSelf(model, method)) return true;
  }
  return false;
}

/** `self.count = …`, `self.count += 1`, `self.seen.append(…)`, `self.seen[key] = …` */
function keepsOnSelf(model: FileModel, method: SyntaxNode): boolean {
  if (changesWhatIsOutside(model, method)) return true;
  for (const node of ownCode(method.child('body') ?? method)) {
    if (node.kind === 'assignment' || node.kind === 'augmented_assignment') {
      if (mentionsSelf(node.child('left'))) return true;
    }
    if (changedInPlace(node).some((one) => one.kind === 'attribute' && mentionsSelf(one)))
      return true;
  }
  return false;
}

/** The `x` of `x.append(…)`, `x[key] = …` and `other, x[key] = …`. */
function changedInPlace(node: SyntaxNode): SyntaxNode[] {
  if (node.kind === 'assignment' || node.kind === 'augmented_assignment') {
    const target = node.child('left');
    if (target === undefined) return [];
    const places = target.kind === 'subscript' ? [target] : target.parts;
    return places.flatMap((one) => (one.kind === 'subscript' ? (one.child('value') ?? []) : []));
  }
  const callee = node.kind === 'call' ? node.child('function') : undefined;
  const changes = changingMethods.has(callee?.child('attribute')?.text ?? '');
  const object = changes ? callee?.child('object') : undefined;
  return object === undefined ? [] : [object];
}

const changingMethods: ReadonlySet<string> = new Set([
  'add',
  'append',
  'clear',
  'discard',
  'extend',
  'insert',
  'pop',
  'popleft',
  'remove',
  'setdefault',
  'update',
]);

/** True for `self.x`, `self.x[0]`, `self.a, self.b`. */
function mentionsSelf(target: SyntaxNode | undefined): boolean {
  if (target === undefined) return false;
  if (target.kind === 'attribute' && target.child('object')?.text === 'self') return true;
  return target.parts.some(mentionsSelf);
}

/** What a function keeps outside of itself outlives the call, but not its process. */
function changesWhatIsOutside(model: FileModel, definition: SyntaxNode): boolean {
  return [...ownCode(definition.child('body') ?? definition)].some((node) => {
    if (node.kind === 'global_statement' || node.kind === 'nonlocal_statement') return true;
    return changedInPlace(node).some((one) => one.kind === 'identifier' && isOfModule(model, one));
  });
}

function isOfModule(model: FileModel, name: SyntaxNode): boolean {
  return model.scopes.lookup(name.text, name).some(({ scope }) => scope.kind === 'module');
}
