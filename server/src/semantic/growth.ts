import { argumentNodes, keywordValue } from '../syntax/calls';
import {
  ancestors,
  enclosingClass,
  enclosingFunction,
  withoutParentheses,
} from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { methodName } from './clean-up';
import type { FileModel } from './file-model';
import { classAround } from './names';
import type { Binding } from './scopes';

/** A place where a list, set, dict or string gets longer. */
export interface Growth {
  /** The smallest node that names the growing: the method's access or the assigned target. */
  readonly node: SyntaxNode;
  readonly statement: SyntaxNode;
  /** What grows, as the code names it. */
  readonly container: SyntaxNode;
  /** Where the container is made: a name of a function or module, or an attribute of a class. */
  readonly binding: Binding;
}

const growingMethods: ReadonlySet<string> = new Set([
  'add',
  'append',
  'appendleft',
  'extend',
  'insert',
  'setdefault',
  'update',
]);

const shrinkingMethods: ReadonlySet<string> = new Set([
  'clear',
  'discard',
  'pop',
  'popitem',
  'popleft',
  'remove',
]);

const containerMakers: ReadonlySet<string> = new Set([
  'builtins.dict',
  'builtins.list',
  'builtins.set',
  'collections.Counter',
  'collections.OrderedDict',
  'collections.defaultdict',
  'collections.deque',
]);

/** Every growth of a container whose making the file shows. */
export function* growths(model: FileModel): Generator<Growth> {
  for (const call of model.nodes('call')) {
    const callee = call.child('function');
    const container = callee?.child('object');
    const statement = call.parent;
    if (callee === undefined || container === undefined) continue;
    if (!growingMethods.has(methodName(call) ?? '')) continue;
    if (statement?.kind !== 'expression_statement' || updatesFixedKeys(call)) continue;
    const binding = bindingOf(model, container);
    if (binding !== undefined) yield { node: callee, statement, container, binding };
  }
  for (const assignment of model.nodes('augmented_assignment')) {
    const container = assignment.child('left');
    const statement = assignment.parent;
    if (container === undefined || statement === undefined) continue;
    if (assignment.child('operator')?.text !== '+=') continue;
    const binding = bindingOf(model, container);
    if (binding !== undefined) yield { node: container, statement, container, binding };
  }
  for (const assignment of model.nodes('assignment')) {
    const target = assignment.child('left');
    const container = target?.kind === 'subscript' ? target.child('value') : undefined;
    const statement = assignment.parent;
    if (target === undefined || container === undefined || statement === undefined) continue;
    if (hasFixedKey(model, target)) continue;
    const binding = bindingOf(model, container);
    if (binding !== undefined) yield { node: target, statement, container, binding };
  }
}

/** Where the file makes the container that an expression names, if it makes one there. */
function bindingOf(model: FileModel, container: SyntaxNode): Binding | undefined {
  if (container.kind === 'attribute') return classAttribute(model, container);
  if (container.kind !== 'identifier') return undefined;
  const bindings = model.scopes.lookup(container.text, container);
  return bindings.find(
    (binding) => binding.kind === 'assignment' && isContainer(model, binding.value),
  );
}

/** `self.items` or `Class.items` where the class body makes the container, once for all instances. */
function classAttribute(model: FileModel, access: SyntaxNode): Binding | undefined {
  const object = access.child('object');
  const name = access.child('attribute')?.text;
  if (object === undefined || name === undefined) return undefined;
  const isOwn = object.text === 'self' || object.text === 'cls';
  const owner = isOwn ? classAround(access) : model.names.definition(object);
  if (owner?.kind !== 'class_definition') return undefined;
  const bindings = model.scopes.scopeOpenedBy(owner)?.bindings.get(name) ?? [];
  const shared = bindings.find((binding) => isContainer(model, binding.value));
  // An assignment to `self.items` in a method gives the instance one of its own.
  return isOwn && isSetInMethod(model, owner, name) ? undefined : shared;
}

function isSetInMethod(model: FileModel, owner: SyntaxNode, name: string): boolean {
  return model.nodes('assignment').some((assignment) => {
    const target = assignment.child('left');
    return (
      target?.kind === 'attribute' &&
      target.child('object')?.text === 'self' &&
      target.child('attribute')?.text === name &&
      classAround(target) === owner
    );
  });
}

function isContainer(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return false;
  const made = withoutParentheses(value);
  switch (made.kind) {
    case 'list':
    case 'dictionary':
    case 'set':
    case 'list_comprehension':
    case 'dictionary_comprehension':
    case 'set_comprehension':
      return true;
    case 'call': {
      const name = model.names.calleeName(made) ?? '';
      const isBounded = keywordValue(made, 'maxlen') ?? argumentNodes(made)[1];
      return containerMakers.has(name) && !(name === 'collections.deque' && isBounded);
    }
    default:
      return false;
  }
}

/** `d["count"] = …` writes the same entry again and again. */
function hasFixedKey(model: FileModel, target: SyntaxNode): boolean {
  const key = target.child('subscript');
  return key === undefined || key.kind === 'slice' || model.constants.value(key) !== undefined;
}

/** `d.update(status=…)` likewise. */
function updatesFixedKeys(call: SyntaxNode): boolean {
  const args = argumentNodes(call);
  return (
    methodName(call) === 'update' &&
    args.every((argument) => argument.kind === 'keyword_argument' || argument.kind === 'dictionary')
  );
}

/** True where some code within `scope` empties the container or starts it anew. */
export function isShrunk(model: FileModel, growth: Growth, scope: SyntaxNode): boolean {
  const name = growth.container.text;
  const within = (node: SyntaxNode) => scope.start <= node.start && node.end <= scope.end;
  const isCleared = model
    .nodes('call')
    .some(
      (call) =>
        within(call) &&
        shrinkingMethods.has(methodName(call) ?? '') &&
        call.child('function')?.child('object')?.text === name,
    );
  if (isCleared) return true;
  const isReset = model
    .nodes('assignment')
    .some(
      (assignment) =>
        within(assignment) &&
        assignment.child('left')?.text === name &&
        assignment.child('left') !== growth.binding.node &&
        assignment.child('right')?.kind !== 'binary_operator',
    );
  if (isReset) return true;
  return model
    .nodes('delete_statement')
    .some((statement) => within(statement) && statement.text.includes(name));
}

/** The loops around a node within its function, innermost first. */
export function loopsAround(node: SyntaxNode): SyntaxNode[] {
  const loops: SyntaxNode[] = [];
  const own = enclosingFunction(node);
  for (const above of ancestors(node)) {
    if (above === own) break;
    if (above.kind === 'for_statement' || above.kind === 'while_statement') loops.push(above);
  }
  return loops;
}

/** True for a binding that outlives the function which grows it. */
export function isShared(binding: Binding): boolean {
  return (
    binding.scope.kind === 'module' ||
    (binding.scope.kind === 'class' && enclosingClass(binding.scope.node) === undefined)
  );
}
