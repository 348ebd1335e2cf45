import { workerFact } from '../../knowledge/workers';
import { calleeAnchor, keywordValue, positionalValue } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo, addToSet } from '../../text/groups';
import { methodName } from '../clean-up';
import type { FileModel } from '../file-model';
import {
  type Lock,
  type LockedRegion,
  lockedRegions,
  locksTakenIn,
  regionsByCode,
  runBy,
  type TakenLock,
} from './locks';

/** Code that can wait for ever for a lock that is held meanwhile. */
export interface LockTrouble {
  /**
   * `order`: two locks in opposite orders. `again`: a lock by the one who holds it. `wait`: for work
   * that needs a lock which is held.
   */
  readonly kind: 'order' | 'again' | 'wait';
  /** The smallest node that names the trouble. */
  readonly at: SyntaxNode;
  /** The lock as it is written. */
  readonly lock: string;
  /** The other lock, or the call that waits. */
  readonly other: string;
  readonly related: readonly { readonly place: SyntaxNode; readonly message: string }[];
}

export function* lockTroubles(model: FileModel): Generator<LockTrouble> {
  const regions = lockedRegions(model);
  yield* takenAgain(model, regions);
  yield* waitsForHolders(model, regions);
  // Without another thread or process, nobody meets anybody.
  if (regions.length > 1 && startsOthers(model)) yield* oppositeOrders(model, regions);
}

function* takenAgain(model: FileModel, regions: readonly LockedRegion[]): Generator<LockTrouble> {
  for (const { code, lock, place } of regions) {
    if (lock.fact.isReentrant || isPerCall(lock)) continue;
    for (const taken of locksTakenIn(model, code)) {
      if (taken.lock.creation !== lock.creation) continue;
      yield {
        kind: 'again',
        at: anchorOf(taken.at),
        lock: place.text,
        other: place.text,
        related: [
          { place, message: 'It is taken here' },
          ...(taken.at === taken.place ? [] : [{ place: taken.place, message: 'and again here' }]),
        ],
      };
    }
  }
}

/** Under which lock which other one is taken, and where. */
interface Order extends TakenLock {
  readonly held: Lock;
  readonly region: LockedRegion;
  /** All locks that are held there. */
  readonly around: ReadonlySet<SyntaxNode>;
}

function* oppositeOrders(
  model: FileModel,
  regions: readonly LockedRegion[],
): Generator<LockTrouble> {
  const regionsAround = regionsByCode(regions);
  const orders = regions.flatMap((region) => ordersOf(model, region, regionsAround(region.place)));
  const before = new Map<SyntaxNode, Order[]>();
  /** Of which locks it was told that they are taken under which. */
  const told = new Map<SyntaxNode, Set<SyntaxNode>>();
  for (const later of orders) {
    const [held, taken] = [later.held.creation, later.lock.creation];
    const isTold = told.get(held)?.has(taken) === true;
    const earlier = isTold
      ? undefined
      : before.get(taken)?.find((one) => one.lock.creation === held && !sharesGate(one, later));
    addTo(before, held, later);
    if (earlier === undefined) continue;
    addToSet(told, held, taken);
    yield {
      kind: 'order',
      at: anchorOf(later.at),
      lock: later.place.text,
      other: later.region.place.text,
      related: [{ place: earlier.at, message: 'The other order is here' }],
    };
  }
}

function ordersOf(model: FileModel, region: LockedRegion, outer: readonly LockedRegion[]): Order[] {
  const around = new Set([...outer, region].map(({ lock }) => lock.creation));
  return [...locksTakenIn(model, region.code)]
    .filter((taken) => !around.has(taken.lock.creation) && !isPerCall(taken.lock))
    .map((taken) => ({ ...taken, held: region.lock, region, around }));
}

/** A third lock that both hold keeps them from meeting. */
function sharesGate(one: Order, other: Order): boolean {
  return [...one.around].some(
    (lock) => other.around.has(lock) && lock !== one.held.creation && lock !== other.held.creation,
  );
}

/** `lock = Lock()` in the function that uses it: each call has its own, unless it hands it on. */
function isPerCall({ creation }: Lock): boolean {
  return creation.parent?.kind !== 'assignment';
}

function* waitsForHolders(
  model: FileModel,
  regions: readonly LockedRegion[],
): Generator<LockTrouble> {
  for (const { code, lock, place } of regions) {
    for (const call of code.flatMap((part) => [...ownCode(part)])) {
      if (call.kind !== 'call') continue;
      const waiting = model.blocking.of(call);
      if (waiting === undefined || waiting.isLimited || !waitsForWork(waiting.name)) continue;
      const needed = workBehind(model, call)
        .flatMap((body) => [...locksTakenIn(model, runBy(body))])
        .find((taken) => taken.lock.creation === lock.creation);
      if (needed === undefined) continue;
      yield {
        kind: 'wait',
        at: calleeAnchor(call),
        lock: place.text,
        other: `${calleeAnchor(call).text}()`,
        related: [
          { place, message: 'The lock is taken here' },
          { place: needed.at, message: 'The work takes it here' },
        ],
      };
    }
  }
}

function waitsForWork(name: string): boolean {
  return /\.(?:Thread|Timer|Process)\.join$|\.Future\.result$/.test(name);
}

/** The bodies of the functions whose end a `join()` or `result()` waits for. */
function workBehind(model: FileModel, call: SyntaxNode): SyntaxNode[] {
  return (model.blocking.creationsOfOwner(call) ?? []).flatMap((creation) => {
    const isSubmission = methodName(creation) === 'submit';
    const work = isSubmission
      ? positionalValue(creation, 0)
      : (keywordValue(creation, 'target') ?? positionalValue(creation, 1));
    const definition = model.names.definition(work);
    const body = definition?.kind === 'function_definition' ? definition.child('body') : undefined;
    return body === undefined ? [] : [body];
  });
}

function startsOthers(model: FileModel): boolean {
  return model.whole.nodes('call').some((call) => {
    const name = model.names.calleeName(call);
    if (name === 'asyncio.to_thread' || name === 'asyncio.gather') return true;
    const type = model.names.instanceType(call);
    return type !== undefined && (workerFact(type) !== undefined || /ThreadPool$/.test(type));
  });
}

/** The callee of a call through which a lock is taken, else the lock's own name. */
function anchorOf(at: SyntaxNode): SyntaxNode {
  return at.kind === 'call' ? calleeAnchor(at) : at;
}
