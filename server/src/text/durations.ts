const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 days`, `90 minutes`: a length of time in the largest unit that gives a whole number. */
export function durationText(seconds: number): string {
  const rounded = Math.round(seconds);
  const [unit, length] = units.find(([, size]) => rounded >= size && rounded % size === 0) ?? [
    'second',
    1,
  ];
  const count = rounded / length;
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`;
}
