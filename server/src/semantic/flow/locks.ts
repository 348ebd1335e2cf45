import { type LockFact, lockFact } from '../../knowledge/locks';
import { ancestors, isAsync, ownCode, statementOf, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import { methodName } from '../clean-up';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { callsOfMethod } from '../tree-index';
import { creationsOf } from './creations';

/** How many calls are followed from a place that holds a lock to one that takes another. */
const maximumCalls = 6;

/** A lock is known by the one call that makes it. */
export interface Lock {
  readonly creation: SyntaxNode;
  readonly fact: LockFact;
}

/** Code that runs while a lock is held. */
export interface LockedRegion {
  readonly lock: Lock;
  /** The expression that names the lock where it is taken. */
  readonly place: SyntaxNode;
  /** Statements, and items of a `with` that come behind it. */
  readonly code: readonly SyntaxNode[];
}

/** A place at which code waits for a lock. */
export interface TakenLock {
  readonly lock: Lock;
  /** What stands in the asked code: the lock's name, or the call that leads to it. */
  readonly at: SyntaxNode;
  /** The expression that names the lock where it is taken, in whichever file. */
  readonly place: SyntaxNode;
}

/** The lock that an expression stands for; undefined where it may be one of several. */
export function lockOf(model: FileModel, expression: SyntaxNode | undefined): Lock | undefined {
  if (expression === undefined || !mayBeLock.has(expression.kind)) return undefined;
  // `with DAG(…)` and `with open(…)` say what they are, and are asked about often.
  const name = expression.kind === 'call' ? model.names.calleeName(expression) : undefined;
  if (name !== undefined && lockFact(name) === undefined) return undefined;
  const creations = creationsOf(model.names, model.values, expression);
  const [creation, ...others] = creations ?? [];
  if (creation === undefined || others.length > 0) return undefined;
  const type = model.names.instanceType(creation);
  const fact = type === undefined ? undefined : lockFact(type);
  return fact === undefined ? undefined : { creation, fact };
}

const mayBeLock: ReadonlySet<string> = new Set(['attribute', 'call', 'identifier', 'subscript']);

/** Everything in a file that runs with a lock held, in source order. */
export function lockedRegions(model: FileModel): LockedRegion[] {
  const regions: LockedRegion[] = [];
  for (const statement of model.nodes('with_statement')) {
    const items = withItems(statement);
    const body = statementsOf(statement.child('body'));
    items.forEach((place, index) => {
      const lock = lockOf(model, place);
      if (lock !== undefined) {
        regions.push({
          lock,
          place,
          code: [...items.slice(index + 1), ...body.filter(runsAtOnce)],
        });
      }
    });
  }
  for (const call of callsOfMethod(model.tree, 'acquire')) {
    const place = acquired(call);
    const lock = place === undefined ? undefined : lockOf(model, place);
    if (place === undefined || lock === undefined) continue;
    const code = untilRelease(model, call, lock);
    if (code.length > 0) regions.push({ lock, place, code });
  }
  return (
    regions
      // Of a counter, another ticket may be there.
      .filter(({ lock }) => !lock.fact.isCounter)
      .sort((a, b) => a.place.start - b.place.start)
  );
}

/** The locks that code waits for when it runs, also in the functions of the project that it calls. */
export function* locksTakenIn(
  model: FileModel,
  code: readonly SyntaxNode[],
  calls = 0,
  seen = new Set<SyntaxNode>(),
): Generator<TakenLock> {
  for (const part of code) {
    // The items of a `with` stand among the code by themselves.
    const lock = part.kind === 'call' || isName(part) ? lockOf(model, part) : undefined;
    if (lock !== undefined) yield { lock, at: part, place: part };
    for (const node of ownCode(part)) {
      if (node.kind === 'with_statement') {
        for (const item of withItems(node)) {
          const taken = lockOf(model, item);
          if (taken !== undefined) yield { lock: taken, at: item, place: item };
        }
      } else if (node.kind === 'call') {
        yield* takenByCall(model, node, calls, seen);
      }
    }
  }
}

/** The statements that a call of a function runs. */
export function runBy(body: SyntaxNode): SyntaxNode[] {
  return statementsOf(body).filter(runsAtOnce);
}

function* takenByCall(
  model: FileModel,
  call: SyntaxNode,
  calls: number,
  seen: Set<SyntaxNode>,
): Generator<TakenLock> {
  const place = acquired(call);
  if (place !== undefined) {
    const waiting = model.blocking.of(call);
    const lock = waiting === undefined || waiting.isLimited ? undefined : lockOf(model, place);
    if (lock !== undefined) yield { lock, at: place, place };
    return;
  }
  const target = calls < maximumCalls ? model.callSites.targetOf(call) : undefined;
  const isOfSelf = call.child('function')?.child('object')?.text === 'self';
  const body = target?.kind === 'function_definition' ? target.child('body') : undefined;
  if (target === undefined || body === undefined || seen.has(target)) return;
  // A generator, or a coroutine that is not awaited here, runs somewhere else.
  if (isGenerator(body) || (isAsync(target) && call.parent?.kind !== 'await')) return;
  seen.add(target);
  for (const taken of locksTakenIn(model, runBy(body), calls + 1, seen)) {
    // Another instance has a lock of its own.
    if (isOfSelf || !isOfInstance(taken.lock)) yield { ...taken, at: call };
  }
  seen.delete(target);
}

/** `self.lock = Lock()` */
function isOfInstance({ creation }: Lock): boolean {
  return creation.parent?.child('left')?.kind === 'attribute';
}

/** The object of a `lock.acquire(…)`. */
function acquired(call: SyntaxNode): SyntaxNode | undefined {
  return methodName(call) === 'acquire' ? call.child('function')?.child('object') : undefined;
}

/** The statements behind an `acquire()` up to the one that gives the lock back. */
function untilRelease(model: FileModel, acquire: SyntaxNode, lock: Lock): SyntaxNode[] {
  const statement = statementOf(acquire);
  if (statement?.kind !== 'expression_statement') return [];
  const siblings = statementsOf(statement.parent);
  const behind = siblings.slice(siblings.indexOf(statement) + 1);
  const end = behind.findIndex((later) => releases(model, later, lock));
  return end < 0 ? [] : behind.slice(0, end + 1).filter(runsAtOnce);
}

/** Functions and classes that are defined under a lock run when it may be free again. */
function runsAtOnce({ kind }: SyntaxNode): boolean {
  return !/^(?:class|decorated|function)_definition$/.test(kind);
}

function releases(model: FileModel, statement: SyntaxNode, lock: Lock): boolean {
  for (const node of ownCode(statement)) {
    if (node.kind !== 'call' || methodName(node) !== 'release') continue;
    const released = lockOf(model, node.child('function')?.child('object'));
    if (released?.creation === lock.creation) return true;
  }
  return false;
}

/** Tells the regions around a place, by the nesting of the code that is written. */
export function regionsByCode(
  regions: readonly LockedRegion[],
): (place: SyntaxNode) => readonly LockedRegion[] {
  const byPart = new Map<SyntaxNode, LockedRegion[]>();
  for (const region of regions) for (const part of region.code) addTo(byPart, part, region);
  return (place) => [place, ...ancestors(place)].flatMap((around) => byPart.get(around) ?? []);
}

function isName(node: SyntaxNode): boolean {
  return node.kind === 'identifier' || node.kind === 'attribute';
}

function isGenerator(body: SyntaxNode): boolean {
  return [...ownCode(body)].some((node) => node.kind === 'yield');
}
