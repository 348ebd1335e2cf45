import { argumentNodes, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { isListLike } from './elements';
import type { FileModel } from './file-model';

/** The expressions whose values an expression puts into its text, by any way to do so. */
export function pastedValues(model: FileModel, expression: SyntaxNode): readonly SyntaxNode[] {
  return pastedInto(model, expression, []);
}

/** @param through the values of names that lead here, since a name can be made of itself */
function pastedInto(
  model: FileModel,
  expression: SyntaxNode,
  through: readonly SyntaxNode[],
): readonly SyntaxNode[] {
  const inner = withoutParentheses(expression);
  switch (inner.kind) {
    case 'string':
      return inner.parts.flatMap((part) => {
        const value = part.kind === 'interpolation' ? part.child('expression') : undefined;
        return value === undefined ? [] : [value];
      });
    case 'concatenated_string':
      return inner.parts.flatMap((part) => pastedInto(model, part, through));
    case 'binary_operator':
      return pastedByOperator(model, inner, through);
    case 'identifier': {
      const value = model.names.singleValue(inner);
      if (value === undefined || !textKinds.has(value.kind) || through.includes(value)) return [];
      return pastedInto(model, value, [...through, value]);
    }
    case 'call':
      return pastedByCall(model, inner, through);
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

function pastedByOperator(
  model: FileModel,
  operation: SyntaxNode,
  through: readonly SyntaxNode[],
): readonly SyntaxNode[] {
  if (sidesOfSum(operation) !== undefined) {
    return operandsOf(operation).flatMap((operand) => {
      const inner = pastedInto(model, operand, through);
      return inner.length > 0 ? inner : [operand];
    });
  }
  const left = operation.child('left');
  const right = operation.child('right');
  if (left === undefined || right === undefined) return [];
  // `%d` takes nothing but a number.
  if (operation.child('operator')?.kind !== '%' || !/%(?:\(\w+\))?-?\d*[rs]/.test(left.text))
    return [];
  const values = withoutParentheses(right);
  if (values.kind === 'tuple') return values.parts;
  if (values.kind === 'dictionary')
    return values.parts.flatMap((part) => part.child('value') ?? []);
  return [values];
}

/** What a sum is made of, in order. Iterative, since a text can be put together of thousands of parts. */
function operandsOf(sum: SyntaxNode): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  const stack = [sum];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const sides = sidesOfSum(withoutParentheses(next));
    if (sides === undefined) operands.push(next);
    else stack.push(sides.right, sides.left);
  }
  return operands;
}

function sidesOfSum(node: SyntaxNode) {
  if (node.kind !== 'binary_operator' || node.child('operator')?.kind !== '+') return undefined;
  const left = node.child('left');
  const right = node.child('right');
  return left === undefined || right === undefined ? undefined : { left, right };
}

function pastedByCall(
  model: FileModel,
  call: SyntaxNode,
  through: readonly SyntaxNode[],
): readonly SyntaxNode[] {
  const name = model.names.calleeName(call);
  const first = positionalValue(call, 0);
  if (name === 'textwrap.dedent' && first !== undefined) return pastedInto(model, first, through);
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text;
  if (method === 'strip' || method === 'lstrip' || method === 'rstrip') {
    const object = callee?.child('object');
    return object === undefined ? [] : pastedInto(model, object, through);
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
    const inner = pastedInto(model, part, through);
    return inner.length > 0 ? inner : [part];
  });
}
