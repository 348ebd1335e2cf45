import picocolors from 'picocolors';
import type { Severity } from '../../rules/rule';
import type { CommandHost, Output } from '../host';

export type Colors = ReturnType<typeof picocolors.createColors>;

/**
 * Colors for a terminal. NO_COLOR turns them off and FORCE_COLOR on, wherever the text goes to
 * (https://no-color.org, https://force-color.org); NO_COLOR wins.
 */
export function colorsFor(output: Output, environment: CommandHost['environment']): Colors {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (isSet(NO_COLOR)) return picocolors.createColors(false);
  if (isSet(FORCE_COLOR)) return picocolors.createColors(FORCE_COLOR !== '0');
  return picocolors.createColors(output.isTTY === true && TERM !== 'dumb');
}

export const noColors: Colors = picocolors.createColors(false);

export function severityColor(colors: Colors, severity: Severity): (text: string) => string {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
    case 'information':
      return colors.blue;
    case 'hint':
      return colors.dim;
  }
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}
