import { ancestors, isInside, isSimpleStatement, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { Handler } from './handlers';
import { loopAround, statementsBehind } from './statement-places';

/**
 * True where what only the `try` binds is used behind it whatever happened, so that a failure comes
 * out as an `UnboundLocalError`.
 */
export function leavesNameUnbound(model: FileModel, { block, statement }: Handler): boolean {
  const { isNormal, jumps } = model.completions.ofBlock(block);
  // A round of a loop may find the name that an earlier one has bound.
  if (!isNormal || jumps.length > 0 || loopAround(statement) !== undefined) return false;
  for (const next of statementsBehind(statement)) {
    if (usedAtOnce(next).some((use) => isBoundOnlyIn(model, use, statement.child('body')))) {
      return true;
    }
    if (!isPlainStep(model, next)) return false;
  }
  return false;
}

/** True for a statement that is run past whatever happens, but for what it may raise. */
function isPlainStep(model: FileModel, statement: SyntaxNode): boolean {
  const { isNormal, jumps } = model.completions.ofStatement(statement);
  return isNormal && jumps.length === 0;
}

/** The names that a statement reads before it can do anything else: of a block only its header. */
function usedAtOnce(statement: SyntaxNode): SyntaxNode[] {
  const header =
    statement.child('condition') ?? statement.child('right') ?? statement.part('with_clause');
  const read = header ?? (isSimpleStatement(statement) ? statement : undefined);
  if (read === undefined) return [];
  return [...ownCode(read)].filter(
    (node) =>
      node.kind === 'identifier' &&
      node.field !== 'left' &&
      node.field !== 'attribute' &&
      !(node.parent?.kind === 'keyword_argument' && node.field === 'name') &&
      !isConditional(node, read),
  );
}

/** True for a part of an expression that may not be evaluated, or has a scope of its own. */
function isConditional(node: SyntaxNode, outer: SyntaxNode): boolean {
  let below = node;
  let isIterable = false;
  for (const above of ancestors(node)) {
    if (above === outer) return false;
    if (above.kind === 'for_in_clause') {
      // What a comprehension goes over first is evaluated before everything else of it.
      const first = above.parent?.parts.find(({ kind }) => kind === 'for_in_clause');
      isIterable = below.field === 'right' && above === first;
    } else if (partlyEvaluated.has(above.kind)) {
      if (!isIterable) return true;
      isIterable = false;
    }
    below = above;
  }
  return false;
}

const partlyEvaluated: ReadonlySet<string> = new Set([
  'boolean_operator',
  'conditional_expression',
  'dictionary_comprehension',
  'generator_expression',
  'list_comprehension',
  'set_comprehension',
]);

function isBoundOnlyIn(model: FileModel, use: SyntaxNode, body: SyntaxNode | undefined): boolean {
  const bindings = model.scopes.lookup(use.text, use);
  return (
    body !== undefined &&
    bindings.length > 0 &&
    bindings.every(
      ({ kind, node, scope }) =>
        scope.kind === 'function' && kind !== 'parameter' && isInside(node, body),
    )
  );
}
