import {
  ancestors,
  enclosingFunction,
  isInside,
  statementsOf,
  withoutParentheses,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { statementIn } from '../name-uses';
import { identifiersInside } from '../tree-index';
import { type Environment, isLookedUp, mentionsFrame } from './environment';
import { type PartedRead, partedRead } from './read-arguments';
import type { Sink } from './sinks';
import { followStatements, type Progress } from './statements';
import { type Column, column, type Frame, frameAsRead } from './values';

/** A read whose frame can be worked on and written in parts with the same result. */
export interface ChunkedWork {
  readonly call: SyntaxNode;
  readonly read: PartedRead;
  /** The statement that reads. */
  readonly statement: SyntaxNode;
  /** The name that the statement gives the frame, where it does nothing else. */
  readonly name: string | undefined;
  /** Statements behind it that have nothing to do with the frame yet. */
  readonly leading: readonly SyntaxNode[];
  /** The statements that work on the frame. */
  readonly body: readonly SyntaxNode[];
  readonly sinks: readonly Sink[];
}

/**
 * How the frame that a `read_csv` call gives can be worked on in parts; undefined where some step
 * needs the whole frame, where it is used elsewhere too, or where nothing is written.
 */
export function chunkedWork(model: FileModel, call: SyntaxNode): ChunkedWork | undefined {
  const read = partedRead(model, call);
  const statement = statementAround(call);
  const block = statement?.parent;
  if (read === undefined || statement === undefined || block === undefined) return undefined;
  const name = assignedName(statement, call);
  const progress: Progress = { names: new Map(), sinks: [] };
  const sources = { model, read: call, frame: frameAsRead(columnAsRead(read)) };
  if (name !== undefined) progress.names.set(name, sources.frame);
  else if (!followStatements(sources, [statement], progress)) return undefined;

  const use = framesUse(model, block, statement, call);
  if (use === undefined || !followStatements(sources, use.statements, progress)) return undefined;
  const areOwn = [...use.names].every((held) => isOnlyUsedHere(model, held, use, statement));
  const isWritten = progress.sinks.length > 0 && !overwrites(model, read.source, progress.sinks);
  if (!areOwn || !isWritten) return undefined;
  const firstUse = use.statements.findIndex((part) => use.mentions.has(part));
  const split = name === undefined || firstUse < 0 ? 0 : firstUse;
  return {
    call,
    read,
    statement,
    name,
    leading: use.statements.slice(0, split),
    body: use.statements.slice(split),
    sinks: progress.sinks,
  };
}

function columnAsRead({ isText, hasNullableTypes }: PartedRead): Column {
  if (isText) return column('text');
  return hasNullableTypes ? { ...column('any'), mayBecome: 'nullable' } : column('any');
}

/** The statement of a block that does nothing but evaluate the call, or assign what it makes of it. */
function statementAround(call: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(call)) {
    if (above.kind === 'expression_statement') return above;
    if (above.kind === 'block' || above.kind === 'lambda' || above.kind === 'await')
      return undefined;
  }
  return undefined;
}

function assignedName(statement: SyntaxNode, call: SyntaxNode): string | undefined {
  const assignment = statement.parts[0];
  const target = assignment?.kind === 'assignment' ? assignment.child('left') : undefined;
  const value = assignment?.child('right');
  const isPlain =
    target?.kind === 'identifier' &&
    assignment?.child('type') === undefined &&
    value !== undefined &&
    withoutParentheses(value) === call;
  return isPlain ? target?.text : undefined;
}

/** The statements of a block from behind a read to the last that uses what was read. */
interface FrameUse {
  readonly statements: readonly SyntaxNode[];
  /** Those that use it. */
  readonly mentions: ReadonlySet<SyntaxNode>;
  /** Every name that holds the frame or something made of it. */
  readonly names: ReadonlySet<string>;
  /** Where a later statement gives a name a new value. */
  readonly reassigned: ReadonlyMap<string, SyntaxNode>;
  readonly end: number;
}

function framesUse(
  model: FileModel,
  block: SyntaxNode,
  statement: SyntaxNode,
  read: SyntaxNode,
): FrameUse | undefined {
  const all = statementsOf(block);
  const behind = all.slice(all.indexOf(statement) + 1);
  const names = new Set<string>();
  const frame = frameAsRead(column('any'));
  const live = new Map<string, Frame>();
  const hold = (name: string) => {
    names.add(name);
    live.set(name, frame);
  };
  const target = targetName(statement);
  if (target !== undefined) hold(target);
  const reassigned = new Map<string, SyntaxNode>();
  const mentions = new Set<SyntaxNode>();
  let last = -1;
  for (const [index, part] of behind.entries()) {
    if (live.size === 0) break;
    const environment: Environment = { model, read, frame, names: live, used: new Set() };
    const assigned = targetName(part);
    if (assigned !== undefined && !mentionsFrame(environment, valueIn(part) ?? part)) {
      if (!live.delete(assigned)) continue;
      reassigned.set(assigned, part);
      continue;
    }
    if (!mentionsFrame(environment, part)) continue;
    const deleted = deletedNames(part);
    if (deleted.length > 0 && deleted.every((name) => live.has(name))) {
      for (const name of deleted) live.delete(name);
      for (const name of deleted) reassigned.set(name, part);
      continue;
    }
    mentions.add(part);
    last = index;
    if (assigned !== undefined) hold(assigned);
  }
  // A name that gets another value among the frame's own statements is not followed.
  const end = last < 0 ? statement.end : (behind[last]?.end ?? statement.end);
  if ([...reassigned.values()].some((part) => part.start < end)) return undefined;
  return { statements: behind.slice(0, last + 1), mentions, names, reassigned, end };
}

function targetName(statement: SyntaxNode): string | undefined {
  const assignment = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
  const target = assignment?.kind === 'assignment' ? assignment.child('left') : undefined;
  return target?.kind === 'identifier' ? target.text : undefined;
}

function valueIn(statement: SyntaxNode): SyntaxNode | undefined {
  return statement.parts[0]?.child('right');
}

function deletedNames(statement: SyntaxNode): string[] {
  if (statement.kind !== 'delete_statement') return [];
  const targets = statement.parts.flatMap((part) =>
    part.kind === 'expression_list' ? part.parts : [part],
  );
  return targets.every((part) => part.kind === 'identifier')
    ? targets.map((part) => part.text)
    : [];
}

/** True where nothing else in the function, or inside it, can see what a name holds. */
function isOnlyUsedHere(
  model: FileModel,
  name: string,
  use: FrameUse,
  statement: SyntaxNode,
): boolean {
  const owner = enclosingFunction(statement);
  const scope = model.scopes.scopeOf(statement);
  if (owner === undefined || scope.globals.has(name) || scope.nonlocals.has(name)) return false;
  return identifiersInside(owner, name)
    .filter(isLookedUp)
    .every((node) => {
      const isHere = node.start >= statement.start && node.end <= use.end;
      if (enclosingFunction(node) !== owner) return isHere || isOwnParameter(model, node, owner);
      if (isHere) return true;
      const next = use.reassigned.get(name);
      if (next !== undefined && node.start >= next.start) return true;
      if (isInOtherBranch(node, statement)) return true;
      return node.end <= statement.start && !sharesLoop(node, statement);
    });
}

/** True for a name that an inner function or lambda binds itself. */
function isOwnParameter(model: FileModel, node: SyntaxNode, owner: SyntaxNode): boolean {
  return model.scopes
    .lookup(node.text, node)
    .every((binding) => binding.scope.node !== owner && isInside(binding.scope.node, owner));
}

/** True for places of which one run comes to one only: branches of one `if`. */
function isInOtherBranch(node: SyntaxNode, statement: SyntaxNode): boolean {
  for (const above of ancestors(statement)) {
    if (above.kind !== 'if_statement' || !isInside(node, above)) continue;
    return statementIn(above, node) !== statementIn(above, statement) && !isInTest(above, node);
  }
  return false;
}

function isInTest(statement: SyntaxNode, node: SyntaxNode): boolean {
  const condition = statement.child('condition');
  return condition !== undefined && isInside(node, condition);
}

function sharesLoop(node: SyntaxNode, statement: SyntaxNode): boolean {
  for (const above of ancestors(statement)) {
    if (above.kind === 'function_definition') return false;
    const isLoop = above.kind === 'for_statement' || above.kind === 'while_statement';
    if (isLoop && isInside(node, above)) return true;
  }
  return false;
}

/** True where the file that is read is written too, or one file is written twice. */
function overwrites(model: FileModel, source: SyntaxNode, sinks: readonly Sink[]): boolean {
  const written = sinks.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const texts = [source, ...written].map((node) => pathTexts(model, node));
  return texts.some((own, index) =>
    texts.slice(index + 1).some((other) => own.some((text) => other.includes(text))),
  );
}

/** What a path may be, in words that are equal where the paths are. */
function pathTexts(model: FileModel, node: SyntaxNode): string[] {
  const values = model.values.of(node);
  return [node, ...values].map((value) => model.constants.string(value) ?? value.text);
}
