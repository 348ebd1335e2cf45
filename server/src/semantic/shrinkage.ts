import { argumentNodes } from '../syntax/calls';
import { descendants, isInside } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { remembered } from '../text/remembered';
import { methodName } from './clean-up';
import type { FileModel } from './file-model';
import type { Growth } from './growth';
import { NodeIndex } from './node-index';
import { parameterName } from './scopes';
import { nodesOfKind, nodesOfKindIn } from './tree-index';

const shrinkingMethods: ReadonlySet<string> = new Set([
  'clear',
  'discard',
  'pop',
  'popitem',
  'popleft',
  'remove',
]);

/** True where some code within `scope` empties the container or starts it anew. */
export function isShrunk(model: FileModel, growth: Growth, scope: SyntaxNode): boolean {
  const name = growth.container.text;
  const { tree } = model;
  return (
    changesOf(tree)
      .valuesOf(name)
      .some((change) => isInside(change, scope) && shrinks(model, change, growth, name)) ||
    nodesOfKind(tree, 'delete_statement').some(
      (deletion) => isInside(deletion, scope) && deletion.text.includes(name),
    )
  );
}

function shrinks(model: FileModel, change: SyntaxNode, growth: Growth, name: string): boolean {
  if (change.kind === 'assignment') return startsAnew(change, growth, name);
  const isOwn = change.child('function')?.child('object')?.text === name;
  if (isOwn && shrinkingMethods.has(methodName(change) ?? '')) return true;
  return isDrainedElsewhere(model, change, name);
}

/** What empties containers or sets them, and the calls that they are handed to, by how the code writes them. */
const changesOf = remembered(
  (tree: SyntaxTree) =>
    new NodeIndex<string>(tree, (unit) =>
      [...nodesOfKindIn(unit, 'call'), ...nodesOfKindIn(unit, 'assignment')].flatMap((node) =>
        [...new Set(textsOfChanged(node))].flatMap((text) =>
          text === undefined ? [] : [[text, node] as const],
        ),
      ),
    ),
);

/** How the containers are written that a call or an assignment may change. */
function textsOfChanged(node: SyntaxNode): (string | undefined)[] {
  if (node.kind === 'call') {
    const isShrinking = shrinkingMethods.has(methodName(node) ?? '');
    const object = isShrinking ? node.child('function')?.child('object') : undefined;
    return [object, ...argumentNodes(node).filter(mayNameContainer)].map((part) => part?.text);
  }
  const target = node.kind === 'assignment' ? node.child('left') : undefined;
  if (target?.kind === 'pattern_list') return target.parts.map(({ text }) => text);
  return [(target?.kind === 'subscript' ? target.child('value') : target)?.text];
}

/** What a growth has for its container: a name, or an attribute. */
function mayNameContainer({ kind }: SyntaxNode): boolean {
  return kind === 'identifier' || kind === 'attribute';
}

/** `rows = []`, `rows, n = [], 0` and `rows[:] = rows[-10:]`; not `rows = rows + […]`. */
function startsAnew(assignment: SyntaxNode, growth: Growth, name: string): boolean {
  const target = assignment.child('left');
  if (target === undefined || target === growth.binding.node) return false;
  if (target.kind === 'pattern_list') return target.parts.some((part) => part.text === name);
  if (target.kind === 'subscript') {
    return target.child('value')?.text === name && target.child('subscript')?.kind === 'slice';
  }
  const value = assignment.child('right');
  const isExtended =
    value?.kind === 'binary_operator' &&
    value.child('operator')?.kind === '+' &&
    value.text.includes(name);
  return target.text === name && !isExtended;
}

/** True where the container is handed to a function of the file that empties what it is given. */
function isDrainedElsewhere(model: FileModel, call: SyntaxNode, name: string): boolean {
  const position = argumentNodes(call).findIndex((argument) => argument.text === name);
  const target = position < 0 ? undefined : model.callSites.targetOf(call);
  const parameters = target?.child('parameters')?.parts ?? [];
  const own = parameters[0]?.text === 'self' ? parameters.slice(1) : parameters;
  const parameter = own[position] === undefined ? undefined : parameterName(own[position]);
  const body = target?.child('body');
  if (parameter === undefined || body === undefined) return false;
  return [...descendants(body)].some((node) => empties(node, parameter.text));
}

function empties(node: SyntaxNode, name: string): boolean {
  if (node.kind === 'delete_statement') {
    return node.parts.some(
      (part) => part.kind === 'subscript' && part.child('value')?.text === name,
    );
  }
  if (node.kind !== 'call') return false;
  const isOwn = node.child('function')?.child('object')?.text === name;
  return isOwn && shrinkingMethods.has(methodName(node) ?? '');
}
