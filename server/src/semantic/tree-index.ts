import { positionalValue } from '../syntax/calls';
import type { SyntaxKind } from '../syntax/kinds';
import { descendants, inSourceOrder, isNewScope } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import { type Unit, unitsOf } from '../syntax/units';
import { areSameLists } from '../text/alike';
import { groupBy } from '../text/groups';
import { countStartingBefore } from '../text/ordered';
import { remembered, rememberedBy } from '../text/remembered';
import { settledEach } from '../text/settled';
import { methodName } from './clean-up';
import type { FindInUnit } from './entries';
import { NodeIndex } from './node-index';
import { UnitIndex } from './unit-index';

// What a file holds, by what it is looked for: each index is made when the first one asks, so that
// nobody has to go through all nodes of a file.

/** All named nodes of a kind, in source order. */
export function nodesOfKind(tree: SyntaxTree, kind: SyntaxKind): readonly SyntaxNode[] {
  return betweenUnits.has(kind) ? allOfKind(tree)(kind) : ofKind(tree, kind).valuesOf('all');
}

const asides: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>(['comment', 'line_continuation']);
/** What units do not hold all of. */
const betweenUnits: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([...asides, 'block', 'module']);

const allOfKind = remembered((tree: SyntaxTree) =>
  settledEach((wanted: SyntaxKind): readonly SyntaxNode[] => {
    const nodes = asides.has(wanted) ? tree.asides : tree.nodes;
    return nodes.filter(({ isNamed, kind }) => isNamed && kind === wanted);
  }, areSameLists),
);

/** One index for each kind that somebody looks for: nobody does for most, such as identifiers, of which there are many. */
const ofKind = rememberedBy(
  (tree: SyntaxTree, kind: SyntaxKind) =>
    new NodeIndex<'all'>(tree, (unit) =>
      nodesOfKindIn(unit, kind).map((node) => ['all', node] as const),
    ),
);

/** Those of one unit. */
export function nodesOfKindIn(unit: Unit, kind: SyntaxKind): readonly SyntaxNode[] {
  return kindsOfUnit(unit).get(kind) ?? [];
}

const kindsOfUnit = remembered((unit: Unit) => groupBy(unit.nodes, ({ kind }) => kind));

/** All identifiers with a text, in source order, whatever they name. */
export const identifiersNamed = finder(indexOfKind('identifier', ({ text }) => text));

/** All string literals of a value, in source order. */
export const stringsOf = finder(indexOfKind('string', stringValue));

/**
 * Those of a kind in what runs when a node runs, as `ownCode` has them, without a look at everything: handlers that lie in
 * handlers would have most of it looked at again and again.
 */
export function ownNodes(around: SyntaxNode, kind: SyntaxKind): readonly SyntaxNode[] {
  const outermost = outermostFunction(around);
  const all =
    outermost === undefined
      ? nodesOfKind(around.tree, kind)
      : (kindsOfFunction(outermost).get(kind) ?? []);
  return inside(all, around).filter((node) => isOwn(node, around));
}

const kindsOfFunction = remembered((outermost: SyntaxNode) =>
  groupBy(descendants(outermost), ({ isNamed, kind }) => (isNamed ? kind : undefined)),
);

function isOwn(node: SyntaxNode, around: SyntaxNode): boolean {
  for (let at = node; at !== around; ) {
    if (at.parent === undefined) return false;
    at = at.parent;
    if (at !== around && isNewScope(at)) return false;
  }
  return true;
}

/** Those inside of a node, without a look at the others: a long file has one name in many places. */
export function identifiersInside(around: SyntaxNode, name: string): readonly SyntaxNode[] {
  const outermost = outermostFunction(around);
  const all =
    outermost === undefined
      ? identifiersNamed(around.tree, name)
      : (identifiersOfFunction(outermost).get(name) ?? []);
  return inside(all, around);
}

function inside(all: readonly SyntaxNode[], around: SyntaxNode): readonly SyntaxNode[] {
  return all.slice(countStartingBefore(all, around.start), countStartingBefore(all, around.end));
}

/** A function is a part of the file that can be looked at without the rest; those in it share what is found. */
const identifiersOfFunction = remembered((outermost: SyntaxNode) =>
  groupBy(descendants(outermost), (node) => (node.kind === 'identifier' ? node.text : undefined)),
);

function outermostFunction(node: SyntaxNode): SyntaxNode | undefined {
  let found = node.kind === 'function_definition' ? node : undefined;
  for (let above = node.functionAround; above !== undefined; above = above.functionAround) {
    found = above;
  }
  return found;
}

const callsByMethod = indexOfKind('call', methodName);

/** The calls of methods of a name, on whatever object. */
export const callsOfMethod = finder(callsByMethod);

/** The names of all methods that a file calls. */
export function calledMethods(tree: SyntaxTree): Iterable<string> {
  return callsByMethod(tree).keys();
}

/** The calls of functions and methods that are written with a name: `socket.connect(…)`, `connect(…)`. */
export const callsNamed = finder(
  indexOfKind('call', (call) => {
    const callee = call.child('function');
    return callee?.kind === 'identifier' ? callee.text : methodName(call);
  }),
);

/** The attributes of a name (`x.timeout`), on whatever object, also where they are assigned to. */
export const attributesNamed = finder(
  indexOfKind('attribute', (attribute) => attribute.child('attribute')?.text),
);

/** The assignments to attributes of a name (`x.timeout = 5`), on whatever object. */
export const assignmentsToAttribute = finder(
  indexOfKind('assignment', (assignment) => {
    const target = assignment.child('left');
    return target?.kind === 'attribute' ? target.child('attribute')?.text : undefined;
  }),
);

/** The assignments to entries of a name (`options["timeout"] = 5`). */
export const assignmentsToEntry = finder(
  indexOfKind('assignment', (assignment) => {
    const target = assignment.child('left');
    const object = target?.kind === 'subscript' ? target.child('value') : undefined;
    return object?.kind === 'identifier' ? object.text : undefined;
  }),
);

/** The assignments to an entry of a key (`options["timeout"] = 5`), of whatever object. */
export const assignmentsToKey = finder(
  indexOfKind('assignment', (assignment) => {
    const target = assignment.child('left');
    return target?.kind === 'subscript' ? textOfKey(target.child('subscript')) : undefined;
  }),
);

/** The keyword arguments of a name (`timeout=5`), of whatever call. */
export const keywordArgumentsNamed = finder(
  indexOfKind('keyword_argument', (argument) => argument.child('name')?.text),
);

/** The entries of a key (`{"timeout": 5}`), of whatever dictionary. */
export const pairsWithKey = finder(indexOfKind('pair', (pair) => textOfKey(pair.child('key'))));

/** The decorators that make properties of methods of a name, in whatever class. */
export const propertyDecorators = finder(
  indexOfKind('decorator', (decorator) => {
    const isProperty = /^(?:functools\.)?(?:cached_)?property$/.test(
      decorator.parts[0]?.text ?? '',
    );
    return isProperty ? decorator.parent?.child('definition')?.child('name')?.text : undefined;
  }),
);

const readingMethods: ReadonlySet<string> = new Set(['get', 'pop', '__getitem__']);

/** Where an entry of a key is read, of whatever object, as in `x["key"]` and `x.get("key")`. */
export const readsOfKey = finder(
  indexOf((unit) => [
    ...keyedNodes(unit, 'subscript', keyRead),
    ...keyedNodes(unit, 'call', keyRead),
  ]),
);

/** The literal key of the entry that a subscript or a call reads. */
export function keyRead(node: SyntaxNode): string | undefined {
  if (node.kind === 'subscript') return textOfKey(node.child('subscript'));
  const isReading = readingMethods.has(methodName(node) ?? '');
  return isReading ? textOfKey(positionalValue(node, 0)) : undefined;
}

/** What the nodes of some kinds of a file stand for, in source order; most stand for nothing. */
export function foundInUnits<Value extends { readonly node: SyntaxNode }>(
  tree: () => SyntaxTree,
  kinds: readonly SyntaxKind[],
  find: (node: SyntaxNode) => Value | undefined,
): () => readonly Value[] {
  const index = new UnitIndex<undefined, Value>(
    () => unitsOf(tree()),
    (unit) =>
      kinds.flatMap((kind) =>
        nodesOfKindIn(unit, kind).flatMap((node) => {
          const value = find(node);
          return value === undefined ? [] : [[undefined, value] as const];
        }),
      ),
    (a, b) => inSourceOrder(a.node, b.node),
  );
  return () => index.valuesOf(undefined);
}

/** The text that a key is, where it is a literal one. */
function textOfKey(key: SyntaxNode | undefined): string | undefined {
  return key === undefined ? undefined : stringValue(key);
}

/** What is found in a file, in source order, by the key of an index of it. */
function finder<Key>(
  indexOfTree: (tree: SyntaxTree) => NodeIndex<Key>,
): (tree: SyntaxTree, key: Key) => readonly SyntaxNode[] {
  return (tree, key) => indexOfTree(tree).valuesOf(key);
}

/** An index of the named nodes of units. */
function indexOf<Key>(
  entriesOf: FindInUnit<Key, SyntaxNode>,
): (tree: SyntaxTree) => NodeIndex<Key> {
  return remembered((tree) => new NodeIndex(tree, entriesOf));
}

/** An index of the nodes of a kind; those without a key are left out. */
function indexOfKind<Key>(
  kind: SyntaxKind,
  keyOf: (node: SyntaxNode) => Key | undefined,
): (tree: SyntaxTree) => NodeIndex<Key> {
  return indexOf((unit) => keyedNodes(unit, kind, keyOf));
}

/** The nodes of a kind in a unit, with what they are to be found by; those without a key are left out. */
export function keyedNodes<Key>(
  unit: Unit,
  kind: SyntaxKind,
  keyOf: (node: SyntaxNode) => Key | undefined,
): (readonly [Key, SyntaxNode])[] {
  return nodesOfKindIn(unit, kind).flatMap((node) => {
    const key = keyOf(node);
    return key === undefined ? [] : [[key, node] as const];
  });
}
