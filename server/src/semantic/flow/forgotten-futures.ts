import { type FutureFact, futureFact } from '../../knowledge/futures';
import { keywordValue, positionalValue } from '../../syntax/calls';
import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { bindingAt } from '../name-uses';
import { isWithinRemark } from '../remarks';
import { isInTidyingCode } from './handler-purpose';
import { isBroad } from './handlers';
import { type ResultUse, usesOfBinding, usesOfResult } from './result-uses';

/** A call that starts work of which nobody finds out how it ended. */
export interface ForgottenFuture {
  readonly call: SyntaxNode;
  readonly fact: FutureFact;
}

/** The work that tasks start and whose failure nobody sees. */
export function* forgottenFutures(model: FileModel): Generator<ForgottenFuture> {
  for (const { name, node } of model.calls) {
    const fact = name === undefined ? undefined : futureFact(name);
    if (fact === undefined || !model.runsInTask(node) || isInTidyingCode(model, node)) continue;
    if (isHandled(model, node, fact) || isAsked(model, node, fact)) continue;
    yield { call: node, fact };
  }
}

/** True where a failure is handed to someone, raised at once, or cannot leave the work. */
function isHandled(model: FileModel, call: SyntaxNode, fact: FutureFact): boolean {
  if (fact.handledWith.some((name) => keywordValue(call, name) !== undefined)) return true;
  if (fact.onlyWith !== undefined) {
    const given = keywordValue(call, fact.onlyWith);
    if (given === undefined || model.constants.truth(given) !== true) return true;
  }
  return catchesEverything(model, workOf(model, call));
}

/** The function of the file that a call hands to a pool, or whose coroutine it starts. */
function workOf(model: FileModel, call: SyntaxNode): SyntaxNode | undefined {
  const first = positionalValue(call, 0);
  if (first === undefined) return undefined;
  return first.kind === 'call' ? model.callSites.targetOf(first) : model.names.definition(first);
}

/** True for a function whose last statement is a `try` that catches every exception. */
function catchesEverything(model: FileModel, definition: SyntaxNode | undefined): boolean {
  // Its body is no part of what other files are known to see of a file.
  if (definition !== undefined) model.surroundings?.noteBodies(definition.tree);
  const statement = statementsOf(definition?.child('body')).at(-1);
  if (statement?.kind !== 'try_statement') return false;
  return statement.parts.some(
    (clause) => clause.kind === 'except_clause' && isBroad(model, clause),
  );
}

function isAsked(model: FileModel, call: SyntaxNode, fact: FutureFact): boolean {
  if (fact.kind === 'results') return !isThrownAway(model, call);
  const awaiting = fact.kind === 'awaitable' ? 'use' : 'transparent';
  const uses = usesOfResult(model, call, awaiting);
  return uses === undefined || uses.some((use) => asks(model, fact, use));
}

/** True for a statement of its own, and for a name that nothing ever reads. */
function isThrownAway(model: FileModel, call: SyntaxNode): boolean {
  const parent = call.parent;
  if (parent?.kind === 'expression_statement') return true;
  const isKept = parent?.kind === 'assignment' && parent.child('left')?.kind === 'identifier';
  return isKept && usesOfResult(model, call)?.length === 0;
}

function asks(model: FileModel, fact: FutureFact, { isCollection, node }: ResultUse): boolean {
  const parent = node.parent;
  if (isWithinRemark(model, node)) {
    // `print(future.result())` says and asks at once.
    return parent?.kind === 'attribute' && asksByName(fact, parent, true);
  }
  switch (parent?.kind) {
    case 'attribute':
      return node.field !== 'object' || asksByName(fact, parent, false);
    case 'argument_list':
      return isAskedByCall(model, parent.parent);
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
    case 'not_operator':
    case 'comparison_operator':
      // Whether there are any says nothing of how they ended.
      return !isCollection && fact.kind !== 'future';
    default:
      return true;
  }
}

function asksByName(fact: FutureFact, access: SyntaxNode, isRemark: boolean): boolean {
  const name = access.child('attribute')?.text ?? '';
  if (fact.kind !== 'job') return fact.asking.has(name);
  // By its id someone may ask for the job later.
  return isRemark ? !fact.neutral.has(name) : true;
}

/** Functions that look at futures, or wait for them, without raising what they hold. */
const waitingFunctions: ReadonlySet<string> = new Set(['asyncio.wait', 'concurrent.futures.wait']);

function isAskedByCall(model: FileModel, call: SyntaxNode | undefined): boolean {
  if (call?.kind !== 'call') return true;
  const name = model.names.calleeName(call);
  if (name === 'builtins.len' || name === 'builtins.bool') return false;
  if (name === undefined || !waitingFunctions.has(name)) return true;
  const uses = usesOfResult(model, call);
  return uses?.some(({ node }) => isOutcomeTaken(model, node)) ?? true;
}

/** `done, pending = wait(…)`, with more made of the done ones than their number. */
function isOutcomeTaken(model: FileModel, node: SyntaxNode): boolean {
  const target = node.parent?.kind === 'assignment' ? node.parent.child('left') : undefined;
  if (target?.kind !== 'pattern_list') return true;
  const [done] = target.parts;
  const binding = done?.kind === 'identifier' ? bindingAt(model, done) : undefined;
  const uses = binding === undefined ? undefined : usesOfBinding(model, binding);
  return uses?.some((use) => !isCounted(model, use.node)) ?? true;
}

function isCounted(model: FileModel, node: SyntaxNode): boolean {
  const call = node.parent?.kind === 'argument_list' ? node.parent.parent : undefined;
  const isCount = call !== undefined && model.names.calleeName(call) === 'builtins.len';
  return isCount || isWithinRemark(model, node);
}
