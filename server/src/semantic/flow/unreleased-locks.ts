import { acquiringMethods } from '../../knowledge/locks';
import { enclosingFunction, nearestAncestor, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { statementIn } from '../name-uses';
import { identifiersInside } from '../tree-index';
import { mayRaise } from '../workers';
import { lockOf } from './locks';

/** An `acquire()` after which a way out of the function leaves the lock taken. */
export interface UnreleasedLock {
  readonly acquire: SyntaxNode;
  /** The lock as it is written. */
  readonly name: string;
  /** Where that way begins; undefined where nothing in the file releases the lock. */
  readonly leak:
    | { readonly statement: SyntaxNode; readonly by: 'exception' | 'return' }
    | undefined;
  /** The statements that run with the lock held, and the one that releases it, in one block. */
  readonly pair: { readonly held: readonly SyntaxNode[]; readonly release: SyntaxNode } | undefined;
}

/** Methods by whose name a class hands the lock on to who calls them. */
const takingMethods = /^(?:__a?enter__|_?acquire\w*|_?lock\w*|_?take\w*)$/;

export function* unreleasedLocks(model: FileModel): Generator<UnreleasedLock> {
  for (const acquire of model.callsOf(...acquiringMethods)) {
    const object = acquire.child('function')?.child('object');
    const owner = enclosingFunction(acquire);
    if (object === undefined || owner === undefined) continue;
    const name = object.text;
    const own = releasesOf(name, owner);
    const found =
      own.length === 0 ? neverReleased(model, object, owner) : leakOf(model, acquire, own);
    if (found !== undefined) yield { acquire, name, ...found };
  }
}

type Found = Pick<UnreleasedLock, 'leak' | 'pair'>;

/** Every `name.release` of a function, called or handed on. */
function releasesOf(name: string, owner: SyntaxNode): readonly SyntaxNode[] {
  return identifiersInside(owner, 'release').flatMap(({ parent }) => {
    const isOfName = parent?.kind === 'attribute' && parent.child('object')?.text === name;
    return isOfName && enclosingFunction(parent) === owner ? [parent] : [];
  });
}

/** Claimed only where no code of the file gives any such lock back. */
function neverReleased(model: FileModel, object: SyntaxNode, owner: SyntaxNode): Found | undefined {
  const lock = lockOf(model, object);
  const isOwn = lock !== undefined && lock.creation.tree === model.tree && !lock.fact.isCounter;
  const isHandedOn = takingMethods.test(owner.child('name')?.text ?? '');
  if (!isOwn || isHandedOn || model.identifiersNamed('release').length > 0) return undefined;
  return { leak: undefined, pair: undefined };
}

function leakOf(
  model: FileModel,
  acquire: SyntaxNode,
  releases: readonly SyntaxNode[],
): Found | undefined {
  // Released in a handler or a `finally`, or handed to something that calls it.
  const isSeenTo = releases.some((access) => {
    const isCalled = access.parent?.kind === 'call' && access.field === 'function';
    return !isCalled || nearestAncestor(access, 'finally_clause', 'except_clause') !== undefined;
  });
  if (isSeenTo) return undefined;
  const place = blockBehind(acquire);
  if (place === undefined) return undefined;
  const held: SyntaxNode[] = [];
  for (const statement of place.behind) {
    const release = releases.find((access) => statementIn(place.block, access) === statement);
    if (release !== undefined) {
      const leak = leakIn(model, held);
      const isPlain = statement.parts[0] === release.parent && releases.length === 1;
      const pair = isPlain && place.isPlain ? { held, release: statement } : undefined;
      return leak === undefined ? undefined : { leak, pair };
    }
    held.push(statement);
  }
  return undefined;
}

interface BlockBehind {
  readonly block: SyntaxNode;
  /** The statements that run when the lock has been taken. */
  readonly behind: readonly SyntaxNode[];
  /** True behind a statement that is nothing but the `acquire()`. */
  readonly isPlain: boolean;
}

/** The statements behind `lock.acquire()`, or where a test of what it gives has succeeded. */
function blockBehind(acquire: SyntaxNode): BlockBehind | undefined {
  const outer = acquire.parent?.kind === 'await' ? acquire.parent : acquire;
  const { parent } = outer;
  if (parent?.kind === 'if_statement' || parent?.kind === 'not_operator') {
    return behindTest(outer);
  }
  const statement = parent?.kind === 'assignment' ? parent.parent : parent;
  if (statement?.kind !== 'expression_statement') return undefined;
  const [first, ...others] = statementsBehind(statement);
  const target = parent?.kind === 'assignment' ? parent.child('left') : undefined;
  const test = first?.kind === 'if_statement' ? first.child('condition') : undefined;
  const tested = test?.kind === 'not_operator' ? test.child('argument') : test;
  // `taken = lock.acquire(timeout=5)` and a test of it.
  if (target !== undefined && tested?.text === target.text) return behindTest(tested);
  const block = statement.parent;
  const behind = first === undefined ? [] : [first, ...others];
  return block && { block, behind, isPlain: parent === statement };
}

/** Under `if taken:`, or behind an `if not taken:` that leaves. */
function behindTest(taken: SyntaxNode): BlockBehind | undefined {
  const isNegated = taken.parent?.kind === 'not_operator';
  const condition = isNegated ? taken.parent : taken;
  const branch = condition?.parent;
  const consequence = branch?.child('consequence');
  if (branch?.kind !== 'if_statement' || condition?.field !== 'condition') return undefined;
  if (consequence === undefined) return undefined;
  if (!isNegated) return { block: consequence, behind: statementsOf(consequence), isPlain: false };
  const isLeft = leavingStatements.has(statementsOf(consequence).at(-1)?.kind ?? '');
  const block = branch.parent;
  if (!isLeft || block === undefined || branch.child('alternative') !== undefined) return undefined;
  return { block, behind: statementsBehind(branch), isPlain: false };
}

const leavingStatements: ReadonlySet<string> = new Set([
  'break_statement',
  'continue_statement',
  'raise_statement',
  'return_statement',
]);

function statementsBehind(statement: SyntaxNode): readonly SyntaxNode[] {
  const siblings = statement.parent === undefined ? [] : statementsOf(statement.parent);
  return siblings.slice(siblings.indexOf(statement) + 1);
}

function leakIn(model: FileModel, held: readonly SyntaxNode[]): UnreleasedLock['leak'] {
  for (const statement of held) {
    if (mayRaise(model, statement)) return { statement, by: 'exception' };
    const returned = [...ownCode(statement)].find(({ kind }) => kind === 'return_statement');
    if (returned !== undefined) return { statement: returned, by: 'return' };
  }
  return undefined;
}
