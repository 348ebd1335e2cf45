import { argumentNodes, positionalValue } from '../../syntax/calls';
import { statementsOf, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { followAssignment, followAugmented, heldFrame } from './assignments';
import { columnKey, type Environment, hasRows, mentionsFrame, scalarOf } from './environment';
import { assignedTo, evaluate } from './expressions';
import { isInPlace } from './retyping';
import { type Sink, sinkOf } from './sinks';
import { type Column, type Frame, joinedFrames, type RowSet, withColumn } from './values';

/** The names that hold frames and columns while statements are followed, and what they write. */
export interface Progress {
  readonly names: Map<string, Frame | Column>;
  readonly sinks: Sink[];
}

type Sources = Pick<Environment, 'model' | 'read' | 'frame'>;

/**
 * Follows statements that work on a frame. False where one of them may need the whole frame, or
 * where running it for each part may do something else than running it once.
 */
export function followStatements(
  sources: Sources,
  statements: readonly SyntaxNode[],
  progress: Progress,
): boolean {
  return statements.every((statement) => followStatement(sources, statement, progress));
}

function followStatement(sources: Sources, statement: SyntaxNode, progress: Progress): boolean {
  const environment = { ...sources, names: progress.names, used: new Set<RowSet>() };
  const isAboutFrame = mentionsFrame(environment, statement);
  if (!isAboutFrame) return isHarmless(environment, statement);
  switch (statement.kind) {
    case 'expression_statement':
      return followExpression(environment, statement, progress);
    case 'delete_statement':
      return statement.parts.every((target) => followDeletion(environment, target, progress));
    case 'if_statement':
      return followIf(environment, statement, progress);
    case 'for_statement':
      return followFor(environment, statement, progress);
    default:
      return false;
  }
}

/**
 * True for a statement without the frame that may as well run for each part: it gives a name a value
 * that is always the same, or says something.
 */
export function isHarmless(environment: Environment, statement: SyntaxNode): boolean {
  if (statement.kind === 'pass_statement') return true;
  const inner = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
  if (inner?.kind === 'string') return true;
  if (inner?.kind === 'assignment') {
    const name = inner.child('left');
    return (
      name?.kind === 'identifier' &&
      environment.model.scopes.lookup(name.text, name).length === 1 &&
      scalarOf(environment, inner.child('right')) !== undefined
    );
  }
  return inner?.kind === 'call' && isMessage(environment, inner);
}

function isMessage(environment: Environment, call: SyntaxNode): boolean {
  const name = environment.model.names.calleeName(call) ?? '';
  const says = name === 'builtins.print' || /^logging\.(?:Logger\.)?[a-z]+$/.test(name);
  return (
    says &&
    argumentNodes(call).every((argument) => {
      const value = argument.kind === 'keyword_argument' ? argument.child('value') : argument;
      return scalarOf(environment, value) !== undefined;
    })
  );
}

function followExpression(
  environment: Environment,
  statement: SyntaxNode,
  progress: Progress,
): boolean {
  const inner = statement.parts[0];
  switch (inner?.kind) {
    case 'assignment':
      return followAssignment(environment, inner, progress);
    case 'augmented_assignment':
      return followAugmented(environment, inner, progress);
    case 'call':
      return followCall(environment, inner, progress);
    default:
      return false;
  }
}

function followCall(environment: Environment, call: SyntaxNode, progress: Progress): boolean {
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  const object = callee?.child('object');
  if (object === undefined || method === undefined) return false;
  if (method === 'insert') return followInsertion(environment, object, call, progress);
  if (method === 'pop') {
    return heldFrame(environment, object) !== undefined && argumentNodes(call).length === 1;
  }
  if (isInPlace(environment, call)) return followInPlace(environment, object, call, progress);
  const value = evaluate(environment, object);
  const sink = value?.kind === 'frame' ? sinkOf(environment, value, method, call) : undefined;
  if (sink === undefined) return false;
  progress.sinks.push(sink);
  return true;
}

/** `frame.insert(0, key, value)` */
function followInsertion(
  environment: Environment,
  object: SyntaxNode,
  call: SyntaxNode,
  { names }: Progress,
): boolean {
  const held = heldFrame(environment, object);
  const [place, key, value] = [0, 1, 2].map((position) => positionalValue(call, position));
  if (held === undefined || key === undefined || value === undefined) return false;
  const isPlain =
    scalarOf(environment, place)?.type === 'integer' && argumentNodes(call).length === 3;
  const result = hasRows(environment, held.frame.rows, (inner) => evaluate(inner, value));
  const changed = isPlain ? assignedTo(held.frame, columnKey(environment, key), result) : undefined;
  if (changed === undefined) return false;
  names.set(held.name, changed);
  return true;
}

/** `frame.dropna(inplace=True)`, `frame[key].fillna(0, inplace=True)` */
function followInPlace(
  environment: Environment,
  object: SyntaxNode,
  call: SyntaxNode,
  { names }: Progress,
): boolean {
  const result = evaluate(environment, call);
  const held = heldFrame(environment, object);
  if (held !== undefined && result?.kind === 'frame') {
    names.set(held.name, result);
    return true;
  }
  const owner =
    object.kind === 'subscript' ? heldFrame(environment, object.child('value')) : undefined;
  const key = object.childrenIn('subscript')[0];
  if (owner === undefined || key === undefined || result?.kind !== 'column') return false;
  names.set(owner.name, withColumn(owner.frame, columnKey(environment, key), result));
  return true;
}

/** `del frame`, `del frame[key]` */
function followDeletion(
  environment: Environment,
  target: SyntaxNode,
  { names }: Progress,
): boolean {
  if (target.kind === 'identifier') return names.delete(target.text);
  if (target.kind === 'expression_list') {
    return target.parts.every((part) => followDeletion(environment, part, { names, sinks: [] }));
  }
  return target.kind === 'subscript' && heldFrame(environment, target.child('value')) !== undefined;
}

/** A condition that is the same for every part: it asks for names of columns, or not for the frame. */
function followIf(environment: Environment, statement: SyntaxNode, progress: Progress): boolean {
  const states: Map<string, Frame | Column>[] = [];
  let hasElse = false;
  for (const clause of [statement, ...statement.childrenIn('alternative')]) {
    const condition = clause.child('condition');
    if (clause.kind === 'else_clause') hasElse = true;
    else if (condition === undefined || !isSameForAll(environment, condition)) return false;
    const block = clause.child('consequence') ?? clause.child('body');
    const branch = { names: new Map(progress.names), sinks: progress.sinks };
    if (!followStatements(environment, statementsOf(block), branch)) return false;
    states.push(branch.names);
  }
  if (!hasElse) states.push(new Map(progress.names));
  return join(progress.names, states);
}

function isSameForAll(environment: Environment, condition: SyntaxNode): boolean {
  const inner = withoutParentheses(condition);
  if (!mentionsFrame(environment, inner)) return scalarOf(environment, inner) !== undefined;
  if (inner.kind === 'boolean_operator' || inner.kind === 'not_operator') {
    return inner.parts.every((part) => isSameForAll(environment, part));
  }
  const [key, container, ...others] = inner.parts;
  if (inner.kind !== 'comparison_operator' || key === undefined || others.length > 0) return false;
  const operator = inner
    .childrenIn('operators')
    .map(({ text }) => text)
    .join(' ');
  return (
    (operator === 'in' || operator === 'not in') &&
    scalarOf(environment, key) !== undefined &&
    evaluate(environment, container)?.kind === 'labels'
  );
}

/** A loop over names of columns, or over what has nothing to do with the frame. */
function followFor(environment: Environment, loop: SyntaxNode, progress: Progress): boolean {
  const iterable = loop.child('right');
  const target = loop.child('left');
  if (iterable === undefined || target?.kind !== 'identifier') return false;
  if (progress.names.has(target.text) || loop.child('alternative') !== undefined) return false;
  const isOverNames =
    evaluate(environment, iterable)?.kind === 'labels' ||
    scalarOf(environment, iterable)?.type === 'list';
  if (!isOverNames) return false;
  const body = statementsOf(loop.child('body'));
  // Twice, since what the first round makes of a column is what the second finds.
  for (let round = 0; round < 2; round++) {
    const branch: Progress = { names: new Map(progress.names), sinks: [] };
    if (!followStatements(environment, body, branch) || branch.sinks.length > 0) return false;
    if (!join(progress.names, [branch.names, new Map(progress.names)])) return false;
  }
  return true;
}

/** What is known after either of several ways; false where they leave different rows or names. */
function join(
  names: Map<string, Frame | Column>,
  states: readonly ReadonlyMap<string, Frame | Column>[],
): boolean {
  const all = new Set(states.flatMap((state) => [...state.keys()]));
  for (const name of all) {
    const [first, ...others] = states.map((state) => state.get(name));
    if (first === undefined) return false;
    let joined: Frame | Column = first;
    for (const other of others) {
      if (other === joined) continue;
      if (other?.kind !== 'frame' || joined.kind !== 'frame') return false;
      const both = joinedFrames(joined, other);
      if (both === undefined) return false;
      joined = both;
    }
    names.set(name, joined);
  }
  return true;
}
