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
    return work === undefined || isRetriedWithOthers(model, definition)
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

/** `f.retry_with(stop=…)()` replaces what the decorator of `f` says (tenacity's documentation). */
function isRetriedWithOthers(model: FileModel, definition: SyntaxNode): boolean {
  const name = definition.child('name')?.text;
  return model
    .identifiersNamed('retry_with')
    .some(({ parent }) => parent?.kind === 'attribute' && parent.child('object')?.text === name);
}

/** `for attempt in Retrying(…)`, `Retrying(…)(f)` and `wait(f)` try on the spot. */
function calledRetry(model: FileModel, anchor: SyntaxNode, call: SyntaxNode): EndlessRetry[] {
  const fact = factOf(model, anchor);
  if (fact === undefined || isLimited(model, call, fact)) return [];
  const isWait = fact.unlimitedWith !== undefined || /^wait/.test(nameOf(anchor));
  const work = isWait || isTriedWith(call) ? call : laterUse(model, call);
  return work === undefined ? [] : [{ anchor, call, work, fact }];
}

/** Where a retry that has a name is used: `retrying = Retrying(…)`, and then `retrying(f)`. */
function laterUse(model: FileModel, call: SyntaxNode): SyntaxNode | undefined {
  const target = call.parent?.kind === 'assignment' ? call.parent.child('left') : undefined;
  if (target?.kind !== 'identifier') return undefined;
  return model
    .identifiersNamed(target.text)
    .find((use) => isTriedWith(use) && model.names.singleValue(use) === call);
}

/** True for what a `for` iterates, and for what is called. */
function isTriedWith({ field, parent }: SyntaxNode): boolean {
  const isIterated = parent?.kind === 'for_statement' && field === 'right';
  return isIterated || (parent?.kind === 'call' && field === 'function');
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
