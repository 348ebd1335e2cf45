import { builtinBaseOf, type IoFact, ioFact } from '../../knowledge/io-calls';
import { argumentNodes, keywordValue } from '../../syntax/calls';
import {
  ancestors,
  descendants,
  nearestAncestor,
  ownCode,
  statementOf,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { withItems } from '../dag/contexts';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import type { ExceptionClass } from './exceptions';

/** A call that reads files, talks to other hosts or starts processes. */
export interface IoCall {
  readonly node: SyntaxNode;
  readonly fact: IoFact;
}

/** How many callers are followed from a call to a handler around it. */
const maximumCalls = 6;

/** All such calls of a file that run where they stand, in source order. */
export function ioCalls(model: FileModel): IoCall[] {
  return model.calls.flatMap(({ name, node }) => {
    const found = ioCallAt(node, name);
    // Only for these few is it worth to climb through what may be deeply nested.
    return found.length === 0 || isForLater(node) ? [] : found;
  });
}

/** `read = lambda: open(path)`; what a lambda does that is handed to a call happens in there. */
function isForLater(node: SyntaxNode): boolean {
  const lambda = nearestAncestor(node, 'lambda', 'block');
  const holder = lambda?.kind === 'lambda' ? lambda.parent?.kind : 'argument_list';
  return holder !== 'argument_list' && holder !== 'keyword_argument';
}

/** The calls in the code of a statement itself; nested functions are not its code. */
export function ioCallsWithin(model: FileModel, statement: SyntaxNode): IoCall[] {
  return [...ownCode(statement)].flatMap((node) =>
    node.kind === 'call' ? ioCallAt(node, model.names.calleeName(node)) : [],
  );
}

function ioCallAt(node: SyntaxNode, name: string | undefined): IoCall[] {
  const fact = name === undefined ? undefined : ioFact(name);
  if (fact === undefined) return [];
  // The shell is always there to be started; what it runs says so by its exit code.
  const startsShell = name === 'subprocess.Popen' && keywordValue(node, 'shell')?.text === 'True';
  return startsShell ? [] : [{ node, fact }];
}

/**
 * True where some handler looks after the exceptions of a call: a `try` around it, `suppress`, a
 * retry decorator, or such a thing around every call of its function in this file.
 */
export function isHandled(model: FileModel, call: IoCall): boolean {
  return isHandledAt(model, call.node, call.fact, new Set());
}

function isHandledAt(
  model: FileModel,
  node: SyntaxNode,
  fact: IoFact,
  seen: ReadonlySet<SyntaxNode>,
): boolean {
  let below = node;
  for (const above of ancestors(node)) {
    // A lambda runs, as far as one can see, in the statement that it is written in.
    if (above.kind === 'function_definition') break;
    if (above.kind === 'try_statement' && below.field === 'body') {
      const clauses = above.parts.filter((part) => part.kind === 'except_clause');
      const caught = clauses.flatMap((clause) => model.exceptions.caughtBy(clause));
      if (caught.some((type) => concerns(model, type, fact))) return true;
    }
    // What runs in a handler or on the way out belongs to the handling.
    if (above.kind === 'except_clause' || above.kind === 'finally_clause') return true;
    if (above.kind === 'with_statement' && isHandledByContext(model, above, fact)) return true;
    below = above;
  }
  const definition = nearestAncestor(node, 'function_definition');
  if (definition === undefined || seen.has(definition) || seen.size > maximumCalls) return false;
  const decorators = decoratorsOf(definition, model.names);
  if (decorators.some(({ name }) => retries(name))) return true;
  // What fails at the `yield` of a context manager has failed in the body of its `with`.
  if (isAroundYield(node) && decorators.some(({ name }) => isContextManager(name))) return true;
  // A decorator of the project with a handler in it calls the function there.
  if (decorators.some(({ anchor }) => handles(model, model.names.definition(anchor), fact))) {
    return true;
  }
  const calls = model.callSites.of(definition);
  if (model.isTaskEntry(definition)) return false;
  // What another file does around its calls is not seen from here.
  if (model.callSites.isCalledElsewhere(definition)) return true;
  if (calls.length === 0) return false;
  const next = new Set([...seen, definition]);
  return calls.every((call) => isHandledAt(model, call, fact, next));
}

/** Whether a handler of this class was written with such failures in mind. */
function concerns(model: FileModel, caught: ExceptionClass | undefined, fact: IoFact): boolean {
  if (typeof caught !== 'string') return true;
  if (caught === 'Exception' || caught === 'BaseException') return true;
  return fact.raises.some((raised) => {
    const builtin = builtinBaseOf(raised) ?? raised;
    const isRelated =
      model.exceptions.isSubclass(caught, builtin) === true ||
      model.exceptions.isSubclass(builtin, caught) === true;
    return isRelated || packageOf(caught) === packageOf(raised) || caught.startsWith('airflow.');
  });
}

function packageOf(name: string): string {
  return name.includes('.') ? name.slice(0, name.indexOf('.')) : name;
}

/** `suppress`, and context managers of the project that look after what their body raises. */
function isHandledByContext(model: FileModel, statement: SyntaxNode, fact: IoFact): boolean {
  return withItems(statement).some((item) => {
    if (item.kind === 'call' && model.names.calleeName(item) === 'contextlib.suppress') {
      const types = argumentNodes(item).map((type) => model.exceptions.classOf(type));
      return types.some((type) => concerns(model, type, fact));
    }
    const maker = item.kind === 'call' ? model.names.definition(item.child('function')) : undefined;
    if (maker?.kind === 'function_definition') return handles(model, maker, fact);
    const owner = maker ?? model.names.instanceClass(item);
    if (owner?.kind !== 'class_definition') return false;
    // An `__exit__` that only closes does not look at the exception that it is given.
    const exit =
      model.names.methodOf(owner, '__exit__') ?? model.names.methodOf(owner, '__aexit__');
    const error = exit?.child('parameters')?.parts[2]?.text;
    const body = exit?.child('body');
    return (
      body !== undefined &&
      error !== undefined &&
      [...descendants(body)].some((node) => node.kind === 'identifier' && node.text === error)
    );
  });
}

/** True for a function in which some handler was written with such failures in mind. */
function handles(model: FileModel, definition: SyntaxNode | undefined, fact: IoFact): boolean {
  const body = definition?.kind === 'function_definition' ? definition.child('body') : undefined;
  if (body === undefined) return false;
  return [...descendants(body)].some(
    (node) =>
      node.kind === 'except_clause' &&
      model.exceptions.caughtBy(node).some((type) => concerns(model, type, fact)),
  );
}

const retryPackages: ReadonlySet<string> = new Set(['backoff', 'retry', 'retrying', 'tenacity']);

/** True for the header of a statement with a `yield` in it: `with open(path) as file: yield file`. */
function isAroundYield(node: SyntaxNode): boolean {
  const statement = statementOf(node);
  if (statement === undefined) return false;
  return [...ownCode(statement)].some((inner) => inner.kind === 'yield' && inner.isNamed);
}

function isContextManager(decorator: string | undefined): boolean {
  return (
    decorator === 'contextlib.contextmanager' || decorator === 'contextlib.asynccontextmanager'
  );
}

function retries(decorator: string | undefined): boolean {
  return decorator !== undefined && retryPackages.has(packageOf(decorator));
}
