// A lock that stays taken when the code which holds it raises lets everyone else wait for ever.

import { lockBlock } from '../../fixes/lock-block';
import type { FileModel } from '../../semantic/file-model';
import { type UnreleasedLock, unreleasedLocks } from '../../semantic/flow/unreleased-locks';
import { argumentNodes, calleeAnchor } from '../../syntax/calls';
import { firstLineOf } from '../../syntax/excerpt';
import { ownCode } from '../../syntax/navigate';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'lock-without-release',
  group: 'hang',
  summary: 'A lock that is taken and, on some path, not given back',
  severity: 'warning',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  never: (name: string, remedy: string) =>
    `Nothing releases \`${name}\`: whoever takes it next waits for ever, and the task stays in ` +
    `"running". ${remedy}`,
  onError: (name: string, remedy: string, statement: string) =>
    `When \`${statement}\` raises, \`${name}\` stays taken: whoever needs it next waits for ever, and ` +
    `the task stays in "running". ${remedy}`,
  onReturn: (name: string, remedy: string, statement: string) =>
    `\`${statement}\` leaves with \`${name}\` taken: whoever needs it next waits for ever, and the task ` +
    `stays in "running". ${remedy}`,
  block: (block: string) => `Use \`${block}\`.`,
  // A `with` waits without the limit that is given here.
  ending: 'Release it in a `finally`.',
  fix: (block: string) => `Use \`${block}\``,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const found of unreleasedLocks(model)) {
    const { acquire, leak } = found;
    if (!model.runsOutsideParsing(acquire)) continue;
    yield {
      message: messageFor(found),
      node: calleeAnchor(acquire),
      related:
        leak === undefined ? [] : [{ place: leak.statement, message: 'Here it stays taken' }],
      fixes: fixesFor(model, found),
    };
  }
}

function messageFor(found: UnreleasedLock): string {
  const { leak, name } = found;
  const isPlain = argumentNodes(found.acquire).length === 0;
  const remedy = isPlain ? messages.block(blockOf(found)) : messages.ending;
  if (leak === undefined) return messages.never(name, remedy);
  const message = leak.by === 'return' ? messages.onReturn : messages.onError;
  return message(name, remedy, firstLineOf(leak.statement));
}

function blockOf({ acquire, name }: UnreleasedLock): string {
  return `${acquire.parent?.kind === 'await' ? 'async with' : 'with'} ${name}:`;
}

function fixesFor(model: FileModel, found: UnreleasedLock): Fix[] {
  // Someone may rely on the lock that an early way out has left taken.
  const isLeftEarly = found.pair?.held.some((statement) =>
    [...ownCode(statement)].some(({ kind }) => leavingKinds.has(kind)),
  );
  const edits = isLeftEarly === true ? undefined : lockBlock(model, found);
  if (edits === undefined) return [];
  return [{ title: messages.fix(blockOf(found)), safety: 'safe', edits }];
}

const leavingKinds: ReadonlySet<string> = new Set([
  'break_statement',
  'continue_statement',
  'return_statement',
  'yield',
]);

export const lockWithoutRelease: Rule = { meta, check };
