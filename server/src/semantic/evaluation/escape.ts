import type { SyntaxNode } from '../../syntax/node';
import type { Evaluator } from './evaluator';
import { isPlain, remembered, unknown, type Value } from './values';

/**
 * A value is given to code that nobody knows. What is mutable in it, or can be reached from it, may
 * be changed there at any later time: nothing more is known of it.
 */
export function escapeValue(evaluator: Evaluator, value: Value, node: SyntaxNode): void {
  if (isPlain(value)) {
    evaluator.step(node);
    return;
  }
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    evaluator.step(node);
    waiting.push(...escapeOne(evaluator, next, node));
  }
}

/** Forgets what is in one object, and gives what could be reached through it. */
function escapeOne(evaluator: Evaluator, value: Value, node: SyntaxNode): readonly Value[] {
  switch (value.kind) {
    case 'list': {
      const { items } = value;
      evaluator.journal.touch(value);
      value.perhaps = remembered(value.perhaps, items);
      value.items = [];
      value.mayHaveMore = true;
      return items;
    }
    case 'set': {
      const items = [...value.items.values()];
      if (value.isFrozen) return items;
      evaluator.journal.touch(value);
      value.perhaps = remembered(value.perhaps, items);
      value.items = new Map();
      value.mayHaveMore = true;
      return items;
    }
    case 'dict': {
      const items = [...value.entries.values()].map((entry) => entry.value);
      evaluator.journal.touch(value);
      value.perhaps = remembered(value.perhaps, items);
      value.entries = new Map();
      value.mayHaveMore = true;
      return items;
    }
    case 'iterator': {
      const { items } = value;
      evaluator.journal.touch(value);
      value.fill = undefined;
      value.items = [];
      value.mayHaveMore = true;
      return items;
    }
    case 'tuple':
      return value.items;
    case 'unknown':
      return value.choices;
    case 'host':
      value.object.escape?.(node, evaluator);
      return [];
    case 'instance': {
      evaluator.journal.touch(value);
      value.mayHaveMore = true;
      const values: Value[] = [];
      for (const held of value.attributes.values()) {
        if (held.value === undefined) continue;
        values.push(held.value);
        const reason = 'an attribute of an object that was given to code that is not known';
        evaluator.setVariable(held, unknown(reason, held.value.origin, [held.value]));
      }
      value.host?.escape?.(node, evaluator);
      return values;
    }
    case 'method':
      return [value.receiver];
    case 'native-method':
      return [value.receiver];
    default:
      return [];
  }
}
