// A loop that nothing can leave keeps its task in "running" for ever.

import { limitLoop } from '../../fixes/loop-deadline';
import type { FileModel } from '../../semantic/file-model';
import type { Loop } from '../../semantic/flow/loops';
import { isStuck } from '../../semantic/flow/stuck-loops';
import { hasExecutionTimeout } from '../../semantic/flow/time-limits';
import { ancestors, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, RelatedPlace, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unbounded-loop',
  group: 'hang',
  summary: 'A loop in task code that has no way out',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  endless: (loop: string, why: string, harm: string) =>
    `${loop} is never left: ${why}. ${harm} Leave the loop on a condition or a deadline.`,
  noExit: 'no break, return or raise in it can be reached',
  caught: 'what is raised in it is caught inside it',
  unchanged: 'nothing in it changes its condition, and no break, return or raise can be reached',
  consumed: 'what it yields to reads on to an end that never comes',
  harm: {
    task: 'The task stays in "running" until someone kills it.',
    limitedTask: 'The task can only end by failing at its `execution_timeout`.',
    parse: 'Airflow runs it whenever it parses the file: the import times out and the DAG is lost.',
    trigger: 'The trigger never fires, and its task stays deferred.',
    blockingTrigger: 'It blocks the triggerer, and with it every deferred task.',
    callback: 'The callback never returns, and holds the process that runs it.',
  },
  caughtHere: 'This raise does not leave the loop: it is caught inside the loop.',
  consumer: 'This reads the generator to its end.',
  fix: 'Leave the loop at a deadline',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const stuck = model.loops.filter((loop) => isStuck(model, loop));
  for (const loop of stuck) {
    // Of loops inside each other the innermost holds the task.
    if (stuck.some((other) => other !== loop && holds(loop.node, other.node))) continue;
    yield {
      message: messages.endless(headerText(loop), reasonOf(loop), harmOf(model, loop)),
      node: loop.endless?.node ?? loop.node,
      subject: loop.node,
      related: relatedTo(loop),
      fixes: fixesFor(model, loop, stuck),
    };
  }
}

/** True where one loop's own code holds the other; the code of a nested function does not count. */
function holds(outer: SyntaxNode, inner: SyntaxNode): boolean {
  for (const above of ancestors(inner)) {
    if (above === outer) return true;
    if (above.kind === 'function_definition' || above.kind === 'class_definition') return false;
  }
  return false;
}

function headerText(loop: Loop): string {
  const text = (loop.endless?.node.text ?? '').replaceAll(/\s*\\?\r?\n\s*/g, ' ');
  const isWhile = loop.node.kind === 'while_statement';
  return isWhile ? `\`while ${text}\`` : `The loop over \`${text}\``;
}

function reasonOf(loop: Loop): string {
  if (loop.consumer !== undefined) return messages.consumed;
  if (loop.caughtRaises.length > 0) return messages.caught;
  return loop.endless?.kind === 'unchanged-flag' ? messages.unchanged : messages.noExit;
}

function harmOf(model: FileModel, loop: Loop): string {
  const { phases } = model.reach(loop.node);
  if (phases.has('task') || phases.has('unknown')) {
    return hasExecutionTimeout(model, loop.node) ? messages.harm.limitedTask : messages.harm.task;
  }
  if (phases.has('trigger')) {
    const isAsync = [...ownCode(loop.node)].some(
      ({ kind }) => kind === 'await' || kind === 'async',
    );
    return isAsync ? messages.harm.trigger : messages.harm.blockingTrigger;
  }
  return phases.has('callback') ? messages.harm.callback : messages.harm.parse;
}

function relatedTo(loop: Loop): RelatedPlace[] {
  const related = loop.caughtRaises.map(({ node }) => ({
    place: node,
    message: messages.caughtHere,
  }));
  if (loop.consumer === undefined) return related;
  return [...related, { place: loop.consumer, message: messages.consumer }];
}

function fixesFor(model: FileModel, loop: Loop, stuck: readonly Loop[]): Fix[] {
  // A deadline in code that Airflow parses would only choose another way to lose the DAG.
  const { phases } = model.reach(loop.node);
  if (phases.size === 1 && phases.has('parse')) return [];
  if (stuck.some((outer) => isCaughtWithin(loop.node, outer.node))) return [];
  const edits = limitLoop(model, loop.node);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

/** True where a handler between two loops would keep the inner one's deadline from the outer. */
function isCaughtWithin(inner: SyntaxNode, outer: SyntaxNode): boolean {
  if (inner === outer || !isInside(inner, outer)) return false;
  for (const above of ancestors(inner)) {
    if (above === outer) return false;
    if (above.kind === 'try_statement') return true;
  }
  return false;
}

export const unboundedLoop: Rule = { meta, check };
