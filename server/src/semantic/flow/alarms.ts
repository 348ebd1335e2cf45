import { alarmArgument } from '../../knowledge/blocking-calls';
import { argumentValue } from '../../syntax/calls';
import { ancestors, enclosingFunction, isInside } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Constants } from '../constants';
import type { Names } from '../names';

/**
 * True where an alarm that the same function has set still runs at a place. The last one counts:
 * `signal.alarm(0)` calls off what was set before.
 *
 * @param calls those of the file's calls that set alarms, in the order of the text.
 */
export function isAlarmSetBefore(
  place: SyntaxNode,
  calls: readonly SyntaxNode[],
  names: Names,
  constants: Constants,
): boolean {
  const definition = enclosingFunction(place);
  const last = calls.findLast(
    (call) =>
      call.start < place.start &&
      enclosingFunction(call) === definition &&
      (!isCalledOff(call, names, constants) || isPassedBefore(call, place)),
  );
  return last !== undefined && !isCalledOff(last, names, constants);
}

function isCalledOff(call: SyntaxNode, names: Names, constants: Constants): boolean {
  const argument = alarmArgument(names.calleeName(call) ?? '');
  const given = argument && argumentValue(call, argument.name, argument.position);
  const seconds = constants.value(given);
  return seconds?.type === 'number' && seconds.value === 0;
}

/** False for a call that only some of the ways to the place come by. */
function isPassedBefore(call: SyntaxNode, place: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (isInside(place, above)) return true;
    if (sometimesRun.has(above.kind)) return false;
  }
  return true;
}

const sometimesRun: ReadonlySet<string> = new Set([
  'elif_clause',
  'else_clause',
  'except_clause',
  'for_statement',
  'if_statement',
  'while_statement',
]);
