import { type ShardReader, shardReader } from '../../knowledge/endless-streams';
import { descendants, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import type { FileModel } from '../file-model';
import { hasLimit } from './loop-limits';
import type { Loop } from './loops';

/** A loop that reads a stream by asking for its next part, for as long as there is a next part. */
export interface ShardLoop {
  readonly loop: SyntaxNode;
  /** The call that reads a part. */
  readonly call: SyntaxNode;
  readonly reader: ShardReader;
}

/**
 * The loops that go on `while iterator:` or `while "NextShardIterator" in response:`, and that
 * nothing else leaves: an open shard always has a next part, be it empty.
 */
export function shardLoops(model: FileModel): ShardLoop[] {
  return model.nodes('while_statement').flatMap((node) => {
    const condition = node.child('condition');
    // Most loops read none, and what leaves them need not be found out.
    const reading = readingIn(model, node);
    if (condition === undefined || reading === undefined) return [];
    const loop = model.loopOf(node);
    if (loop === undefined || loop.exits.length > 0 || hasLimit(model, loop)) return [];
    return asksForNext(condition, loop, reading.reader.next) ? [reading] : [];
  });
}

function readingIn(model: FileModel, loop: SyntaxNode): ShardLoop | undefined {
  for (const call of ownCode(loop)) {
    const name = call.kind === 'call' ? model.names.calleeName(call) : undefined;
    const reader = name === undefined ? undefined : shardReader(name);
    if (reader !== undefined) return { loop, call, reader };
  }
  return undefined;
}

/** True where the condition looks at the key, or at a name that the loop gives what the key holds. */
function asksForNext(condition: SyntaxNode, loop: Loop, key: string): boolean {
  if (mentionsKey(condition, key)) return true;
  const asked = new Set([...descendants(condition)].map(({ text }) => text));
  return [...ownCode(loop.node)].some((node) => {
    const target = node.kind === 'assignment' ? node.child('left') : undefined;
    const value = node.kind === 'assignment' ? node.child('right') : undefined;
    const isAsked = target?.kind === 'identifier' && asked.has(target.text);
    return isAsked && value !== undefined && mentionsKey(value, key);
  });
}

function mentionsKey(expression: SyntaxNode, key: string): boolean {
  return [...descendants(expression)].some(
    (node) => node.kind === 'string' && stringValue(node) === key,
  );
}
