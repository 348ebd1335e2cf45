import { waitsForTime } from '../../knowledge/airflow-objects';
import { isPokeOnlySensor, isStatelessSensor } from '../../knowledge/sensor-state';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { longestSensorWait, pokeIntervalOf, sensorMode } from './sensor-limit';
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

/**
 * `seconds` stands for the limits of the sensor where they are about to be changed. Undefined for
 * a sensor that gives its slot back, cannot do so, or of which that is not known.
 */
export function heldSlotOf(
  model: FileModel,
  task: Task,
  seconds = longestSensorWait(model, task),
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
    return isKnown ? callables.some(changesWhatIsOutside) : undefined;
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
    if (isLook && method !== undefined && keepsOnSelf(method)) return true;
  }
  return false;
}

/** `self.count = …`, `self.count += 1`, `self.seen.append(…)`, `self.seen[key] = …` */
function keepsOnSelf(method: SyntaxNode): boolean {
  const body = method.child('body') ?? method;
  if (changesWhatIsOutside(method)) return true;
  for (const node of ownCode(body)) {
    if (node.kind === 'assignment' || node.kind === 'augmented_assignment') {
      if (mentionsSelf(node.child('left'))) return true;
    }
    const callee = node.kind === 'call' ? node.child('function') : undefined;
    const isOfAttribute = callee?.child('object')?.kind === 'attribute';
    const changes = changingMethods.has(callee?.child('attribute')?.text ?? '');
    if (isOfAttribute && changes && mentionsSelf(callee?.child('object'))) return true;
  }
  return false;
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

/** `global` and `nonlocal` names outlive the call, but not its process. */
function changesWhatIsOutside(definition: SyntaxNode): boolean {
  return [...ownCode(definition.child('body') ?? definition)].some(
    ({ kind }) => kind === 'global_statement' || kind === 'nonlocal_statement',
  );
}
