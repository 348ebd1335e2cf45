import { endsByItself, isValueMethod } from '../../knowledge/ending-calls';
import { positionalValue } from '../../syntax/calls';
import { ownCode, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { callsBesideOf } from '../code-around';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';
import type { BlockingCall } from './blocking';

/** How many calls are followed from the function that a pool runs. */
const maximumCalls = 6;

const submits = ['ProcessPoolExecutor', 'ThreadPoolExecutor'].flatMap((pool) =>
  ['submit', 'map'].map((method) => `concurrent.futures.${pool}.${method}`),
);

/**
 * True for a wait for the work of an executor, where all that the same function gives to executors
 * is seen to end by itself. Where it gives them nothing, it waits for what others of the file gave.
 */
export function waitsForEndingWork(model: FileModel, { fact, node }: BlockingCall): boolean {
  if (fact.library !== 'concurrent.futures') return false;
  const own = callsBesideOf(model, node, ...submits);
  return own.length > 0 ? endAll(model, own) : givesOnlyEndingWork(model);
}

const givesOnlyEndingWork = rememberedOfFile((model: FileModel) => {
  const all = model.callsOf(...submits);
  return all.length > 0 && endAll(model, all);
});

function endAll(model: FileModel, given: readonly SyntaxNode[]): boolean {
  return given.every((call) => isEnding(model, workOf(model, call), new Set()));
}

/** The function of the project that a call gives to an executor, also by `functools.partial`. */
function workOf(model: FileModel, call: SyntaxNode): SyntaxNode | undefined {
  const given = positionalValue(call, 0);
  if (given === undefined) return undefined;
  const inner = withoutParentheses(given);
  const isPartial = inner.kind === 'call' && model.names.calleeName(inner) === 'functools.partial';
  return model.names.definition(isPartial ? positionalValue(inner, 0) : inner);
}

function isEnding(
  model: FileModel,
  definition: SyntaxNode | undefined,
  seen: Set<SyntaxNode>,
): boolean {
  if (definition?.kind !== 'function_definition' || seen.has(definition)) return false;
  if (seen.size > maximumCalls) return false;
  // Its body is no part of what other files are known to see of a file.
  model.surroundings?.noteBodies(definition.tree);
  const around = new Set([...seen, definition]);
  return [...ownCode(definition.child('body') ?? definition)].every((inner) => {
    if (inner.kind === 'while_statement' || inner.kind === 'await') return false;
    return inner.kind !== 'call' || isEndingCall(model, inner, around);
  });
}

function isEndingCall(model: FileModel, call: SyntaxNode, seen: Set<SyntaxNode>): boolean {
  const blocking = model.blocking.of(call);
  if (blocking !== undefined) return blocking.isLimited;
  const target = model.callSites.targetOf(call);
  if (target !== undefined) return isEnding(model, target, seen);
  const name = model.names.calleeName(call);
  if (name !== undefined) return endsByItself(name) || isAirflowHook(model, call);
  const callee = call.child('function');
  const isMethod = callee?.kind === 'attribute';
  return isMethod && isValueMethod(callee.child('attribute')?.text ?? '');
}

/** A hook connects when it is asked something, not when it is made. */
function isAirflowHook(model: FileModel, call: SyntaxNode): boolean {
  return /^airflow\.\w+Hook$/.test(model.names.instanceType(call) ?? '');
}
