// A list, set or dict with millions of elements, built at once from a constant range.

import { lazyConsumer } from '../../fixes/lazy-iterable';
import type { FileModel } from '../../semantic/file-model';
import { hugeCount, rangeLength } from '../../semantic/ranges';
import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'huge-comprehension',
  group: 'memory',
  summary: 'A collection of a million elements or more, built at once from a constant range',
  severity: 'warning',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  huge: (kind: string, count: number) =>
    `This ${kind} holds ${count.toLocaleString('en-US')} elements at once: the worker runs out of ` +
    'memory and the task is killed with exit code -9. Work on the elements one by one or in batches.',
  fixGenerator: 'Use a generator',
  fixRange: 'Use the range itself',
};

const comprehensions = {
  list_comprehension: 'list',
  set_comprehension: 'set',
  dictionary_comprehension: 'dict',
} as const;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const [kind, noun] of Object.entries(comprehensions)) {
    for (const node of model.nodes(kind as keyof typeof comprehensions)) {
      const huge = hugeRangeOf(model, node);
      if (huge === undefined) continue;
      const fix = kind === 'list_comprehension' ? generatorFix(model, node) : undefined;
      yield problem(noun, huge.count, huge.range, fix);
    }
  }
  for (const call of model.callsOf(...collectors)) {
    const range = positionalValue(call, 0);
    const count = rangeLength(model, range);
    if (range === undefined || count === undefined || count < hugeCount) continue;
    yield problem(nounOf(model, call), count, range, rangeFix(model, call, range));
  }
}

const collectors = ['builtins.list', 'builtins.set', 'builtins.tuple', 'builtins.dict.fromkeys'];

function problem(noun: string, count: number, range: SyntaxNode, fix: Fix | undefined): Problem {
  return {
    message: messages.huge(noun, count),
    node: range,
    fixes: fix === undefined ? [] : [fix],
  };
}

function nounOf(model: FileModel, call: SyntaxNode): string {
  return (model.names.calleeName(call) ?? '').split('.')[1] ?? 'collection';
}

/** The product of the constant ranges of a comprehension; a filter makes the count unknown. */
function hugeRangeOf(
  model: FileModel,
  node: SyntaxNode,
): { readonly range: SyntaxNode; readonly count: number } | undefined {
  let count = 1;
  let largest: { readonly range: SyntaxNode; readonly length: number } | undefined;
  for (const part of node.parts) {
    if (part.kind === 'if_clause') return undefined;
    if (part.kind !== 'for_in_clause') continue;
    const range = part.child('right');
    const length = rangeLength(model, range);
    if (range === undefined || length === undefined) return undefined;
    count *= length;
    if (largest === undefined || length > largest.length) largest = { range, length };
  }
  return largest === undefined || count < hugeCount ? undefined : { range: largest.range, count };
}

function generatorFix(model: FileModel, list: SyntaxNode): Fix | undefined {
  const consumer = lazyConsumer(model, list);
  if (consumer === undefined) return undefined;
  const [open, close] = consumer === 'only-argument' ? ['', ''] : ['(', ')'];
  const edits = [
    { start: list.start, end: list.start + 1, text: open },
    { start: list.end - 1, end: list.end, text: close },
  ];
  return { title: messages.fixGenerator, safety: 'safe', edits };
}

/** `sum(list(range(n)))` needs no list: a range can be read any number of times. */
function rangeFix(model: FileModel, call: SyntaxNode, range: SyntaxNode): Fix | undefined {
  const isPlain = model.names.calleeName(call) !== 'builtins.dict.fromkeys';
  if (!isPlain || lazyConsumer(model, call) === undefined) return undefined;
  const edits = [
    { start: call.start, end: range.start, text: '' },
    { start: range.end, end: call.end, text: '' },
  ];
  return { title: messages.fixRange, safety: 'safe', edits };
}

export const hugeComprehension: Rule = { meta, check };
