import { argumentNodes, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

/** From how many elements on a collection is huge. */
export const hugeCount = 1_000_000;

/** How many values `range(…)` gives, where its arguments are constant. */
export function rangeLength(
  model: FileModel,
  expression: SyntaxNode | undefined,
): number | undefined {
  const call = expression === undefined ? undefined : withoutParentheses(expression);
  if (call?.kind !== 'call' || model.names.calleeName(call) !== 'builtins.range') return undefined;
  const numbers = argumentNodes(call).map((argument) => model.constants.number(argument));
  const [first, second, step = 1] = numbers;
  if (first === undefined || numbers.includes(undefined) || step === 0) return undefined;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  return Math.max(0, Math.ceil((stop - start) / step));
}

/** The constant length of an iterable: a range, also under `enumerate`, `reversed` or `tqdm`. */
export function constantLength(
  model: FileModel,
  iterable: SyntaxNode | undefined,
): number | undefined {
  const direct = rangeLength(model, iterable);
  if (direct !== undefined || iterable?.kind !== 'call') return direct;
  const name = model.names.calleeName(iterable) ?? '';
  const keepsLength =
    /^(?:builtins\.(?:enumerate|reversed|sorted|list)|tqdm\.(?:\w+\.)?(?:tqdm|trange))$/;
  return keepsLength.test(name) ? rangeLength(model, positionalValue(iterable, 0)) : undefined;
}
