/** What code can change, and see in another state whenever it runs again. */
export interface Made {
  /** When it was made: of two things, the later one has the higher number. */
  readonly made: number;
}

let lastMade = 0;

/** A number for what is made now. */
export function now(): number {
  return ++lastMade;
}
