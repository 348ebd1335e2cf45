/** An argument of a call that limits how long it waits. */
export interface LimitArgument {
  readonly name: string;
  /** Where the argument can be given by position, counted from 0. */
  readonly position: number | undefined;
  /** The key of the dictionary passed as the argument that holds the limit. */
  readonly key: string | undefined;
}

export interface ArgumentCondition extends LimitArgument {
  /** `True`, `False` or the name that the argument must be; undefined where any value will do. */
  readonly value: string | undefined;
}

/** How the tables write an argument: `name`, `name@position`, `name[key]@position`, `name@position=value`. */
export const argumentPattern = /^(\w+)(?:\[(\w+)\])?(?:@(\d+))?(?:=(\w+))?$/;

/** @throws Error where a table writes an argument in another way. */
export function argumentOf(text: string): ArgumentCondition {
  const match = argumentPattern.exec(text);
  if (match?.[1] === undefined) throw new Error(`not an argument of a call: ${text}`);
  return {
    name: match[1],
    key: match[2],
    position: match[3] === undefined ? undefined : Number(match[3]),
    value: match[4],
  };
}

export function optionalArgument(text: string | undefined): ArgumentCondition | undefined {
  return text === undefined ? undefined : argumentOf(text);
}
