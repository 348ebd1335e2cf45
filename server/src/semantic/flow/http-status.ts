import { type HttpResponseFact, httpResponseFact } from '../../knowledge/http-responses';
import { hasDictionarySplat, keywordValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import { entriesOf } from '../elements';
import type { FileModel } from '../file-model';
import { isWithinRemark } from '../remarks';
import { attributesNamed } from '../tree-index';
import { isInTidyingCode } from './handler-purpose';
import { chainOf, isOutcomeTested } from './outcome-tests';
import { usesOfResult } from './result-uses';
import { isInHandler, isTried } from './try-places';

/** A request whose response is used, or thrown away, without a look at its status. */
export interface UnaskedResponse {
  readonly call: SyntaxNode;
  readonly fact: HttpResponseFact;
  /** True where nothing is done with the response. */
  readonly isThrownAway: boolean;
}

/** The requests of a file that tasks send and whose status nobody looks at. */
export function* unaskedResponses(model: FileModel): Generator<UnaskedResponse> {
  for (const { name, node } of model.calls) {
    const fact = name === undefined ? undefined : httpResponseFact(name);
    if (fact === undefined || !model.runsInTask(node) || isWatched(model, node, fact)) continue;
    // What is sent when something has failed already tells someone of it.
    if (isInTidyingCode(model, node) || isInHandler(node)) continue;
    const uses = usesOfResult(model, node);
    if (uses === undefined || uses.some((use) => asks(model, fact, use.node))) continue;
    const isThrownAway = uses.length === 0;
    // Sent only to see whether someone answers, which the handler decides.
    if (isThrownAway && isTried(node)) continue;
    yield { call: node, fact, isThrownAway };
  }
}

/** True where a hook, an adapter or a setting of the client may look at every status. */
function isWatched(model: FileModel, call: SyntaxNode, fact: HttpResponseFact): boolean {
  if (hasDictionarySplat(call) || raisesByItself(model, call, fact)) return true;
  if (fact.hooks !== undefined && keywordValue(call, fact.hooks) !== undefined) return true;
  const callee = call.child('function');
  const client = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  if (client === undefined || fact.ownerSettings.length + fact.ownerArguments.length === 0) {
    return false;
  }
  // `requests.get` has no client of its own.
  if (model.names.qualifiedName(client) !== undefined) return false;
  const creations = model.blocking.creationsOfOwner(call);
  // A client that comes from somewhere else may have been set up there.
  if (creations === undefined) return true;
  const isSetUp = creations.some(
    (creation) =>
      hasDictionarySplat(creation) ||
      // A class of the project may do so in a method of its own.
      model.callSites.targetOf(creation) !== undefined ||
      fact.ownerArguments.some((argument) => keywordValue(creation, argument) !== undefined),
  );
  const trees = new Set([model.tree, ...creations.map(({ tree }) => tree)]);
  return isSetUp || [...trees].some((tree) => setsUp(model, tree, fact.ownerSettings));
}

/** `HttpHook().run(…)` without `extra_options={"check_response": False}`. */
function raisesByItself(model: FileModel, call: SyntaxNode, fact: HttpResponseFact): boolean {
  if (fact.raisesUnless === undefined) return false;
  const { argument, key } = fact.raisesUnless;
  const options = keywordValue(call, argument);
  const values = options === undefined ? [] : model.values.of(options);
  const given = values.map((value) => {
    const entry = entriesOf(value)?.find(([name]) => stringValue(name) === key);
    return model.constants.truth(entry?.[1]);
  });
  return given.length === 0 || given.some((value) => value !== false);
}

/** `session.mount(…)`, `session.hooks[…] = …` on any object of a file. */
function setsUp(model: FileModel, tree: SyntaxTree, settings: readonly string[]): boolean {
  if (tree !== model.tree) model.surroundings?.noteBodies(tree);
  return settings.some((setting) => attributesNamed(tree, setting).length > 0);
}

/** True where the use looks at the status, or at what was sent in place of it. */
function asks(model: FileModel, fact: HttpResponseFact, node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.kind === 'attribute' && node.field === 'object') {
    const name = parent.child('attribute')?.text ?? '';
    if (fact.asking.has(name)) return !isWithinRemark(model, node);
    if (!fact.contents.has(name)) return name !== 'close' && name !== 'headers' && name !== 'url';
    return isOutcomeTested(model, chainOf(parent));
  }
  return !isWithinRemark(model, node);
}
