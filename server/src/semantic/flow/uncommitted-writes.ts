import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import {
  type DatabaseConnectionFact,
  type DefinitionEffect,
  databaseConnectionFact,
  definitionEffectOf,
  writingHelpers,
} from '../../knowledge/database-connections';
import { isReached } from '../../knowledge/removals';
import { hasDictionarySplat, keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { mappedText } from '../mapped-text';
import { isWithinRemark } from '../remarks';
import { rememberedOfFile } from '../remembered-of-file';
import {
  changesRows,
  changesTables,
  endsTransaction,
  isTemporary,
  sqlText,
} from '../sql-statements';
import { creationsOf } from './creations';
import { usesOfResult } from './result-uses';
import { loopAround } from './statement-places';

/** A connection through which something is written, and which nothing commits. */
export interface UncommittedConnection {
  /** The call that connects. */
  readonly creation: SyntaxNode;
  readonly fact: DatabaseConnectionFact;
  /** The calls that write, in source order. */
  readonly writes: readonly SyntaxNode[];
  /** The calls that close the connection. */
  readonly closes: readonly SyntaxNode[];
}

/** The connections of tasks whose writes are never committed. */
export function* uncommittedConnections(
  model: FileModel,
  airflowVersion: string | undefined,
): Generator<UncommittedConnection> {
  for (const { name, node } of model.calls) {
    const fact = databaseConnectionFact(name ?? sessionOf(model, node) ?? '');
    if (fact === undefined || !model.runsInTask(node)) continue;
    if (isSettledBy(model, node, fact) || !holds(model, fact, airflowVersion)) continue;
    const isEngine = name?.startsWith('sqlalchemy.engine.Engine.') === true;
    const definitions = isEngine ? definitionsOfEngine(model, node) : fact.definitions;
    if (definitions === undefined) continue;
    const seen = new Transaction(model, { ...fact, definitions });
    const isSeen = fact.isCursor ? seen.cursor(node) : seen.connection(node);
    const writes = seen.lostWrites();
    if (!isSeen || writes.length === 0 || isLeftByWith(model, node, fact)) continue;
    yield { creation: node, fact, writes, closes: seen.closes };
  }
}

/** `Session()` for `Session = sessionmaker(…)`. */
function sessionOf(model: FileModel, call: SyntaxNode): string | undefined {
  const type = model.names.instanceType(call.child('function'));
  return type === 'sqlalchemy.orm.sessionmaker' || type === 'sqlalchemy.orm.scoped_session'
    ? 'sqlalchemy.orm.sessionmaker.session'
    : undefined;
}

/** `autocommit=True`, or arguments that may say so. */
function isSettledBy(model: FileModel, call: SyntaxNode, fact: DatabaseConnectionFact): boolean {
  if (hasDictionarySplat(call)) return fact.since === undefined;
  return fact.settlingArguments.some((name) => {
    const value = keywordValue(call, name);
    if (value === undefined) return false;
    // `isolation_level=None` is the autocommit of sqlite3.
    return name !== 'autocommit' || model.constants.truth(value) !== false;
  });
}

/**
 * What definitions do in the database of an engine; undefined where it is not seen to be one whose
 * driver begins a transaction by itself: Snowflake, BigQuery and others commit every statement.
 */
function definitionsOfEngine(model: FileModel, call: SyntaxNode): DefinitionEffect | undefined {
  const engines = model.blocking.creationsOfOwner(call) ?? [];
  const effects = engines.map((engine) => {
    const name = model.names.calleeName(engine) ?? '';
    const url = mappedText(model, positionalValue(engine, 0))?.text ?? '';
    const dialect = name === 'sqlalchemy.create_engine' ? /^\w+/.exec(url)?.[0] : name;
    return dialect === undefined ? undefined : definitionEffectOf(dialect);
  });
  const [first] = effects;
  return effects.every((effect) => effect === first) ? first : undefined;
}

/** Only what is known to be installed is known to leave the commit to its user. */
function holds(
  model: FileModel,
  { since }: DatabaseConnectionFact,
  airflowVersion: string | undefined,
): boolean {
  if (since === undefined) return true;
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const isBrought = version !== undefined && isReached(version, since.airflow);
  return isBrought || model.hasPackage(since) === true;
}

/** True where `with connection:` commits at its end. */
function isLeftByWith(
  model: FileModel,
  creation: SyntaxNode,
  { commitsInWith }: DatabaseConnectionFact,
): boolean {
  return commitsInWith && enteredCreations(model).has(creation);
}

const enteredCreations = rememberedOfFile(
  (model: FileModel): ReadonlySet<SyntaxNode> =>
    new Set(model.nodes('with_statement').flatMap((node) => creationsIn(model, node))),
);

/** The calls that make what a `with` statement enters itself. */
function creationsIn(model: FileModel, statement: SyntaxNode): readonly SyntaxNode[] {
  return withItems(statement).flatMap((item) => {
    const isClosing = item.kind === 'call' && model.names.calleeName(item) === 'contextlib.closing';
    return isClosing ? [] : (creationsOf(model.names, model.values, item) ?? []);
  });
}

/** What is read from a connection or cursor, or set on it, without ending its transaction. */
const neutralAttributes: ReadonlySet<string> = new Set([
  'arraysize',
  'closed',
  'description',
  'encoding',
  'lastrowid',
  'notices',
  'row_factory',
  'rowcount',
  'status',
  'text_factory',
]);

const neutralMethods: ReadonlySet<string> = new Set([
  'close',
  'create_function',
  'cursor',
  'fetchall',
  'fetchmany',
  'fetchone',
  'flush',
  'get_bind',
  'mogrify',
  'nextset',
  'ping',
  'query',
  'rollback',
  'scalar',
  'scalars',
  'set_client_encoding',
]);

const executingMethods: ReadonlySet<string> = new Set(['copy_expert', 'execute', 'executemany']);

/** What is done through one connection. */
class Transaction {
  readonly closes: SyntaxNode[] = [];
  readonly #writes: SyntaxNode[] = [];
  /** Definitions that commit what was written before them. */
  readonly #commits: SyntaxNode[] = [];

  constructor(
    private readonly model: FileModel,
    private readonly fact: DatabaseConnectionFact,
  ) {}

  /** What is written behind all that commits, in source order. */
  lostWrites(): readonly SyntaxNode[] {
    const last = Math.max(-1, ...this.#commits.map(({ start }) => start));
    // The next round of a loop commits what this one has written.
    if (this.#commits.some((call) => loopAround(call) !== undefined)) return [];
    return this.#writes.filter(({ start }) => start > last).sort((a, b) => a.start - b.start);
  }

  /** Notes the writes through a connection; false where it is, or may be, committed. */
  connection(creation: SyntaxNode): boolean {
    const uses = usesOfResult(this.model, creation);
    return uses?.every(({ node }) => this.#isUncommitted(node, true)) ?? false;
  }

  /** The same for a cursor. */
  cursor(creation: SyntaxNode): boolean {
    const uses = usesOfResult(this.model, creation);
    return uses?.every(({ node }) => this.#isUncommitted(node, false)) ?? false;
  }

  #isUncommitted(node: SyntaxNode, isConnection: boolean): boolean {
    const parent = node.parent;
    if (isWithinRemark(this.model, node) || isOnlyTested(parent)) return true;
    if (parent?.kind === 'for_statement' || parent?.kind === 'for_in_clause') return !isConnection;
    if (parent?.kind === 'argument_list') return this.#isHelped(node, parent.parent, isConnection);
    if (parent?.kind !== 'attribute' || node.field !== 'object') return false;
    const method = parent.child('attribute')?.text ?? '';
    const call = parent.parent?.kind === 'call' ? parent.parent : undefined;
    if (call === undefined || call.child('function') !== parent) {
      return neutralAttributes.has(method);
    }
    if (isConnection && method === 'cursor') return this.cursor(call);
    if (isConnection && method === 'close') this.closes.push(call);
    if (this.fact.writes.has(method)) {
      this.#writes.push(call);
      return true;
    }
    if (executingMethods.has(method)) return this.#isExecuted(call);
    return neutralMethods.has(method);
  }

  /** Notes what a call executes; false for a text that commits by itself. */
  #isExecuted(call: SyntaxNode): boolean {
    const sql = sqlText(this.model, positionalValue(call, 0));
    // A statement that is not shown may be anything, a commit too.
    if (sql === undefined) return isBuiltQuery(call);
    // What is kept for this connection alone is not meant to stay.
    if (endsTransaction(sql) || isTemporary(sql)) return false;
    const isCopy = /\bFROM\s+STDIN\b/i.test(sql.text);
    const definesTables = changesTables(sql);
    if (definesTables && this.fact.definitions === 'commit') this.#commits.push(call);
    const isWrite = definesTables && this.fact.definitions === 'write';
    if (changesRows(sql) || isWrite || isCopy) this.#writes.push(call);
    return true;
  }

  #isHelped(node: SyntaxNode, call: SyntaxNode | undefined, isConnection: boolean): boolean {
    if (call?.kind !== 'call') return false;
    const name = this.model.names.calleeName(call) ?? '';
    if (writingHelpers.has(name) && !isConnection && positionalValue(call, 0) === node) {
      this.#writes.push(call);
      return true;
    }
    return /^pandas\.read_sql/.test(name);
  }
}

/** `execute(select(…))` commits nothing; a name may hold any text. */
function isBuiltQuery(call: SyntaxNode): boolean {
  return positionalValue(call, 0)?.kind === 'call';
}

/** `if connection:`, `connection is None`. */
function isOnlyTested(parent: SyntaxNode | undefined): boolean {
  return (
    parent?.kind === 'if_statement' ||
    parent?.kind === 'elif_clause' ||
    parent?.kind === 'not_operator' ||
    parent?.kind === 'comparison_operator' ||
    parent?.kind === 'boolean_operator'
  );
}
