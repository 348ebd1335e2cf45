// A collection that a loop makes longer in every round, for ever or millions of times.

import type { FileModel } from '../../semantic/file-model';
import { type Growth, growths, loopsAround } from '../../semantic/growth';
import {
  constantLength,
  countedRounds,
  hugeCount,
  isDistinctFor,
  targetNames,
} from '../../semantic/ranges';
import { isShrunk } from '../../semantic/shrinkage';
import { ancestors, descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'huge-accumulation',
  group: 'memory',
  summary: 'A collection that grows in a loop with no bound, or a million times and more',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  endless: (name: string) =>
    `\`${name}\` grows in every round of a loop that never ends: the worker runs out of memory and ` +
    'the task is killed with exit code -9. Hand the elements on in batches and clear it.',
  counted: (name: string, count: number) =>
    `\`${name}\` grows in each of ${count.toLocaleString('en-US')} rounds: the worker runs out of ` +
    'memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const growth of growths(model)) {
    const loops = loopsAround(growth.node);
    const outermost = loops.at(-1);
    if (outermost === undefined || isMadeInside(growth, outermost)) continue;
    if (isShrunk(model, growth, outermost)) continue;
    const message = messageFor(model, growth, loops);
    if (message !== undefined) yield { message, node: growth.node, subject: growth.statement };
  }
}

function messageFor(
  model: FileModel,
  growth: Growth,
  loops: readonly SyntaxNode[],
): string | undefined {
  const name = growth.container.text;
  const described = loops.flatMap((loop) => model.loopOf(loop) ?? []);
  if (described.some((loop) => loop.endless !== undefined && loop.exits.length === 0)) {
    // Nobody knows how many keys there are, but for those that are never the same again.
    const hasNewKeys = growth.kind !== 'keyed' || isNewEachTime(model, growth.key);
    return hasNewKeys ? messages.endless(name) : undefined;
  }
  // Behind a condition, or in a loop that can be left early, nobody knows how often it happens.
  const outermost = loops.at(-1);
  if (outermost === undefined || isConditional(growth.node, outermost)) return undefined;
  if (described.some((loop) => loop.exits.some((exit) => exit.kind !== 'raise'))) return undefined;
  const targets = targetNames(loops.map((loop) => loop.child('left') ?? loop.child('condition')));
  if (growth.kind !== 'longer' && !isDistinctFor(model, growth.key, targets)) return undefined;
  const lengths = loops.map((loop) => roundsOf(model, loop));
  if (lengths.includes(undefined)) return undefined;
  const count = lengths.reduce<number>((product, length) => product * (length ?? 1), 1);
  return count < hugeCount ? undefined : messages.counted(name, count);
}

function roundsOf(model: FileModel, loop: SyntaxNode): number | undefined {
  return loop.kind === 'for_statement'
    ? constantLength(model, loop.child('right'))
    : countedRounds(model, loop);
}

/** `time.time()`, `uuid.uuid4()` and the like as a key, alone or as part of a text. */
function isNewEachTime(model: FileModel, key: SyntaxNode | undefined): boolean {
  if (key === undefined) return false;
  return [...descendants(key)].some((node) => {
    const name = node.kind === 'call' ? model.names.calleeName(node) : undefined;
    return name !== undefined && /^(?:time|uuid|datetime|pendulum)\./.test(name);
  });
}

/** A collection made anew inside the loop holds one round's elements only. */
function isMadeInside(growth: Growth, loop: SyntaxNode): boolean {
  const { start, end } = growth.binding.node;
  return loop.start <= start && end <= loop.end;
}

function isConditional(node: SyntaxNode, outermost: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above === outermost) return false;
    if (above.kind === 'if_statement' || above.kind === 'match_statement') return true;
    if (above.kind === 'except_clause') return true;
  }
  return false;
}

export const hugeAccumulation: Rule = { meta, check };
