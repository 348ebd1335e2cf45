import { argumentNodes, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { isListLike } from './elements';
import type { FileModel } from './file-model';

/** The expressions whose values an expression puts into its text, by any way to do so. */
export function pastedValues(model: FileModel, expression: SyntaxNode): readonly SyntaxNode[] {
  const inner = withoutParentheses(expression);
  switch (inner.kind) {
    case 'string':
      return inner.parts.flatMap((part) => {
        const value = part.kind === 'interpolation' ? part.child('expression') : undefined;
        return value === undefined ? [] : [value];
      });
    case 'concatenated_string':
      return inner.parts.flatMap((part) => pastedValues(model, part));
    case 'binary_operator':
      return pastedByOperator(model, inner);
    case 'identifier': {
      const value = model.names.singleValue(inner);
      return value === undefined || !textKinds.has(value.kind) ? [] : pastedValues(model, value);
    }
    case 'call':
      return pastedByCall(model, inner);
    default:
      return [];
  }
}

const textKinds: ReadonlySet<string> = new Set([
  'binary_operator',
  'call',
  'concatenated_string',
  'parenthesized_expression',
  'string',
]);

function pastedByOperator(model: FileModel, operation: SyntaxNode): readonly SyntaxNode[] {
  const left = operation.child('left');
  const right = operation.child('right');
  if (left === undefined || right === undefined) return [];
  const operator = operation.child('operator')?.kind;
  if (operator === '+') {
    return [left, right].flatMap((side) => {
      const inner = pastedValues(model, side);
      return inner.length > 0 ? inner : [side];
    });
  }
  // `%d` takes nothing but a number.
  if (operator !== '%' || !/%(?:\(\w+\))?-?\d*[rs]/.test(left.text)) return [];
  const values = withoutParentheses(right);
  if (values.kind === 'tuple') return values.parts;
  if (values.kind === 'dictionary')
    return values.parts.flatMap((part) => part.child('value') ?? []);
  return [values];
}

function pastedByCall(model: FileModel, call: SyntaxNode): readonly SyntaxNode[] {
  const name = model.names.calleeName(call);
  const first = positionalValue(call, 0);
  if (name === 'textwrap.dedent' && first !== undefined) return pastedValues(model, first);
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text;
  if (method === 'strip' || method === 'lstrip' || method === 'rstrip') {
    const object = callee?.child('object');
    return object === undefined ? [] : pastedValues(model, object);
  }
  if (method === 'format') {
    return argumentNodes(call).map((argument) =>
      argument.kind === 'keyword_argument' ? (argument.child('value') ?? argument) : argument,
    );
  }
  if (method !== 'join' || first === undefined) return [];
  const [list] = model.values.of(first);
  if (list === undefined || !isListLike(list)) return [first];
  return list.parts.flatMap((part) => {
    const inner = pastedValues(model, part);
    return inner.length > 0 ? inner : [part];
  });
}
