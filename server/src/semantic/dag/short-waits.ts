// Sensors that end soon whatever their `timeout` says.

import { ownSensorLimit } from '../../knowledge/sensor-limits';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { Task } from './types';

/**
 * Whether a sensor raises by itself after a time of its own. The time is counted in memory, so that
 * a sensor which is rescheduled begins anew with each look. Undefined where that is not known.
 */
export function hasOwnLimit(
  model: FileModel,
  task: Task,
  mode: 'poke' | 'reschedule' | 'deferrable' | undefined,
): boolean | undefined {
  const limit = ownSensorLimit(task.operator);
  if (limit === undefined || mode === 'reschedule') return false;
  if (mode === undefined) return undefined;
  const argument = model.tasks.effectiveArgument(task, limit.argument);
  return argument === undefined
    ? limit.defaultSeconds !== undefined
    : model.constants.truth(argument.value);
}

/** True for a sensor that can only see what it waits for: `exit 0`, a function that returns `True`. */
export function isMetAtFirstLook(model: FileModel, task: Task): boolean {
  if (task.operator === 'airflow.BashSensor') {
    const command = model.tasks.effectiveArgument(task, 'bash_command');
    const script = command && model.constants.string(command.value);
    return script !== undefined && succeedingScript.test(script);
  }
  const looks = looksOf(model, task);
  return looks.length > 0 && looks.every((look) => alwaysSaysYes(model, look));
}

/** `true`, `:` and `exit 0`, which a shell ends with success (POSIX.1, "Special Built-In Utilities"). */
const succeedingScript = /^\s*(?:true|:|exit(?:\s+0)?)\s*;?\s*$/;

/** The functions that the sensor asks. */
function looksOf(model: FileModel, { callables, operatorClass }: Task): readonly SyntaxNode[] {
  if (operatorClass === undefined) return callables;
  const poke = model.names.methodOf(operatorClass, 'poke');
  return poke === undefined ? [] : [poke];
}

function alwaysSaysYes(model: FileModel, look: SyntaxNode): boolean {
  const body = look.child('body');
  if (look.kind === 'lambda') return model.constants.truth(body) === true;
  const { isNormal, jumps } = model.completions.ofBlock(body);
  const says = jumps.map(({ kind, node }) =>
    kind === 'return' ? model.constants.truth(node.parts[0]) : undefined,
  );
  return !isNormal && says.length > 0 && says.every((one) => one === true);
}
