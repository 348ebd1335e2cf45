import { type ExitCodeFact, exitCodeFact } from '../../knowledge/exit-codes';
import { hasDictionarySplat, keywordValue } from '../../syntax/calls';
import { enclosingFunction, statementOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { codeAround } from '../code-around';
import type { FileModel } from '../file-model';
import { bindingAt } from '../name-uses';
import { isWithinRemark } from '../remarks';
import { identifiersInside } from '../tree-index';
import { isInTidyingCode } from './handler-purpose';
import { chainOf, isOutcomeTested, isSearched } from './outcome-tests';
import { type ResultUse, usesOfBinding, usesOfResult } from './result-uses';
import { isInHandler } from './try-places';

/** A call that starts a command or process whose exit code nobody reads. */
export interface IgnoredExitCode {
  readonly call: SyntaxNode;
  readonly fact: ExitCodeFact;
  /** For a process: the call that waits for its end last. */
  readonly wait: SyntaxNode | undefined;
}

/** The calls of a file that tasks run and whose failure shows in an exit code that nobody reads. */
export function* ignoredExitCodes(model: FileModel): Generator<IgnoredExitCode> {
  for (const { name, node } of model.calls) {
    const fact = name === undefined ? undefined : exitCodeFact(name);
    if (fact === undefined || !model.runsInTask(node) || raisesByItself(model, node, fact))
      continue;
    if (isInTidyingCode(model, node) || isInHandler(node) || isAnswered(model, node)) continue;
    const uses = usesOfResult(model, node);
    if (uses === undefined || uses.some((use) => asksFor(model, fact, use))) continue;
    const wait = waitIn(fact, uses);
    // A process that nobody waits for is another rule's matter.
    if (fact.gives === 'process' && wait === undefined && !isInWith(node)) continue;
    yield { call: node, fact, wait };
  }
}

/** `check=True`; also `check=False`, by which its author says that any code will do. */
function raisesByItself(model: FileModel, call: SyntaxNode, fact: ExitCodeFact): boolean {
  if (fact.onlyWith !== undefined) {
    const given = keywordValue(call, fact.onlyWith);
    if (given === undefined || model.constants.truth(given) !== true) return true;
  }
  if (fact.raisesWith === undefined) return false;
  return keywordValue(call, fact.raisesWith) !== undefined || hasDictionarySplat(call);
}

/**
 * True for a child process whose answer is taken from a queue or pipe that it was given: when it
 * fails, there is none, and who waits for it does not go on.
 */
function isAnswered(model: FileModel, call: SyntaxNode): boolean {
  const given = keywordValue(call, 'args');
  if (given?.kind !== 'tuple' && given?.kind !== 'list') return false;
  return given.parts.some((argument) => {
    if (argument.kind !== 'identifier') return false;
    const names = model.scopes.lookup(argument.text, argument).flatMap(({ node }) => {
      // `ours, theirs = Pipe()`
      const pattern = node.parent?.kind === 'pattern_list' ? node.parent : undefined;
      return pattern?.parts ?? [node];
    });
    return names.some((name) => isTakenFrom(name));
  });
}

function isTakenFrom(name: SyntaxNode): boolean {
  const scope = enclosingFunction(name);
  return identifiersInside(codeAround(name), name.text).some((use) => {
    const method = use.field === 'object' ? methodOf(use) : '';
    return takingMethods.has(method) && enclosingFunction(use) === scope;
  });
}

/** Of a queue and of a connection (Python library reference, `multiprocessing`). */
const takingMethods: ReadonlySet<string> = new Set(['get', 'recv', 'recv_bytes']);

function isInWith(call: SyntaxNode): boolean {
  const holder = call.parent?.kind === 'as_pattern' ? call.parent.parent : call.parent;
  return holder?.kind === 'with_item';
}

/** The last place that waits for the end of a process. */
function waitIn(fact: ExitCodeFact, uses: readonly ResultUse[]): SyntaxNode | undefined {
  const calls = uses.flatMap(({ node }) => {
    const call = methodCallOn(node);
    const isWait = fact.waiting.has(methodOf(node)) || fact.askingResults.has(methodOf(node));
    return call !== undefined && isWait ? [call] : [];
  });
  return calls.at(-1);
}

/** True where the use finds out, or may find out, how the command ended. */
function asksFor(model: FileModel, fact: ExitCodeFact, use: ResultUse): boolean {
  const { node } = use;
  const parent = node.parent;
  if (isWithinRemark(model, node)) return false;
  if (parent?.kind === 'attribute' && node.field === 'object') {
    return asksByAttribute(model, fact, parent);
  }
  if (parent?.kind === 'assignment') {
    return asksByUnpacking(model, fact, parent.child('left'));
  }
  if (parent?.kind === 'subscript' && node.field === 'value' && fact.position !== undefined) {
    const position = model.constants.number(parent.child('subscript'));
    return position === fact.position || isOutcomeTested(model, parent);
  }
  if (fact.gives === 'output') return isOutcomeTested(model, node);
  return true;
}

function asksByAttribute(model: FileModel, fact: ExitCodeFact, access: SyntaxNode): boolean {
  const name = access.child('attribute')?.text ?? '';
  // Whoever ends a process knows how it ended.
  if (fact.asking.has(name) || endingMethods.has(name)) return true;
  const call = methodCallOn(access.child('object'));
  if (fact.gives === 'output' || fact.gives === 'code') {
    return isOutcomeTested(model, chainOf(access));
  }
  // Reading a stream to its end says nothing of how the process ended.
  if (fact.gives === 'process' && streams.has(name)) return isSearched(model, access);
  if (call === undefined) return isOutcomeTested(model, access);
  if (fact.askingResults.has(name)) return isAskedValue(model, call);
  return isOutcomeTested(model, call);
}

const streams: ReadonlySet<string> = new Set(['stderr', 'stdout']);
const endingMethods: ReadonlySet<string> = new Set(['kill', 'send_signal', 'terminate']);

/** True where the value of a call that gives the code is used for more than a remark. */
function isAskedValue(model: FileModel, call: SyntaxNode): boolean {
  const uses = usesOfResult(model, call);
  if (uses === undefined) return true;
  return uses.some(({ node }) => {
    // `poll() is None` asks whether the process runs, and not how it ended.
    const isLooking =
      node.parent?.kind === 'comparison_operator' &&
      node.parent.parts.some(({ kind }) => kind === 'none');
    return !isLooking && !isWithinRemark(model, node);
  });
}

/** `code, output = …`: whether the name of the code is read, or the output looked at. */
function asksByUnpacking(
  model: FileModel,
  fact: ExitCodeFact,
  target: SyntaxNode | undefined,
): boolean {
  if (target?.kind !== 'pattern_list' && target?.kind !== 'tuple_pattern') return true;
  return target.parts.some((part, position) => {
    if (part.kind !== 'identifier') return part.kind !== 'list_splat_pattern';
    const binding = bindingAt(model, part);
    const uses = binding === undefined ? undefined : usesOfBinding(model, binding);
    if (uses === undefined) return true;
    const isCode = position === fact.position;
    return uses.some(({ node }) => {
      if (isWithinRemark(model, node)) return false;
      const access = node.parent?.kind === 'attribute' ? node.parent : undefined;
      if (fact.asking.has(access?.child('attribute')?.text ?? '')) return true;
      return isCode || isOutcomeTested(model, node);
    });
  });
}

/** `process.wait()` for `process`. */
function methodCallOn(object: SyntaxNode | undefined): SyntaxNode | undefined {
  const access = object?.parent;
  const call = access?.kind === 'attribute' ? access.parent : undefined;
  return call?.kind === 'call' && call.child('function') === access ? call : undefined;
}

function methodOf(object: SyntaxNode): string {
  return object.parent?.child('attribute')?.text ?? '';
}

/** The statement that a call is all of; undefined where something is done with its value. */
export function statementThatIs(call: SyntaxNode): SyntaxNode | undefined {
  const statement = statementOf(call);
  return statement?.kind === 'expression_statement' && statement.parts[0] === call
    ? statement
    : undefined;
}
