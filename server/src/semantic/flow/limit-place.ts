import { timeoutObject } from '../../knowledge/blocking-calls';
import type { LimitArgument } from '../../knowledge/limit-arguments';
import { argumentValue, keywordValue } from '../../syntax/calls';
import { enclosingFunction, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { BlockingCall } from './blocking';

/** The call that a time limit belongs to, and the argument that holds or should hold it. */
export interface LimitPlace {
  /** The blocking call, what made its object, or a `ClientTimeout(…)` that says there is none. */
  readonly call: SyntaxNode;
  /** Undefined where the call takes no limit. */
  readonly limit: LimitArgument | undefined;
  /** The value that lifts the limit. */
  readonly given: SyntaxNode | undefined;
}

/** Where the limit of a blocking call without one belongs. */
export function limitPlaceOf(model: FileModel, blocking: BlockingCall): LimitPlace {
  const { call, limits } = callWithLimit(model, blocking);
  const limit = limits.find((known) => argumentOf(call, known) !== undefined) ?? limits[0];
  const given = limit === undefined ? undefined : argumentOf(call, limit);
  const object = given === undefined ? undefined : objectOf(model, given);
  if (object === undefined) return { call, limit, given };
  const { decisive, limits: inside = [] } =
    timeoutObject(model.names.calleeName(object) ?? '') ?? {};
  const inner =
    inside.find(({ name }) => name === decisive && keywordValue(object, name)) ?? inside[0];
  return {
    call: object,
    limit: inner,
    given: inner === undefined ? undefined : argumentOf(object, inner),
  };
}

/** The call itself, or what made its object where the limit is lifted or can only be set there. */
function callWithLimit(
  model: FileModel,
  { node, fact }: BlockingCall,
): { readonly call: SyntaxNode; readonly limits: readonly LimitArgument[] } {
  const own = { call: node, limits: fact.limits };
  if (fact.limits.some((limit) => argumentOf(node, limit) !== undefined)) return own;
  const creations = model.blocking.creationsOfOwner(node);
  const creation = creations?.length === 1 ? creations[0] : undefined;
  if (creation === undefined || fact.ownerLimits.length === 0) return own;
  // What another file makes is not to be named or edited in this one.
  if (creation.tree !== model.tree) return own;
  const isLifted = fact.ownerLimits.some((limit) => argumentOf(creation, limit) !== undefined);
  // A client made when the file is loaded waits for nothing yet: the call is the place to name.
  const isNear = enclosingFunction(creation) !== undefined || enclosingFunction(node) === undefined;
  const belongsToOwner = fact.limits.length === 0 || isLifted;
  return belongsToOwner && isNear ? { call: creation, limits: fact.ownerLimits } : own;
}

function argumentOf(call: SyntaxNode, limit: LimitArgument): SyntaxNode | undefined {
  return argumentValue(call, limit.name, limit.position);
}

/** The `ClientTimeout(total=None)` that an argument stands for, where it is written in this file. */
function objectOf(model: FileModel, value: SyntaxNode): SyntaxNode | undefined {
  const values = model.values.of(withoutParentheses(value));
  const made = values.length === 1 ? values[0] : undefined;
  if (made?.kind !== 'call' || made.tree !== model.tree) return undefined;
  const name = model.names.calleeName(made);
  return name !== undefined && timeoutObject(name) !== undefined ? made : undefined;
}
