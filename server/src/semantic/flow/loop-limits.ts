import { tellsTime } from '../../knowledge/clocks';
import { ancestors, descendants, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark, isWithinRemark } from '../remarks';
import type { Loop } from './loops';
import { neverHolds } from './unset-parameters';

/** How many functions are followed from a loop to the one that looks at the clock. */
const maximumHelpers = 4;

/** How a name for a limit reads, where the file does not show what sets it. */
const limitNames =
  /time_?out|timed|deadline|attempt|retr(?:y|ies)|tries|limit|elapsed|expir|remaining|budget|waited|max_?(?:time|wait|tr|poll|check|round|second|minute)|countdown|iteration|stop_(?:at|after)/i;

/**
 * True for a loop that ends after a time or a number of rounds: what decides on going on, or on an
 * exit, looks at a clock or at something that the loop counts.
 */
export function hasLimit(model: FileModel, loop: Loop): boolean {
  const tests = exitTests(loop).filter((test) => !neverHolds(model, test));
  if (tests.some((test) => looksAtLimit(model, test, loop))) return true;
  return [...ownCode(loop.node)].some(
    (node) =>
      (node.kind === 'call' && checksLimit(model, node)) ||
      (node.kind === 'if_statement' && actsInTime(model, node)),
  );
}

/** `if time.time() - started > 600: remove(lock)`: after a time, something is done about it. */
function actsInTime(model: FileModel, statement: SyntaxNode): boolean {
  const condition = statement.child('condition');
  const block = statement.child('consequence');
  if (condition === undefined || block === undefined || neverHolds(model, condition)) return false;
  const isTimed = [...descendants(condition)].some(
    (node) => node.kind === 'call' && isClock(model, node),
  );
  if (!isTimed) return false;
  return [...ownCode(block)].some(
    (node) =>
      node.kind === 'call' &&
      !isClock(model, node) &&
      !isRemark(model, node) &&
      !isWithinRemark(model, node),
  );
}

/** The loop's own condition, and the conditions that lead to its exits. */
function exitTests({ node, exits }: Loop): SyntaxNode[] {
  const tests: SyntaxNode[] = [];
  const condition = node.child('condition');
  if (condition !== undefined) tests.push(condition);
  for (const exit of exits) tests.push(...testsAround(exit.node, node));
  // A flag that the exits look at is set somewhere under a test of its own.
  const flags = new Set(tests.flatMap(namesIn));
  for (const inner of ownCode(node)) {
    const target = inner.kind === 'assignment' ? inner.child('left') : undefined;
    if (target !== undefined && flags.has(target.text)) tests.push(...testsAround(inner, node));
  }
  for (const inner of ownCode(node)) {
    if (inner.kind === 'assert_statement') tests.push(inner);
    // `x = a if tries < 5 else b` and `status == "done" or tries > 5`, assigned to such a flag.
    const target = inner.kind === 'assignment' ? inner.child('left') : undefined;
    const value = inner.kind === 'assignment' ? inner.child('right') : undefined;
    const isTest = value !== undefined && testKinds.has(value.kind);
    if (target !== undefined && isTest && flags.has(target.text)) tests.push(value);
  }
  return tests;
}

const testKinds: ReadonlySet<string> = new Set([
  'boolean_operator',
  'comparison_operator',
  'conditional_expression',
  'not_operator',
]);

/** The conditions inside a loop under which a node is reached. */
function testsAround(node: SyntaxNode, loop: SyntaxNode): SyntaxNode[] {
  const tests: SyntaxNode[] = [];
  let below = node;
  for (const above of ancestors(node)) {
    if (above === loop) break;
    if (above.kind === 'if_statement' || above.kind === 'elif_clause') {
      for (const clause of [above, ...above.childrenIn('alternative')]) {
        const condition = clause.child('condition');
        if (condition !== undefined && condition !== below) tests.push(condition);
      }
    }
    below = above;
  }
  return tests;
}

function looksAtLimit(model: FileModel, test: SyntaxNode, loop: Loop): boolean {
  // What is passed by name (`timeout=5`) limits the question and not the loop.
  for (const node of descendants(test, ({ kind }) => kind !== 'keyword_argument')) {
    if (node.kind === 'call' && (isClock(model, node) || asksClock(model, node))) return true;
    const isName = node.kind === 'identifier' && node.field !== 'attribute';
    if (!isName && node.kind !== 'attribute') continue;
    const name = node.child('attribute') ?? node;
    if (limitNames.test(name.text) || isCounted(model, node, loop)) return true;
    if (isMeasured(model, node, loop)) return true;
  }
  return false;
}

/** True for a call that tells the time, or how long something has taken. */
export function isClock(model: FileModel, call: SyntaxNode): boolean {
  const name = model.names.calleeName(call);
  return name !== undefined && tellsTime(name);
}

/** `late()` and `deadline.passed()`: a function of the project that looks at a clock. */
function asksClock(model: FileModel, call: SyntaxNode): boolean {
  const definition = model.names.definition(call.child('function'));
  const body = definition?.kind === 'function_definition' ? definition.child('body') : undefined;
  if (body === undefined) return false;
  return [...ownCode(body)].some((node) => node.kind === 'call' && isClock(model, node));
}

/** True for a name or `self.tries` that the loop counts up or down, or that a `for` over a counter gives. */
function isCounted(model: FileModel, name: SyntaxNode, loop: Loop): boolean {
  const target = loop.node.kind === 'for_statement' ? loop.node.child('left') : undefined;
  if (target !== undefined && namesIn(target).includes(name.text)) return true;
  for (const node of ownCode(loop.node)) {
    if (node.kind === 'augmented_assignment' && node.child('left')?.text === name.text) return true;
    if (growsIn(node, name)) return true;
    const value = node.kind === 'assignment' ? node.child('right') : undefined;
    if (value === undefined || node.child('left')?.text !== name.text) continue;
    const counts =
      value.kind === 'binary_operator' &&
      [...descendants(value)].some((part) => part.kind === name.kind && part.text === name.text);
    const isNext = value.kind === 'call' && model.names.calleeName(value) === 'builtins.next';
    if (counts || isNext) return true;
  }
  return false;
}

/** `seen.append(x)`, where the test asks for `len(seen)`. */
function growsIn(node: SyntaxNode, name: SyntaxNode): boolean {
  const callee = node.kind === 'call' ? node.child('function') : undefined;
  const method = callee?.child('attribute')?.text;
  const isAdded =
    (method === 'append' || method === 'add') && callee?.child('object')?.text === name.text;
  const asked = name.parent?.kind === 'argument_list' ? name.parent.parent : undefined;
  return isAdded && asked?.child('function')?.text === 'len';
}

/** True for a name whose value in the loop comes from a clock. */
function isMeasured(model: FileModel, name: SyntaxNode, loop: Loop): boolean {
  for (const node of ownCode(loop.node)) {
    const value = node.kind === 'assignment' ? node.child('right') : undefined;
    if (value === undefined || node.child('left')?.text !== name.text) continue;
    if ([...descendants(value)].some((part) => part.kind === 'call' && isClock(model, part))) {
      return true;
    }
  }
  return false;
}

/**
 * A call that raises after a time: by its name, or as a function that asks a clock or counts, itself
 * or through another one.
 */
function checksLimit(model: FileModel, call: SyntaxNode, depth = 0): boolean {
  if (isWithinRemark(model, call)) return false;
  const callee = call.child('function');
  const written = callee?.child('attribute') ?? callee;
  const name = written?.kind === 'identifier' ? written.text : '';
  if (/(?:check|raise|assert|ensure|fail|test)\w*(?:time_?out|deadline|expir|limit)/i.test(name)) {
    return true;
  }
  const definition = model.names.definition(callee);
  const body = definition?.kind === 'function_definition' ? definition.child('body') : undefined;
  if (body === undefined) return false;
  const raises = model.completions.ofBlock(body).jumps.some(({ kind }) => kind === 'raise');
  if (!raises || isInside(call, body) || depth > maximumHelpers) return false;
  const inner = [...ownCode(body)];
  const counted = new Set(
    inner
      .filter(({ kind }) => kind === 'augmented_assignment')
      .map((node) => node.child('left')?.text),
  );
  return inner.some((node) => {
    if (node.kind === 'call') return isClock(model, node) || checksLimit(model, node, depth + 1);
    if (node.kind !== 'if_statement') return false;
    const condition = node.child('condition');
    return (
      condition !== undefined && [...descendants(condition)].some(({ text }) => counted.has(text))
    );
  });
}

function namesIn(expression: SyntaxNode): string[] {
  return [...descendants(expression)]
    .filter((node) => node.kind === 'identifier' && node.field !== 'attribute')
    .map(({ text }) => text);
}
