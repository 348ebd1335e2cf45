// A list, set or dict with millions of elements, built at once from a constant range.

import { lazyConsumer } from '../../fixes/lazy-iterable';
import type { FileModel } from '../../semantic/file-model';
import {
  type ConstantSize,
  constantSize,
  hugeCount,
  isDistinctComprehension,
  rangeLength,
} from '../../semantic/ranges';
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
    `This ${kind} holds ${count.toLocaleString('en-US')} elements at once. When the worker's memory is ` +
    'too small for them, the task is killed with exit code -9. ' +
    'Work on the elements one by one or in batches.',
  fixGenerator: 'Use a generator',
  fixRange: 'Use the range itself',
};

const comprehensions = {
  list_comprehension: 'list',
  set_comprehension: 'set',
  dictionary_comprehension: 'dict',
  list: 'list',
  binary_operator: 'list',
} as const;

const collectors = [
  'builtins.dict',
  'builtins.dict.fromkeys',
  'builtins.frozenset',
  'builtins.list',
  'builtins.set',
  'builtins.sorted',
  'builtins.tuple',
];

function* check({ model }: RuleContext): Generator<Problem> {
  for (const [kind, noun] of Object.entries(comprehensions)) {
    for (const node of model.nodes(kind as keyof typeof comprehensions)) {
      const size = isPartOfLarger(node) ? undefined : constantSize(model, node);
      if (size === undefined || size.count < hugeCount) continue;
      if (noun !== 'list' && !isDistinctComprehension(model, node)) continue;
      const fix = kind === 'list_comprehension' ? generatorFix(model, node) : undefined;
      yield problem(noun, size, fix);
    }
  }
  for (const call of model.callsOf(...collectors)) {
    const argument = positionalValue(call, 0);
    // What is a collection by itself is spoken of as such.
    if (argument === undefined || argument.kind.endsWith('comprehension')) continue;
    const size = argument.kind === 'binary_operator' ? undefined : constantSize(model, argument);
    if (size === undefined || size.count < hugeCount) continue;
    const isRange = rangeLength(model, argument) !== undefined;
    const noun = nounOf(model, call);
    // What a function makes of different values may be equal, and is then in a set only once.
    const keepsEach = noun === 'list' || noun === 'tuple' || isRange;
    if (!keepsEach && !isDistinctGenerator(model, argument)) continue;
    yield problem(noun, size, isRange ? rangeFix(model, call, argument) : undefined);
  }
}

/** A comprehension in each element of another is counted with that. */
function isPartOfLarger(node: SyntaxNode): boolean {
  return node.field === 'body' && node.parent?.kind.endsWith('comprehension') === true;
}

function problem(noun: string, { count, source }: ConstantSize, fix: Fix | undefined): Problem {
  return {
    message: messages.huge(noun, count),
    node: source,
    fixes: fix === undefined ? [] : [fix],
  };
}

/** A generator of members, or of pairs of a key and a value. */
function isDistinctGenerator(model: FileModel, generator: SyntaxNode): boolean {
  if (generator.kind !== 'generator_expression') return false;
  return isDistinctComprehension(model, generator);
}

function nounOf(model: FileModel, call: SyntaxNode): string {
  const noun = (model.names.calleeName(call) ?? '').split('.')[1] ?? 'collection';
  return noun === 'sorted' ? 'list' : noun;
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
  const name = model.names.calleeName(call);
  const isPlain = name === 'builtins.list' || name === 'builtins.tuple';
  if (!isPlain || lazyConsumer(model, call) === undefined) return undefined;
  const edits = [
    { start: call.start, end: range.start, text: '' },
    { start: range.end, end: call.end, text: '' },
  ];
  return { title: messages.fixRange, safety: 'safe', edits };
}

export const hugeComprehension: Rule = { meta, check };
