import { type RetryFact, retryFact, retryingNames } from '../../knowledge/retry-limits';
import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';

/** A library's retry or poll that nothing makes give up. */
export interface EndlessRetry {
  /** The name that is called or that decorates. */
  readonly anchor: SyntaxNode;
  /** The call that takes the limit; undefined for a bare `@retry`. */
  readonly call: SyntaxNode | undefined;
  /** The code that is tried again and again, or the call itself. */
  readonly work: SyntaxNode;
  readonly fact: RetryFact;
}

/** Every such retry of a file: decorators of its functions, and calls that are loops themselves. */
export function endlessRetries(model: FileModel): EndlessRetry[] {
  const decorated = model.nodes('function_definition').flatMap((definition) => {
    const work = definition.child('body');
    return work === undefined
      ? []
      : decoratorsOf(definition, model.names).flatMap(({ anchor, call }) =>
          retryAt(model, anchor, call, work),
        );
  });
  const called = model.callsOf(...retryingNames).flatMap((call) => {
    const anchor = call.child('function');
    const isUsed = anchor !== undefined && call.parent?.kind !== 'decorator';
    return isUsed ? calledRetry(model, anchor, call) : [];
  });
  return [...decorated, ...called].sort((a, b) => a.anchor.start - b.anchor.start);
}

/** A decorator, also one that a name stands for: `patient = retry(…)` above `@patient`. */
function retryAt(
  model: FileModel,
  anchor: SyntaxNode,
  call: SyntaxNode | undefined,
  work: SyntaxNode,
): EndlessRetry[] {
  const made =
    call === undefined && anchor.kind === 'identifier'
      ? model.names.singleValue(anchor)
      : undefined;
  const maker = made?.kind === 'call' ? made : call;
  const fact = factOf(model, maker?.child('function') ?? anchor);
  if (fact === undefined || (maker !== undefined && isLimited(model, maker, fact))) return [];
  return [{ anchor, call: maker, work, fact }];
}

/** `for attempt in Retrying(…)`, `Retrying(…)(f)` and `wait(f)` try on the spot. */
function calledRetry(model: FileModel, anchor: SyntaxNode, call: SyntaxNode): EndlessRetry[] {
  const fact = factOf(model, anchor);
  if (fact === undefined || isLimited(model, call, fact)) return [];
  const isLoop = call.parent?.kind === 'for_statement' && call.field === 'right';
  const isRun = call.parent?.kind === 'call' && call.field === 'function';
  const isWait = fact.unlimitedWith !== undefined || /^wait/.test(nameOf(anchor));
  return isLoop || isRun || isWait ? [{ anchor, call, work: call, fact }] : [];
}

function nameOf(anchor: SyntaxNode): string {
  return (anchor.child('attribute') ?? anchor).text;
}

function factOf(model: FileModel, anchor: SyntaxNode): RetryFact | undefined {
  const name = model.names.qualifiedName(anchor);
  return name === undefined ? undefined : retryFact(name);
}

function isLimited(model: FileModel, call: SyntaxNode, fact: RetryFact): boolean {
  const given = argumentNodes(call);
  // What a `*` or `**` brings may be a limit.
  if (given.some(({ kind }) => kind === 'list_splat' || kind === 'dictionary_splat')) return true;
  if (fact.unlimitedWith !== undefined) {
    return model.constants.truth(keywordValue(call, fact.unlimitedWith)) !== true;
  }
  return fact.limits.some(({ name, position }) => {
    const value =
      keywordValue(call, name) ??
      (position === undefined ? undefined : positionalValue(call, position));
    return value !== undefined && limits(model, value, fact);
  });
}

function limits(model: FileModel, value: SyntaxNode, fact: RetryFact): boolean {
  if (model.constants.value(value)?.type === 'none') return false;
  const name = model.names.qualifiedName(value);
  return !fact.noLimit.has(value.text) && (name === undefined || !fact.noLimit.has(name));
}
