// A task that reads a stream which never ends is never done.

import type { FileModel } from '../../semantic/file-model';
import { runsDetached } from '../../semantic/flow/background';
import { endlessStreamUses, type StreamUse } from '../../semantic/flow/endless-streams';
import { momentsUsedIn } from '../../semantic/flow/stale-moments';
import { stallAt } from '../../semantic/flow/stalls';
import { isTimeLimited } from '../../semantic/flow/time-limits';
import { calleeAnchor } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, RelatedPlace, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'endless-stream-in-task',
  group: 'hang',
  summary: 'A task that reads a stream which never ends',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  yieldsTo: ['unbounded-loop'],
};

const consequences = {
  task: 'the task stays in "running" until someone kills it',
  'limited-task': 'the task fails each time, when its `execution_timeout` ends it',
};

const messages = {
  endless: (what: string, consequence: string) =>
    `\`${what}\` is a stream that never ends: ${consequence}.`,
  dry: (what: string, waitsFor: string, consequence: string) =>
    `\`${what}\` waits for ${waitsFor} without limit: when too few come, ${consequence}.`,
  pass: (name: string) =>
    `Pass \`${name}=\`, so that the task reads what there is and ends; what never ends belongs in a service.`,
  instead: (sentence: string) => `${sentence} What never ends belongs in a service.`,
  readOnce:
    'This is read once, when the task begins: all that the stream brings later is handled with it, too.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const use of endlessStreamUses(model)) {
    const stall = stallAt(model, use.node);
    // A trigger may well wait for a stream: that is what it is for.
    if (stall !== 'task' && stall !== 'limited-task') continue;
    if (isTimeLimited(model, use.node) || runsDetached(model, use.node)) continue;
    const what = use.node.text.replaceAll(/\s+/g, ' ');
    const shown = what.length > maximumLength ? `${what.slice(0, maximumLength)}…` : what;
    const said = isLeftSometimes(model, use)
      ? messages.dry(shown, use.stream.waitsFor, consequences[stall])
      : messages.endless(shown, consequences[stall]);
    yield {
      message: `${said} ${adviceFor(use)}`,
      node: use.loop === undefined ? calleeAnchor(use.node) : use.node,
      subject: use.loop ?? use.node,
      related: use.loop === undefined ? [] : momentsReadOnce(model, use.loop),
    };
  }
}

/** A longer expression is cut in the message. */
const maximumLength = 60;

/** True for a loop that a count or a message can leave, and for a call that one message ends. */
function isLeftSometimes(model: FileModel, { loop, stream }: StreamUse): boolean {
  if (loop === undefined) return stream.limits.length > 0;
  return (model.loopOf(loop)?.exits.length ?? 0) > 0;
}

/** Context values that the task reads once and uses for the whole stream. */
function momentsReadOnce(model: FileModel, loop: SyntaxNode): RelatedPlace[] {
  return momentsUsedIn(model, loop).map((place) => ({ place, message: messages.readOnce }));
}

function adviceFor({ stream }: StreamUse): string {
  if (stream.instead !== undefined) return messages.instead(stream.instead);
  const limit = stream.limits[0];
  return limit === undefined ? '' : messages.pass(limit.name);
}

export const endlessStreamInTask: Rule = { meta, check };
