import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { bindingAt, identifiersWithin } from '../name-uses';
import { isWithinRemark } from '../remarks';
import { usesOfBinding, usesOfResult } from './result-uses';
import { isTestPosition } from './tested';

/** How many names and methods are followed from a value to a test of it. */
const maximumSteps = 5;

/**
 * True where what a call gave is looked at: compared, searched, tested, or read by something that
 * raises when it is not what it should be. What is not seen to the end counts as looked at.
 */
export function isOutcomeTested(model: FileModel, expression: SyntaxNode, steps = 0): boolean {
  if (steps > maximumSteps) return true;
  const whole = chainOf(expression);
  if (isTestedHere(whole) || isUnpackedAndTested(model, whole, steps)) return true;
  // `re.search(…, value)`: whether what it finds is looked at.
  const taker = whole.parent?.kind === 'argument_list' ? whole.parent.parent : undefined;
  if (taker?.kind === 'call' && !isWithinRemark(model, whole)) {
    if (isRead(model, whole) || isOutcomeTested(model, taker, steps + 1)) return true;
  }
  const uses = usesOfResult(model, whole);
  if (uses === undefined) return true;
  return uses.some(({ node }) => {
    if (isWithinRemark(model, node)) return false;
    if (isTestedHere(node)) return true;
    const chain = chainOf(node);
    const goesOn = chain.parent?.kind === 'argument_list' ? chain !== whole : chain !== node;
    return goesOn && isOutcomeTested(model, chain, steps + 1);
  });
}

function isTestedHere(node: SyntaxNode): boolean {
  return node.parent !== undefined && isTestPosition(node, node.parent);
}

/**
 * True where what is read from a stream is searched for something; to read on until it is empty, and
 * to keep or log what was read, is not.
 */
export function isSearched(model: FileModel, expression: SyntaxNode, steps = 0): boolean {
  const whole = chainOf(expression);
  if (steps > maximumSteps || asksByMethod(expression, whole)) return true;
  const uses = usesOfResult(model, whole);
  return uses?.some(({ node }) => searches(model, node, steps)) ?? true;
}

function searches(model: FileModel, node: SyntaxNode, steps: number): boolean {
  const parent = node.parent;
  if (isWithinRemark(model, node)) return false;
  switch (parent?.kind) {
    case 'boolean_operator':
    case 'elif_clause':
    case 'if_statement':
    case 'not_operator':
    case 'while_statement':
      return false;
    case 'comparison_operator':
      return !parent.parts.some(
        (part) => part.kind === 'none' || /^[bru]*(['"])\1$/i.test(part.text),
      );
    case 'for_in_clause':
    case 'for_statement':
      return node.field !== 'right' || isElementSearched(model, parent.child('left'), steps);
    case 'argument_list': {
      // `iter(stream.readline, b"")`
      const call = parent.parent;
      const isIterated = call !== undefined && model.names.calleeName(call) === 'builtins.iter';
      return !isIterated || isSearched(model, call, steps + 1);
    }
    case 'attribute':
      return isSearched(model, node, steps + 1);
    default:
      return true;
  }
}

function isElementSearched(model: FileModel, name: SyntaxNode | undefined, steps: number): boolean {
  const binding = name?.kind === 'identifier' ? bindingAt(model, name) : undefined;
  const uses = binding === undefined ? undefined : usesOfBinding(model, binding);
  return (
    uses?.some(({ node }) => steps >= maximumSteps || searches(model, node, steps + 1)) ?? true
  );
}

const searchingMethods: ReadonlySet<string> = new Set([
  'count',
  'endswith',
  'find',
  'index',
  'startswith',
]);

/** `line.strip().startswith(…)` for `line`. */
function asksByMethod(expression: SyntaxNode, whole: SyntaxNode): boolean {
  for (let at = expression; at !== whole && at.parent !== undefined; at = at.parent) {
    if (searchingMethods.has(at.parent.child('attribute')?.text ?? '')) return true;
  }
  return false;
}

/** `out, err = …` with one of the names tested. */
function isUnpackedAndTested(model: FileModel, value: SyntaxNode, steps: number): boolean {
  const assignment = value.parent?.kind === 'assignment' ? value.parent : undefined;
  const target = value.field === 'right' ? assignment?.child('left') : undefined;
  if (target?.kind !== 'pattern_list' && target?.kind !== 'tuple_pattern') return false;
  return target.parts.some((name) => {
    const binding = bindingAt(model, name);
    if (binding === undefined) return false;
    const uses = identifiersWithin(model, name.text, binding.scope);
    return uses.some(
      (use) =>
        use !== name &&
        model.scopes.reaching(use).includes(binding) &&
        !isWithinRemark(model, use) &&
        (isRead(model, use) || isOutcomeTested(model, use, steps + 1)),
    );
  });
}

/** `out.decode().strip()` for `out`: the value with the methods and subscripts put behind it. */
export function chainOf(expression: SyntaxNode): SyntaxNode {
  let whole = expression;
  for (let above = whole.parent; above !== undefined; above = whole.parent) {
    const isNext =
      (above.kind === 'attribute' && whole.field === 'object') ||
      (above.kind === 'call' && whole.field === 'function') ||
      (above.kind === 'subscript' && whole.field === 'value') ||
      above.kind === 'await' ||
      above.kind === 'parenthesized_expression';
    if (!isNext) return whole;
    whole = above;
  }
  return whole;
}

/** Functions that raise for a text that is not what it should be. */
const readers: ReadonlySet<string> = new Set([
  'ast.literal_eval',
  'builtins.float',
  'builtins.int',
  'json.load',
  'json.loads',
  'pickle.loads',
  'xml.etree.ElementTree.fromstring',
  'yaml.safe_load',
]);

function isRead(model: FileModel, node: SyntaxNode): boolean {
  const list = chainOf(node).parent;
  const call = list?.kind === 'argument_list' ? list.parent : undefined;
  const name = call === undefined ? undefined : model.names.calleeName(call);
  return name !== undefined && readers.has(name);
}
