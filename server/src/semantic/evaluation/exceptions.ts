import { builtinException, builtinExceptionBases } from '../../knowledge/builtins';
import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { assignTo } from './assignment';
import { caught, combine, runAlternatives, type Way, waysOf } from './branching';
import { type Completion, OutOfSteps, PythonRaise } from './completion';
import type { Environment } from './environment';
import type { Evaluator, OpenTry } from './evaluator';
import { evaluate } from './expressions';
import { executeBlock } from './statements';
import { unknown, type Value } from './values';

export function executeTry(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const last = node.part('finally_clause')?.part('block');
  if (last === undefined) return executeHandled(evaluator, node, environment);
  const completion = caught(evaluator, () => executeHandled(evaluator, node, environment));
  const lastCompletion = executeBlock(evaluator, last, environment);
  if (lastCompletion !== undefined) return lastCompletion;
  if (completion?.kind === 'raise') throw completion.raised;
  return completion;
}

function executeHandled(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const handlers = node.parts.filter((part) => part.kind === 'except_clause');
  const body = node.child('body');
  if (handlers.length === 0) return executeBlock(evaluator, body, environment);
  return attempt(evaluator, {
    raisesAgain: handlers.every(endsInRaise),
    catchesOnlyImports: handlers.every(catchesOnlyImports),
    body: () => executeBlock(evaluator, body, environment),
    atEnd: () => executeElse(evaluator, node, environment),
    onRaised: (raised) => executeHandlers(evaluator, handlers, environment, raised),
    onUnknown: handlers.map((handler) => () => {
      const reason = 'an exception that is not known';
      const raised = new PythonRaise(unknown(reason, handler), handler);
      return executeHandler(evaluator, handler, environment, raised);
    }),
  });
}

interface Attempt {
  readonly raisesAgain: boolean;
  readonly catchesOnlyImports: boolean;
  readonly body: () => Completion;
  /** Runs behind a body that came to its end. */
  readonly atEnd: () => Completion;
  /** What happens to an exception that the body surely raises. */
  readonly onRaised: (raised: PythonRaise) => Completion;
  /** What may happen where the body may raise an exception that nobody knows. */
  readonly onUnknown: readonly (() => Completion)[];
}

/** Runs a body of which exceptions are caught. */
export function attempt(evaluator: Evaluator, parts: Attempt): Completion {
  const { journal } = evaluator;
  const { raisesAgain, catchesOnlyImports } = parts;
  const open: OpenTry = { raisesAgain, catchesOnlyImports, mayHaveRaised: false, changes: [] };
  evaluator.tries.push(open);
  const bodyWays = waysOf(evaluator, parts.body, true);
  evaluator.tries.pop();
  const goOn = (way: Way): Completion => {
    journal.join([way.changes]);
    if (way.completion?.kind === 'raise') return parts.onRaised(way.completion.raised);
    return way.completion ?? parts.atEnd();
  };
  const [only, ...others] = bodyWays;
  if (only !== undefined && others.length === 0 && !open.mayHaveRaised) return goOn(only);
  const ways = bodyWays.flatMap((way) => waysOf(evaluator, () => goOn(way)));
  if (open.mayHaveRaised) {
    const before = [...bodyWays.map((way) => way.changes), ...open.changes];
    for (const handle of parts.onUnknown) {
      const unfinished = () => {
        journal.joinUnfinished(before);
        return handle();
      };
      ways.push(...waysOf(evaluator, unfinished));
    }
  }
  return combine(evaluator, ways);
}

function executeElse(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Completion {
  return executeBlock(evaluator, node.part('else_clause')?.child('body'), environment);
}

/** The first handler that catches the exception; several of them where that is not known. */
function executeHandlers(
  evaluator: Evaluator,
  handlers: readonly SyntaxNode[],
  environment: Environment,
  raised: PythonRaise,
): Completion {
  for (const [i, handler] of handlers.entries()) {
    const type = handledType(handler);
    const catches =
      type === undefined
        ? true
        : isInstanceOf(evaluator, raised.exception, evaluate(evaluator, type, environment));
    if (catches === true) return executeHandler(evaluator, handler, environment, raised);
    if (catches === false) continue;
    if (evaluator.isTooDeep) throw new OutOfSteps(handler);
    evaluator.depth++;
    const completion = runAlternatives(evaluator, [
      () => executeHandler(evaluator, handler, environment, raised),
      () => executeHandlers(evaluator, handlers.slice(i + 1), environment, raised),
    ]);
    evaluator.depth--;
    return completion;
  }
  throw raised;
}

function executeHandler(
  evaluator: Evaluator,
  handler: SyntaxNode,
  environment: Environment,
  raised: PythonRaise,
): Completion {
  const pattern = handler.child('value');
  const target = pattern?.kind === 'as_pattern' ? pattern.child('alias')?.parts[0] : undefined;
  if (target !== undefined) assignTo(evaluator, target, raised.exception, environment);
  evaluator.handled.push(raised);
  try {
    return executeBlock(evaluator, handler.part('block'), environment);
  } finally {
    evaluator.handled.pop();
    if (target?.kind === 'identifier') evaluator.bind(environment, target.text, undefined);
  }
}

function handledType(handler: SyntaxNode): SyntaxNode | undefined {
  const value = handler.child('value');
  return value?.kind === 'as_pattern' ? value.parts[0] : value;
}

/** True where a handler passes on what it has caught, or ends the process. */
function endsInRaise(handler: SyntaxNode): boolean {
  const last = statementsOf(handler.part('block')).at(-1);
  return last?.kind === 'raise_statement' || /^(sys\.)?exit\(/.test(last?.text ?? '');
}

function catchesOnlyImports(handler: SyntaxNode): boolean {
  const type = handledType(handler);
  const types = type?.kind === 'tuple' ? type.parts : type === undefined ? [] : [type];
  return (
    types.length > 0 &&
    types.every(({ text }) => text === 'ImportError' || text === 'ModuleNotFoundError')
  );
}

/** Whether a value is an instance of a class, or of one of a tuple of classes. */
export function isInstanceOf(evaluator: Evaluator, value: Value, type: Value): boolean | undefined {
  if (type.kind === 'tuple') {
    let answer: boolean | undefined = type.mayHaveMore ? undefined : false;
    for (const each of type.items) {
      const one = isInstanceOf(evaluator, value, each);
      if (one === true) return true;
      if (one === undefined) answer = undefined;
    }
    return answer;
  }
  if (type.kind !== 'class' && type.kind !== 'outside') return undefined;
  if (type.kind === 'outside' && type.name === 'builtins.object') return true;
  switch (value.kind) {
    case 'instance':
      return isSubclassOf(evaluator, value.class, type);
    case 'result':
      if (value.isPart === true) return undefined;
      return type.kind === 'class' ? false : isSubtype(evaluator, value.callee, type.name);
    case 'host': {
      if (type.kind === 'class') return false;
      if (value.object.className === type.name) return true;
      return (
        value.object.isInstance?.(type.name) ??
        isSubtype(evaluator, value.object.className, type.name)
      );
    }
    case 'unknown': {
      if (!value.isOneOfChoices) return undefined;
      const answers = value.choices.map((choice) => isInstanceOf(evaluator, choice, type));
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    case 'outside':
    case 'names':
    case 'super':
      return undefined;
    default: {
      // A named tuple and the view of a dictionary have classes of their own.
      if (value.kind === 'tuple' && value.names !== undefined) return undefined;
      if (value.kind === 'list' && value.isView === true) return undefined;
      if (type.kind === 'class') return false;
      if (value.kind === 'set' && /^builtins\.(frozen)?set$/.test(type.name)) {
        return value.isFrozen === (type.name === 'builtins.frozenset');
      }
      const names = typeNames[value.kind];
      if (names === undefined) return undefined;
      if (names.includes(type.name)) return true;
      return type.name.startsWith('builtins.') || type.name === 'datetime.timedelta'
        ? false
        : undefined;
    }
  }
}

export function isSubclassOf(
  evaluator: Evaluator,
  type: Value & { kind: 'class' },
  base: Value,
): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const each of type.order) {
    if (each === base) return true;
    if (each.kind === 'outside' && base.kind === 'outside') {
      const one = isSubtype(evaluator, each.name, base.name);
      if (one === true) return true;
      if (one === undefined) answer = undefined;
    } else if (each.kind !== 'class' && each.kind !== 'outside') answer = undefined;
  }
  return answer;
}

/** Whether one outside class is derived from another, as far as names tell. */
function isSubtype(evaluator: Evaluator, name: string, base: string): boolean | undefined {
  if (name === base) return true;
  const known = evaluator.host.isSubclass?.(name, base);
  if (known !== undefined) return known;
  const [short, shortBase] = [withoutModule(name), withoutModule(base)];
  const exception = short === undefined ? undefined : builtinException(short);
  const baseException = shortBase === undefined ? undefined : builtinException(shortBase);
  if (exception !== undefined && baseException !== undefined) {
    return exception === baseException || builtinExceptionBases(exception).includes(baseException);
  }
  if (name === 'builtins.object') return false;
  return name.startsWith('builtins.') && base.startsWith('builtins.') ? false : undefined;
}

function withoutModule(name: string): string | undefined {
  return name.startsWith('builtins.') ? name.slice('builtins.'.length) : undefined;
}

const typeNames: Readonly<Partial<Record<Value['kind'], readonly string[]>>> = {
  none: ['types.NoneType'],
  boolean: ['builtins.bool', 'builtins.int'],
  integer: ['builtins.int'],
  float: ['builtins.float'],
  string: [
    'builtins.str',
    'typing.Sequence',
    'collections.abc.Sequence',
    'collections.abc.Iterable',
  ],
  bytes: ['builtins.bytes'],
  list: ['builtins.list', 'collections.abc.Sequence', 'collections.abc.Iterable', 'typing.List'],
  tuple: ['builtins.tuple', 'collections.abc.Sequence', 'collections.abc.Iterable'],
  set: ['collections.abc.Iterable'],
  dict: ['builtins.dict', 'collections.abc.Mapping', 'typing.Dict', 'typing.Mapping'],
  range: ['builtins.range'],
  duration: ['datetime.timedelta'],
  function: ['types.FunctionType'],
};
