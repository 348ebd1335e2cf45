// How instants and durations read: short in a row of the tree, whole for a screen reader or a tooltip.

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

// Made once: there may be thousands of rows, and each of these takes longer to make than to use.
const timeToTheMinute = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const timeToTheSecond = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfAnyYear = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** Such as "45 s", "2 min 5 s", "3 h 20 min" or "2 d 4 h": the two largest units. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (seconds > 0 && seconds < 1) return '< 1 s';
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return two(whole, minute, 'min', 1, 's');
  if (whole < day) return two(whole, hour, 'h', minute, 'min');
  return two(whole, day, 'd', hour, 'h');
}

/**
 * The time of day, with the date where it was on another day than now.
 *
 * @param at milliseconds since 1970, as is `now`
 */
export function instantText(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  const time = timeToTheSecond.format(date);
  if (date.toDateString() === today.toDateString()) return time;
  const isThisYear = date.getFullYear() === today.getFullYear();
  return `${(isThisYear ? dayOfYear : dayOfAnyYear).format(date)}, ${time}`;
}

/** The instant since when something goes on; how long that is stands beside it, so the rest can be short. */
export function sinceText(at: number, now: number): string {
  const age = (now - at) / 1000;
  if (age >= day) return instantText(at, now);
  return (age < hour ? timeToTheSecond : timeToTheMinute).format(at);
}

function two(
  seconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const rest = Math.floor((seconds % large) / small);
  const first = `${Math.floor(seconds / large)} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}
