/** What the process tells its caller. Public contract: never renumber. */
export const exitCode = {
  clean: 0,
  /** Findings as bad as `--fail-on` says, or a file that could not be analyzed. */
  findings: 1,
  /** A wrong command line or configuration, or a named path that cannot be read. */
  usage: 2,
  /** A fault of Airworthy's own. */
  internal: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** A mistake of the person at the keyboard: said plainly, without a stack. */
export class UsageError extends Error {}
