import { argumentNodes } from '../syntax/calls';
import { ancestors, statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';
import { bindingAt, usesOf } from './name-uses';
import type { Binding } from './scopes';

/** Who holds an opened file that no `with` closes. */
export type OpenedFile =
  /** `f = open(…)`: a name of this scope. */
  | {
      readonly kind: 'name';
      readonly statement: SyntaxNode;
      readonly binding: Binding;
      readonly uses: readonly SyntaxNode[];
    }
  /** `open(…).read()`, `json.load(open(…))`: nobody once the expression is done. */
  | { readonly kind: 'expression'; readonly statement: SyntaxNode };

/**
 * Who is left to close what a call opens; undefined where something else takes care of it: a
 * `with`, a caller, an object, an exit stack, or a function that is not known.
 */
export function ownerOf(
  model: FileModel,
  call: SyntaxNode,
  readsWholeFile: (callee: string) => boolean,
): OpenedFile | undefined {
  const statement = statementOf(call);
  const parent = call.parent;
  if (statement === undefined || parent === undefined) return undefined;
  if (parent.kind === 'attribute' && parent.parent?.kind === 'call') {
    return isReadNow(parent) ? { kind: 'expression', statement } : undefined;
  }
  if (parent.kind === 'argument_list' && parent.parent?.kind === 'call') {
    const consumer = parent.parent;
    const name = model.names.calleeName(consumer);
    const isFirst = argumentNodes(consumer)[0] === call;
    if (name === undefined || !isFirst || !readsWholeFile(name)) return undefined;
    return { kind: 'expression', statement };
  }
  if (parent.kind === 'for_statement' && call.field === 'right') {
    return { kind: 'expression', statement };
  }
  if (parent.kind !== 'assignment' || parent.child('right') !== call) return undefined;
  const target = parent.child('left');
  if (target?.kind !== 'identifier' || parent.parent !== statement) return undefined;
  return ownedByName(model, statement, target);
}

function ownedByName(
  model: FileModel,
  statement: SyntaxNode,
  target: SyntaxNode,
): OpenedFile | undefined {
  const binding = bindingAt(model, target);
  if (binding === undefined) return undefined;
  const uses = usesOf(model, binding);
  return uses.some((use) => isHandedOn(use))
    ? undefined
    : { kind: 'name', statement, binding, uses };
}

/** Methods that read or write the whole file at once. */
const wholeFileMethods: ReadonlySet<string> = new Set([
  'extractall',
  'namelist',
  'read',
  'readline',
  'readlines',
  'write',
  'writelines',
]);

function isReadNow(attribute: SyntaxNode): boolean {
  return wholeFileMethods.has(attribute.child('attribute')?.text ?? '');
}

/** A file that is returned, yielded, stored or put into a `with` has another owner. */
function isHandedOn(use: SyntaxNode): boolean {
  let below = use;
  for (const above of ancestors(use)) {
    switch (above.kind) {
      case 'return_statement':
      case 'yield':
      case 'with_item':
      case 'dictionary':
      case 'list':
      case 'tuple':
      case 'expression_list':
        return true;
      case 'assignment':
        return above.child('right') === below && below === use;
      case 'argument_list':
      case 'keyword_argument':
        return takesOver(above);
      case 'attribute':
      case 'subscript':
      case 'comparison_operator':
        return false;
      default:
    }
    below = above;
  }
  return false;
}

/** Functions by whose names nobody can tell that they do not keep the file. */
function takesOver(argument: SyntaxNode): boolean {
  const call = argument.kind === 'argument_list' ? argument.parent : argument.parent?.parent;
  const callee = call?.child('function')?.text ?? '';
  return /closing|enter_context|callback|push|Thread|Process|Popen|append|add|register|Wrapper/.test(
    callee,
  );
}

/** True where a `finally` around or right behind the opening closes the file. */
export function closesInFinally(model: FileModel, opened: OpenedFile): boolean {
  if (opened.kind === 'expression') return false;
  return opened.uses.some((use) => {
    const method = use.parent?.kind === 'attribute' ? use.parent.child('attribute')?.text : '';
    if (method !== 'close' || use.field !== 'object') return false;
    for (const above of ancestors(use)) {
      if (above.kind === 'finally_clause') return true;
      if (above === model.functionAround(use)) return false;
    }
    return false;
  });
}
