import type { SyntaxNode } from '../../syntax/node';
import { assignTo } from './assignment';
import { caught, combine, endedWays, runAlternatives } from './branching';
import type { Completion } from './completion';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { attempt, isInstanceOf } from './exceptions';
import { evaluate } from './expressions';
import { bind, runFunction } from './functions';
import { callMethod, lookUp } from './methods';
import { partOf } from './parts';
import { executeBlock } from './statements';
import { none, unknown, type Value } from './values';

/** What `@contextmanager` makes of a generator function when it is called. */
export const generatorManager = 'contextlib._GeneratorContextManager';

export function executeWith(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const items = node.part('with_clause')?.parts ?? [];
  const managers = items.flatMap((item) => {
    // `with (A() as a, B()):` may be read as one parenthesized tuple.
    const value = item.child('value');
    return value === undefined ? [] : value.kind === 'tuple' ? value.parts : [value];
  });
  return enterAll(evaluator, managers, 0, node, environment);
}

function enterAll(
  evaluator: Evaluator,
  managers: readonly SyntaxNode[],
  position: number,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const written = managers[position];
  if (written === undefined) return executeBlock(evaluator, node.child('body'), environment);
  const expression = written.kind === 'as_pattern' ? written.parts[0] : written;
  const target = written.kind === 'as_pattern' ? written.child('alias')?.parts[0] : undefined;
  if (expression === undefined) return undefined;
  const manager = evaluate(evaluator, expression, environment);
  const body = (entered: Value): Completion => {
    if (target !== undefined) assignTo(evaluator, target, entered, environment);
    return enterAll(evaluator, managers, position + 1, node, environment);
  };
  evaluator.place = expression;
  return runManaged(evaluator, manager, expression, body);
}

/** Enters a context manager, runs the body and leaves it again, however the body ends. */
function runManaged(
  evaluator: Evaluator,
  manager: Value,
  node: SyntaxNode,
  body: (entered: Value) => Completion,
): Completion {
  switch (manager.kind) {
    case 'host': {
      const entered = manager.object.enter?.(node, evaluator) ?? manager;
      const completion = caught(evaluator, () => body(entered));
      manager.object.exit?.(node, evaluator);
      if (completion?.kind === 'raise') throw completion.raised;
      return completion;
    }
    case 'instance':
      return runInInstance(evaluator, manager, node, body);
    case 'result':
      if (manager.callee === generatorManager)
        return runInGenerator(evaluator, manager, node, body);
      if (manager.callee === 'contextlib.suppress') return runSuppressing(evaluator, manager, body);
      if (manager.callee === 'contextlib.nullcontext') {
        return body(manager.arguments.positional[0]?.value ?? none(node));
      }
      break;
    case 'unknown': {
      const [only, ...others] = manager.choices.filter((choice) => choice.kind !== 'none');
      if (manager.isOneOfChoices && only !== undefined && others.length === 0) {
        return runManaged(evaluator, only, node, body);
      }
      evaluator.gap(node, 'a context manager that is not known');
      break;
    }
    case 'none':
    case 'integer':
    case 'string':
    case 'list':
    case 'dict':
      return evaluator.raise('TypeError', 'the object is no context manager', node);
    default:
  }
  evaluator.mayRaise();
  const entered =
    manager.kind === 'result'
      ? partOf(manager, '__enter__()', node)
      : unknown('what a context manager gives', node);
  return insideUnknown(evaluator, manager, node, () => body(entered));
}

/** Lets the host know of a `with` of which it may be that it means something to it. */
function insideUnknown(
  evaluator: Evaluator,
  manager: Value,
  node: SyntaxNode,
  body: () => Completion,
): Completion {
  evaluator.host.enterUnknown?.(manager, node, evaluator);
  const completion = caught(evaluator, body);
  evaluator.host.exitUnknown?.(manager, node, evaluator);
  if (completion?.kind === 'raise') throw completion.raised;
  return completion;
}

function runInInstance(
  evaluator: Evaluator,
  manager: Value & { kind: 'instance' },
  node: SyntaxNode,
  body: (entered: Value) => Completion,
): Completion {
  const { host } = manager;
  const isOutside = lookUp(manager.class, '__enter__')?.kind !== 'value';
  if (isOutside && host === undefined) {
    return insideUnknown(evaluator, manager, node, () =>
      body(unknown('what a context manager gives', node)),
    );
  }
  const entered = isOutside
    ? (host?.enter?.(node, evaluator) ?? unknown('what a context manager gives', node))
    : (callMethod(evaluator, manager, '__enter__', []) ??
      unknown('what a context manager gives', node));
  const completion = caught(evaluator, () => body(entered));
  if (isOutside) host?.exit?.(node, evaluator);
  const raised = completion?.kind === 'raise' ? completion.raised : undefined;
  const details = [
    unknown('an exception class'),
    raised?.exception ?? none(),
    unknown('a traceback'),
  ];
  const given = raised === undefined ? [none(), none(), none()] : details;
  const answer = isOutside ? undefined : callMethod(evaluator, manager, '__exit__', given);
  if (raised === undefined) return completion;
  const isSwallowed = answer === undefined ? false : evaluator.truth(answer);
  if (isSwallowed === true) return undefined;
  if (isSwallowed === false) throw raised;
  return runAlternatives(evaluator, [() => undefined, () => completion]);
}

function runSuppressing(
  evaluator: Evaluator,
  manager: Value & { kind: 'result' },
  body: (entered: Value) => Completion,
): Completion {
  return attempt(evaluator, {
    raisesAgain: false,
    catchesOnlyImports: false,
    body: () => body(none()),
    atEnd: () => undefined,
    onRaised: (raised) => {
      const types = manager.arguments.positional.map(({ value }) =>
        isInstanceOf(evaluator, raised.exception, value),
      );
      if (types.includes(true)) return undefined;
      if (!types.includes(undefined)) throw raised;
      return runAlternatives(evaluator, [() => undefined, () => ({ kind: 'raise', raised })]);
    },
    onUnknown: [() => undefined],
  });
}

/** The body runs where the generator yields. */
function runInGenerator(
  evaluator: Evaluator,
  manager: Value & { kind: 'result' },
  node: SyntaxNode,
  body: (entered: Value) => Completion,
): Completion {
  const [made, ...positional] = manager.arguments.positional;
  if (made?.value.kind !== 'function') return body(unknown('what a context manager gives', node));
  const environment = bind(evaluator, made.value, { ...manager.arguments, positional }, node);
  const outer = evaluator.frame;
  let completion: Completion;
  let hasYielded = false;
  runFunction(evaluator, made.value, environment, (value) => {
    if (hasYielded) return unknown('what a second yield gives', node);
    hasYielded = true;
    const mark = outer.deferred.length;
    evaluator.frames.push(outer);
    try {
      completion = caught(evaluator, () => body(value));
      if (outer.deferred.length > mark) {
        // How the generator goes on for each of the ways is not followed.
        evaluator.gap(node, 'a context manager of which the body is left early');
        const ways = endedWays(evaluator, completion, mark);
        completion = combine(
          evaluator,
          ways.map((way) => ({ ...way, completion: undefined })),
        );
      }
    } finally {
      evaluator.frames.pop();
    }
    if (completion?.kind === 'raise') {
      const { raised } = completion;
      completion = undefined;
      throw raised;
    }
    return none();
  });
  if (!hasYielded) evaluator.raise('RuntimeError', "generator didn't yield", node);
  return completion;
}

/** What `@contextmanager` makes of a function. */
export function managerOf(callee: Value, node: SyntaxNode): Value {
  const positional = [{ value: callee, node }];
  const made: Value = { kind: 'outside', name: generatorManager, origin: node };
  return {
    kind: 'partial',
    callee: made,
    arguments: { positional, named: new Map(), mayHaveMore: false },
    origin: node,
  };
}
