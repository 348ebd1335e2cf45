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
import { assignmentsToAttribute } from './tree-index';

/** A place where a list, set, dict or string gets longer. */
export interface Growth {
  /**
   * `keyed`: what is added replaces what has the same key, so that it is as long as there are keys;
   * `member`: what is added twice is there once.
   */
  readonly kind: 'longer' | 'keyed' | 'member';
  /** The key under which something is added, or the member, where the code shows one. */
  readonly key: SyntaxNode | undefined;
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
    const method = methodName(call) ?? '';
    if (callee === undefined || container === undefined) continue;
    if (!growingMethods.has(method)) continue;
    if (statement?.kind !== 'expression_statement' || addsTheSame(model, call, method)) continue;
    const binding = bindingOf(model, container, isContainer);
    if (binding === undefined) continue;
    const isKeyed = method === 'setdefault' || (method === 'update' && !isSet(model, binding));
    const isOne = method === 'setdefault' || method === 'add';
    const key = isOne ? argumentNodes(call)[0] : undefined;
    const kind = isKeyed ? 'keyed' : method === 'add' ? 'member' : 'longer';
    yield { kind, key, node: callee, statement, container, binding };
  }
  for (const assignment of model.nodes('augmented_assignment')) {
    const container = assignment.child('left');
    const statement = assignment.parent;
    if (container === undefined || statement === undefined) continue;
    if (assignment.child('operator')?.text !== '+=') continue;
    const binding = bindingOf(model, container, isSequence);
    if (binding === undefined) continue;
    yield { kind: 'longer', key: undefined, node: container, statement, container, binding };
  }
  for (const assignment of model.nodes('assignment')) {
    const target = assignment.child('left');
    const container = target?.kind === 'subscript' ? target.child('value') : undefined;
    const statement = assignment.parent;
    if (target === undefined || container === undefined || statement === undefined) continue;
    const key = target.child('subscript');
    if (key === undefined || key.kind === 'slice' || isFixed(model, key)) continue;
    const binding = bindingOf(model, container, isMapping);
    if (binding === undefined) continue;
    yield { kind: 'keyed', key, node: target, statement, container, binding };
  }
}

type Maker = (model: FileModel, value: SyntaxNode | undefined) => boolean;

/** Where the file makes the container that an expression names, if it makes one there. */
function bindingOf(model: FileModel, container: SyntaxNode, makes: Maker): Binding | undefined {
  if (container.kind === 'attribute') {
    return classAttribute(model, container, makes) ?? ownAttribute(model, container, makes);
  }
  if (container.kind !== 'identifier') return undefined;
  const bindings = model.scopes.lookup(container.text, container);
  return bindings.find((binding) => binding.kind === 'assignment' && makes(model, binding.value));
}

/** `self.items` that a method gives the instance. */
function ownAttribute(model: FileModel, access: SyntaxNode, makes: Maker): Binding | undefined {
  const value = model.names.selfAttributeValues(access).find((made) => makes(model, made));
  const definition = value === undefined ? undefined : enclosingFunction(value);
  const scope = definition === undefined ? undefined : model.scopes.scopeOpenedBy(definition);
  if (value === undefined || scope === undefined) return undefined;
  return {
    kind: 'assignment',
    name: access.text,
    node: value.parent?.child('left') ?? value,
    scope,
    value,
    imported: undefined,
  };
}

/** `self.items` or `Class.items` where the class body makes the container, once for all instances. */
function classAttribute(model: FileModel, access: SyntaxNode, makes: Maker): Binding | undefined {
  const object = access.child('object');
  const name = access.child('attribute')?.text;
  if (object === undefined || name === undefined) return undefined;
  const isOwn = object.text === 'self' || object.text === 'cls';
  const owner = isOwn ? classAround(access) : model.names.definition(object);
  if (owner?.kind !== 'class_definition') return undefined;
  const bindings = model.scopes.scopeOpenedBy(owner)?.bindings.get(name) ?? [];
  const shared = bindings.find((binding) => makes(model, binding.value));
  // An assignment to `self.items` in a method gives the instance one of its own.
  return isOwn && isSetInMethod(model, owner, name) ? undefined : shared;
}

function isSetInMethod(model: FileModel, owner: SyntaxNode, name: string): boolean {
  return assignmentsToAttribute(model.tree, name).some((assignment) => {
    const target = assignment.child('left');
    return target?.child('object')?.text === 'self' && classAround(target) === owner;
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

function isSequence(model: FileModel, value: SyntaxNode | undefined): boolean {
  const made = value === undefined ? undefined : withoutParentheses(value);
  if (made?.kind === 'string' || made?.kind === 'concatenated_string') return true;
  return isContainer(model, made) && !isMapping(model, made);
}

function isMapping(model: FileModel, value: SyntaxNode | undefined): boolean {
  const made = value === undefined ? undefined : withoutParentheses(value);
  if (made?.kind === 'dictionary' || made?.kind === 'dictionary_comprehension') return true;
  const name = made?.kind === 'call' ? model.names.calleeName(made) : undefined;
  return name !== undefined && mappingMakers.has(name);
}

const mappingMakers: ReadonlySet<string> = new Set([
  'builtins.dict',
  'collections.Counter',
  'collections.OrderedDict',
  'collections.defaultdict',
]);

function isSet(model: FileModel, { value }: Binding): boolean {
  return isContainer(model, value) && !isMapping(model, value);
}

/** A key that is the same, or one of a few, in every round: a constant, or a remainder. */
function isFixed(model: FileModel, key: SyntaxNode): boolean {
  if (model.constants.value(key) !== undefined) return true;
  const inner = withoutParentheses(key);
  return inner.kind === 'binary_operator' && inner.child('operator')?.kind === '%';
}

/** `s.add("done")`, `d.setdefault("rows", [])` and `d.update(status=…)` add the same again and again. */
function addsTheSame(model: FileModel, call: SyntaxNode, method: string): boolean {
  const args = argumentNodes(call);
  const first = args[0];
  if (method === 'add' || method === 'setdefault') {
    return first === undefined || isFixed(model, first);
  }
  return (
    method === 'update' &&
    args.every((argument) => argument.kind === 'keyword_argument' || argument.kind === 'dictionary')
  );
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
