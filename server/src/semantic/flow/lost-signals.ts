import { type AirflowSignal, airflowSignals } from '../../knowledge/airflow-exceptions';
import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addToSet } from '../../text/groups';
import type { FileModel } from '../file-model';
import { rememberedByUnit, rememberedOfFile } from '../remembered-of-file';
import type { Jump } from './completion';
import type { ExceptionClass } from './exceptions';
import { recordsFailure } from './failure-records';
import {
  alwaysRaises,
  caughtClasses,
  type Handler,
  handlersOf,
  isBroad,
  keepsException,
  suppressorsOf,
} from './handlers';

/** An exception by which the code tells Airflow something, and which a handler keeps from it. */
export interface LostSignal {
  /** Airflow's own class: `airflow.AirflowSkipException`. */
  readonly exception: string;
  readonly signal: AirflowSignal;
  /** The `raise`, or the call that comes to it. */
  readonly place: SyntaxNode;
  /** True where the handler raises something else in its place. */
  readonly isReplaced: boolean;
}

/**
 * The signals that the body of a `try` raises and that this clause, which was written for something
 * else, catches and does not let on.
 */
export function lostSignals(model: FileModel, handler: Handler): LostSignal[] {
  const { clause, statement } = handler;
  const found = model.completions.ofBlock(statement.child('body')).jumps.flatMap((jump) => {
    const known = signalOf(model, jump);
    return known === undefined || !isCaughtUnawares(model, jump, handler)
      ? []
      : [{ ...known, place: jump.node }];
  });
  if (found.length === 0 || keepsException(model, handler)) return [];
  if (recordsFailure(model, handler)) return [];
  // A handler that names one of these classes knows what it does.
  if (found.some(({ exception }) => mentions(model, handler.block, exception))) return [];
  const raised = model.completions.ofBlock(handler.block).jumps.filter(isRaise);
  if (raised.some((jump) => mayPassOn(model, jump, clause))) return [];
  const isReplaced = raised.length > 0 && alwaysRaises(model, handler);
  if (raised.length > 0 && !isReplaced) return [];
  // What says the same again is let on: a helper that logs and skips.
  const lost = found.filter(
    ({ exception }) => !raised.some((jump) => isKindOf(model, jump.exception, exception)),
  );
  return lost.map((signal) => ({ ...signal, isReplaced }));
}

/** Whether the file may catch what a `raise` throws, and with it a signal that is raised in its place. */
export function mayBeCaughtInFile(model: FileModel, { statement, thrown }: Thrown): boolean {
  const { byCalls, statements } = caughtBroadly(model);
  return byCalls.has(thrown) || statements.get(statement)?.has(thrown) === true;
}

/** What the broad handlers of a file catch. */
interface CaughtBroadly {
  /** What the statements throw. */
  readonly statements: ReadonlyMap<SyntaxNode, ReadonlySet<ExceptionClass | undefined>>;
  /** What is thrown in calls, which may come to any statement. */
  readonly byCalls: ReadonlySet<ExceptionClass | undefined>;
}

const caughtBroadly = rememberedOfFile((model: FileModel): CaughtBroadly => {
  const statements = new Map<SyntaxNode, Set<ExceptionClass | undefined>>();
  const byCalls = new Set<ExceptionClass | undefined>();
  for (const { exception, node } of raisesCaughtBroadly(model)) {
    if (node.kind === 'call') byCalls.add(exception);
    else addToSet(statements, node, exception);
  }
  return { statements, byCalls };
});

const raisesCaughtBroadly = rememberedByUnit(function* (unit: FileModel): Generator<Raise> {
  for (const { clause, statement } of [...handlersOf(unit), ...suppressorsOf(unit)]) {
    if (!isBroad(unit, clause)) continue;
    yield* unit.completions.ofBlock(statement.child('body')).jumps.filter(isRaise);
  }
});

/** A `raise` statement with the name of its class, as `builtins` has it. */
interface Thrown {
  readonly statement: SyntaxNode;
  readonly thrown: string;
}

type Raise = Extract<Jump, { readonly kind: 'raise' }>;

function isRaise(jump: Jump): jump is Raise {
  return jump.kind === 'raise';
}

function signalOf(
  model: FileModel,
  jump: Jump,
): Pick<LostSignal, 'exception' | 'signal'> | undefined {
  const thrown = jump.kind === 'raise' ? jump.exception : undefined;
  if (thrown === undefined) return undefined;
  for (const [exception, signal] of airflowSignals) {
    if (isKindOf(model, thrown, exception)) return { exception, signal };
  }
  return undefined;
}

function isKindOf(
  model: FileModel,
  thrown: ExceptionClass | undefined,
  exception: string,
): boolean {
  return thrown !== undefined && model.exceptions.isSubclass(thrown, exception) === true;
}

/** True where the clause is the first that catches it, by a class that says less than it. */
function isCaughtUnawares(model: FileModel, jump: Jump, { clause, statement }: Handler): boolean {
  const thrown = jump.kind === 'raise' ? jump.exception : undefined;
  if (thrown === undefined) return false;
  const clauses = statement.parts.filter((part) => part.kind === 'except_clause');
  const first =
    clause.kind === 'call'
      ? clause
      : clauses.find((candidate) => model.completions.catches(candidate, thrown));
  if (first !== clause) return false;
  const catching = caughtClasses(model, clause).filter(
    (type) => type !== undefined && model.exceptions.isSubclass(thrown, type) === true,
  );
  return catching.length > 0 && catching.every((type) => wideClasses.has(nameOf(type)));
}

/** Classes by which nobody means a signal. */
const wideClasses: ReadonlySet<string> = new Set([
  'BaseException',
  'Exception',
  'airflow.AirflowException',
]);

function nameOf(type: ExceptionClass | undefined): string {
  return typeof type === 'string' ? type : '';
}

function mentions(model: FileModel, block: SyntaxNode | undefined, exception: string): boolean {
  if (block === undefined) return false;
  return [...descendants(block)].some(
    (node) => node.kind === 'identifier' && model.names.qualifiedName(node) === exception,
  );
}

/** True for a `raise` that lets the caught exception on, or may. */
function mayPassOn(model: FileModel, jump: Raise, clause: SyntaxNode): boolean {
  if (jump.exception === undefined) return true;
  if (jump.node.kind !== 'raise_statement') return false;
  return model.exceptions.isReraise(jump.node) && clause.kind === 'except_clause';
}
