/** What is said of a rule's proof in `test/proofs/rules/<rule-id>.json`. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export const proofsFolder = path.join(import.meta.dirname, '..');
/** The Python of the harness. */
export const airflowFolder = path.join(import.meta.dirname, 'airflow');

const pattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'ms') instanceof RegExp;
  } catch {
    return false;
  }
}, 'is no regular expression');

/** What must be seen of a run; what is not named may be as it will. */
const expectation = z.strictObject({
  /** Whether the run ends by itself within the time it is given. */
  ends: z.boolean().optional(),
  /** States of tasks by their ids, as the metadata database has them at the end. */
  states: z.record(z.string(), z.string()).optional(),
  /** States of the DAG runs by DAG. */
  runs: z.record(z.string(), z.string()).optional(),
  /** Tries of tasks: at least so many. */
  tries: z.record(z.string(), z.number()).optional(),
  /** Whether a process lives on after the run has ended. */
  leavesProcess: z.boolean().optional(),
  /** What Airflow says when it refuses to load the file; false where it must load it. */
  refused: z.union([pattern, z.literal(false)]).optional(),
  /** What the output has, and what it has not. */
  says: z.array(pattern).optional(),
  saysNot: z.array(pattern).optional(),
  /** What the command `inspect` prints after the run. */
  inspected: pattern.optional(),
});

const host = z.union([
  /** Accepts connections, and never says a word. */
  z.literal('silent'),
  /** Answers at once, and then sends a line each second without end. */
  z.literal('endless'),
  /** Cannot be reached: the attempt to connect raises `TimeoutError`. */
  z.literal('unreachable'),
  /** Runs commands over SSH as OpenSSH does, for any user. */
  z.literal('ssh'),
  /** An HTTP answer. */
  z.strictObject({ status: z.number().int(), body: z.string() }),
  /** Says this when a connection is made, and nothing more. */
  z.strictObject({ greets: z.string() }),
]);

const parts = {
  /** What the example does, as the rule's page says it: "the task does not end". */
  harm: z.string(),
  /** What the repaired example does instead. */
  repair: z.string(),
  /**
   * `test`: `dag.test()` in one process. `supervised`: each task under the supervisor of its
   * version, in a process of its own. `scheduler`: a whole Airflow. `parse`: the file is only loaded.
   */
  run: z.enum(['test', 'supervised', 'scheduler', 'parse']),
  /** The DAGs to run, one after the other, where not all of the file in its order. */
  dags: z.array(z.string()).optional(),
  /** Texts of the example, such as limits of an hour, by what stands in their place in the run. */
  scale: z.record(z.string(), z.string()),
  /** Hosts that the example names, by what stands in for them on this machine. */
  hosts: z.record(z.string(), host),
  /** Commands that the example calls, by the Bash script that stands in for them. */
  programs: z.record(z.string(), z.string()),
  /** Python files, by their path, in the place of libraries that are not installed. */
  modules: z.record(z.string(), z.string()),
  /** Further files of the DAGs folder, by their path. */
  beside: z.record(z.string(), z.string()),
  environment: z.record(z.string(), z.string()),
  /** A Bash command for the working folder before the run, and one that looks at it afterwards. */
  prepare: z.string().optional(),
  inspect: z.string().optional(),
  /** Ends the task as a user does who marks it failed, so many seconds after it has begun. */
  markFailedAfter: z.number().optional(),
  /** Seconds that the run has from the moment in which the first task begins. */
  seconds: z.number(),
  bad: expectation,
  repaired: expectation,
};

const how = z.strictObject({
  ...parts,
  scale: parts.scale.default({}),
  hosts: parts.hosts.default({}),
  programs: parts.programs.default({}),
  modules: parts.modules.default({}),
  beside: parts.beside.default({}),
  environment: parts.environment.default({}),
  seconds: parts.seconds.default(20),
});

// Without the defaults, which would take the place of what both versions share.
const overrides = z.strictObject(parts).partial().extend({ whyNot: z.string().optional() });

const spec = z.union([
  /** Why the harm cannot be shown in minutes. */
  z.strictObject({ whyNot: z.string() }),
  how.extend({
    /** Where our fix is not what is tried against the bad example: why. The good one is, then. */
    whyNotTheFix: z.string().optional(),
    /** What differs from one version of Airflow to the other. */
    airflow: z.strictObject({ 2: overrides.optional(), 3: overrides.optional() }).default({}),
  }),
]);

export type Expectation = z.infer<typeof expectation>;
export type StandInHost = z.infer<typeof host>;
export type ProofSpec = z.infer<typeof spec>;
export type Provable = Exclude<ProofSpec, { whyNot: string }>;
export type ProofPlan = z.infer<typeof how>;

export function readSpec(rule: string): ProofSpec {
  const file = path.join(proofsFolder, 'rules', `${rule}.json`);
  const read = spec.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

export function isProvable(read: ProofSpec): read is Provable {
  return 'bad' in read;
}

/** The plan for one version, or why there is none. */
export function planFor(read: Provable, major: 2 | 3): ProofPlan | { readonly whyNot: string } {
  const { airflow, whyNotTheFix: _, ...shared } = read;
  const own = airflow[major] ?? {};
  if (own.whyNot !== undefined) return { whyNot: own.whyNot };
  return how.parse({ ...shared, ...own });
}
