import type { FileModel } from '../semantic/file-model';
import { mayHaveExecutionTimeout } from '../semantic/flow/time-limits';
import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { importedModule } from './imports';

/** `time.sleep(…)` as `await asyncio.sleep(…)`. No edits where a coroutine cannot wait. */
export function awaitSleep(model: FileModel, call: SyntaxNode): TextEdit[] {
  const callee = call.child('function');
  if (callee === undefined || !canAwait(call)) return [];
  const asyncio = importedModule(model, 'asyncio', call);
  const text = `await ${asyncio.expression}.sleep`;
  return [...asyncio.edits, { start: callee.start, end: callee.end, text }];
}

/**
 * `f(a)` as `await asyncio.to_thread(f, a)` (Python 3.9). No edits where that cannot be, nor under an
 * `execution_timeout`: `asyncio.run()` first waits for its threads when that ends the task.
 */
export function awaitInThread(model: FileModel, call: SyntaxNode): TextEdit[] {
  const callee = call.child('function');
  const list = call.child('arguments');
  if (callee === undefined || list?.kind !== 'argument_list' || !canAwait(call)) return [];
  const isRunHere = model.whole.callsOf('asyncio.run').length > 0;
  if (isRunHere && mayHaveExecutionTimeout(model, call)) return [];
  const asyncio = importedModule(model, 'asyncio', call);
  const isPart = call.field === 'object' || call.field === 'function' || call.field === 'value';
  const isInner = isPart && call.parent !== undefined && chains.has(call.parent.kind);
  const before = `${isInner ? '(' : ''}await ${asyncio.expression}.to_thread(`;
  const next = model.text[list.start + 1] ?? '';
  const comma = list.parts.length === 0 ? '' : /\s/.test(next) ? ',' : ', ';
  return [
    ...asyncio.edits,
    { start: call.start, end: call.start, text: before },
    { start: list.start, end: list.start + 1, text: comma },
    ...(isInner ? [{ start: call.end, end: call.end, text: ')' }] : []),
  ];
}

const chains: ReadonlySet<string> = new Set(['attribute', 'call', 'subscript']);

/** In a comprehension an `await` would make something else of it. */
function canAwait(call: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (above.kind === 'function_definition') return true;
    if (/comprehension|generator_expression|^lambda$/.test(above.kind)) return false;
  }
  return false;
}
