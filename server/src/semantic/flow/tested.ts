import { argumentNodes } from '../../syntax/calls';
import { descendants, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { contains } from '../../text/range';
import type { FileModel } from '../file-model';
import { identifiersWithin, namesOf } from '../name-uses';
import { type Binding, parameterName } from '../scopes';
import { identifiersInside } from '../tree-index';

/** How far a value is followed through names and calls to a test of it. */
const maximumSteps = 5;

/**
 * True where the value of an expression is looked at before it is used: in the condition of an
 * `if`, a comparison, an `assert`, also through names and the parameters of the file's functions.
 */
export function isTested(model: FileModel, expression: SyntaxNode, steps = 0): boolean {
  if (steps > maximumSteps) return false;
  let node = expression;
  while (node.parent !== undefined && transparentKinds.has(node.parent.kind)) node = node.parent;
  const parent = node.parent;
  if (parent === undefined) return false;
  if (isTestPosition(node, parent)) return true;
  if (parent.kind === 'assignment' && node.field === 'right') {
    const target = parent.child('left');
    return target?.kind === 'identifier' && isNameTested(model, target, parent, steps);
  }
  if (isElementOf(node, parent)) return isTested(model, parent, steps + 1);
  if (parent.kind === 'for_statement' && node.field === 'right') {
    const target = parent.child('left');
    return target?.kind === 'identifier' && isNameTested(model, target, target, steps);
  }
  if (parent.kind === 'named_expression') return isTested(model, parent, steps + 1);
  if (parent.kind === 'return_statement') return isResultTested(model, parent, steps);
  const isGivenAlone = parent.kind === 'call' && node.field === 'arguments';
  if (isGivenAlone || parent.kind === 'argument_list' || parent.kind === 'keyword_argument') {
    return isArgumentTested(model, node, steps);
  }
  return false;
}

const transparentKinds: ReadonlySet<string> = new Set(['await', 'parenthesized_expression']);

/** True where a name is tested in any place of its scope but the given statement. */
export function isNameTested(
  model: FileModel,
  name: SyntaxNode,
  except: SyntaxNode,
  steps = 0,
): boolean {
  const bindings = model.scopes.lookup(name.text, name);
  const scope = bindings[0]?.scope;
  if (scope === undefined) return false;
  for (const use of identifiersWithin(model, name.text, scope)) {
    if (contains(except, use)) continue;
    if (use.field === 'left' || !sharesBinding(model, use, bindings)) continue;
    if (isTested(model, use, steps + 1)) return true;
  }
  return false;
}

function sharesBinding(model: FileModel, use: SyntaxNode, bindings: readonly Binding[]): boolean {
  return model.scopes.lookup(use.text, use)[0] === bindings[0];
}

/** What a comprehension or a display collects is tested where the collection is. */
function isElementOf(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (comprehensions.has(parent.kind)) return node.field === 'body';
  const isPair = parent.kind === 'pair' && node.field === 'value';
  return isPair && parent.parent?.kind === 'dictionary_comprehension';
}

const comprehensions: ReadonlySet<string> = new Set([
  'dictionary_comprehension',
  'generator_expression',
  'list_comprehension',
  'set_comprehension',
]);

/** True for the condition of a statement or expression, and for what is compared or negated. */
export function isTestPosition(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.kind) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return node.field === 'condition';
    case 'not_operator':
    case 'boolean_operator':
    case 'comparison_operator':
    case 'assert_statement':
    case 'if_clause':
    case 'match_statement':
      return true;
    case 'conditional_expression':
      return parent.parts[1] === node;
    default:
      return false;
  }
}

/** `return f()`: what becomes of the result of the function that returns it. */
function isResultTested(model: FileModel, statement: SyntaxNode, steps: number): boolean {
  const definition = model.functionAround(statement);
  return definition !== undefined && areResultsTested(model, definition, steps + 1);
}

/** True where some call of a function, in this file or another, has its result tested. */
export function areResultsTested(model: FileModel, definition: SyntaxNode, steps = 0): boolean {
  if (model.callSites.of(definition).some((call) => isTested(model, call, steps + 1))) return true;
  if (model.callSites.isResultTestedElsewhere(definition)) return true;
  return handOversOf(model, definition).some((call) => isTested(model, call, steps + 1));
}

/** `map(f, …)` and `pool.map(f, …)` give the results of `f`; `submit(f)` gives a future of it. */
function handOversOf(model: FileModel, definition: SyntaxNode): SyntaxNode[] {
  return namesOf(model, definition).flatMap((use) => {
    const call = use.parent?.kind === 'argument_list' ? use.parent.parent : undefined;
    if (call?.kind !== 'call') return [];
    const callee = call.child('function');
    const method = (callee?.child('attribute') ?? callee)?.text ?? '';
    if (mappingFunctions.has(method)) return [call];
    // Which future a result is asked of is not followed: any of this function will do.
    return method === 'submit' || method === 'apply_async' ? resultsIn(model, call) : [];
  });
}

const mappingFunctions: ReadonlySet<string> = new Set(['imap', 'imap_unordered', 'map', 'starmap']);

/** The calls of `result()` and `get()` in the function that hands work over. */
function resultsIn(model: FileModel, call: SyntaxNode): SyntaxNode[] {
  const body = model.functionAround(call)?.child('body');
  if (body === undefined) return [];
  return [...ownCode(body)].filter((node) => {
    const method = node.kind === 'call' ? node.child('function')?.child('attribute')?.text : '';
    return (method === 'result' || method === 'get') && argumentNodes(node).length === 0;
  });
}

/** `f(value)`, where the function `f` of the file tests its parameter. */
function isArgumentTested(model: FileModel, node: SyntaxNode, steps: number): boolean {
  const keyword = node.parent?.kind === 'keyword_argument' ? node.parent : undefined;
  const list = keyword === undefined ? node.parent : keyword.parent;
  // A generator that is the only argument needs no brackets of its own: `all(f(x) for x in xs)`.
  const call = node.field === 'arguments' ? node.parent : list?.parent;
  if (call?.kind !== 'call') return false;
  const collection = collectionOf(call);
  if (collection !== undefined) return isNameTested(model, collection, call, steps);
  const definition = model.names.definition(call.child('function'));
  if (definition?.kind !== 'function_definition') return isTestingBuiltin(model, call, steps);
  const parameters = definition.child('parameters')?.parts ?? [];
  const isMethod = call.child('function')?.kind === 'attribute';
  const position = argumentNodes(call).indexOf(node) + (isMethod ? 1 : 0);
  const parameter =
    keyword === undefined
      ? parameters[position]
      : parameters.find(
          (candidate) => parameterName(candidate)?.text === keyword.child('name')?.text,
        );
  const name = parameter === undefined ? undefined : parameterName(parameter);
  const body = definition.child('body');
  if (name === undefined || body === undefined) return false;
  if (definition.tree !== model.tree) return isTestedIn(model, name, body);
  for (const use of identifiersInside(body, name.text)) {
    if (use.field === 'left') continue;
    if (isTested(model, use, steps + 1)) return true;
  }
  return false;
}

/** The same in a function of another file, of which no more than the tests themselves is looked at. */
function isTestedIn(model: FileModel, name: SyntaxNode, body: SyntaxNode): boolean {
  model.surroundings?.noteBodies(body.tree);
  return [...descendants(body)].some(
    (use) =>
      use.kind === 'identifier' &&
      use.text === name.text &&
      use.parent !== undefined &&
      isTestPosition(use, use.parent),
  );
}

/** `results` in `results.append(value)`. */
function collectionOf(call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text;
  const object = callee?.child('object');
  const adds = method === 'add' || method === 'append';
  return adds && object?.kind === 'identifier' ? object : undefined;
}

const testingBuiltins: ReadonlySet<string> = new Set([
  'builtins.all',
  'builtins.any',
  'builtins.bool',
  'builtins.isinstance',
  'builtins.len',
]);

/** `if len(values) > 0`, `if isinstance(value, dict)`. */
function isTestingBuiltin(model: FileModel, call: SyntaxNode, steps: number): boolean {
  const name = model.names.calleeName(call);
  return name !== undefined && testingBuiltins.has(name) && isTested(model, call, steps + 1);
}
