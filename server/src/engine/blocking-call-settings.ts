// `blocking-calls`: calls of the user's own that can keep a task waiting.

import * as z from 'zod/mini';
import type { OwnBlockingCall } from '../knowledge/blocking-calls';
import { argumentPattern } from '../knowledge/limit-arguments';

/** What a call of the user's own may wait for; which rule speaks of it follows from that. */
export const ownBlockingKinds = ['request', 'process', 'wait', 'network', 'database'] as const;

const dottedName = z.string().check(z.regex(/^[^\W\d]\w*(?:\.[^\W\d]\w*)+$/));

const blockingCall = z.union([
  dottedName,
  z.strictObject({
    call: dottedName,
    kind: z.optional(z.enum(ownBlockingKinds)),
    timeout: z.optional(z.string().check(z.regex(argumentPattern))),
  }),
]);

export interface ParsedBlockingCalls {
  readonly calls: readonly OwnBlockingCall[];
  /** What is wrong with some of the entries, as sentences that never repeat them. */
  readonly problems: readonly string[];
}

/** Reads the value of a setting. Total: an entry that is wrong is told, and the others count. */
export function parseBlockingCalls(value: readonly unknown[], key: string): ParsedBlockingCalls {
  const calls: OwnBlockingCall[] = [];
  const problems: string[] = [];
  for (const [index, entry] of value.entries()) {
    const { data, success } = blockingCall.safeParse(entry);
    if (!success) problems.push(messages.entry(key, index + 1));
    else if (typeof data === 'string')
      calls.push({ call: data, kind: 'network', timeout: undefined });
    else calls.push({ call: data.call, kind: data.kind ?? 'network', timeout: data.timeout });
  }
  return { calls, problems };
}

const messages = {
  entry: (key: string, position: number) =>
    `Entry ${position} of \`${key}\` must be a dotted name such as "etl.http.fetch", or a table with ` +
    '`call`, and if need be `timeout` (the argument that limits it, such as "timeout" or "timeout@1") ' +
    `and \`kind\` (${ownBlockingKinds.map((kind) => `"${kind}"`).join(', ')}).`,
};
