import { positionalValue } from '../syntax/calls';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';
import { mappedText } from './mapped-text';

/** What the statements of a text do to the database, as far as their first words tell. */
export interface SqlText {
  readonly text: string;
  /** The first word of each statement, in upper case. */
  readonly verbs: readonly string[];
}

/** The SQL that an expression holds, also inside `text(…)`; undefined where no literal shows it. */
export function sqlText(model: FileModel, expression: SyntaxNode | undefined): SqlText | undefined {
  if (expression === undefined) return undefined;
  const [value = expression] = model.values.of(expression);
  const isWrapped = value.kind === 'call' && wrappers.has(model.names.calleeName(value) ?? '');
  const inner = isWrapped ? positionalValue(value, 0) : value;
  const mapped = mappedText(model, inner);
  if (mapped === undefined) return undefined;
  const bare = mapped.text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  return { text: bare, verbs: bare.split(';').flatMap(verbsOf) };
}

function verbsOf(statement: string): string[] {
  const verb = /^[\s(]*([a-z]+)\b/i.exec(statement)?.[1]?.toUpperCase();
  if (verb !== 'WITH') return verb === undefined ? [] : [verb];
  // What the queries in front are for comes behind them; in PostgreSQL they may write themselves.
  const writes = statement.matchAll(
    /\b(INSERT)\s+INTO\b|\b(UPDATE)\s+[\w."]+\s+(?:AS\s+)?(?:\w+\s+)?SET\b|\b(DELETE)\s+FROM\b|\b(MERGE)\s+INTO\b/gi,
  );
  return [verb, ...[...writes].map(([words]) => (/^\w+/.exec(words)?.[0] ?? '').toUpperCase())];
}

const wrappers: ReadonlySet<string> = new Set([
  'psycopg.sql.SQL',
  'psycopg2.sql.SQL',
  'sqlalchemy.sql.text',
  'sqlalchemy.text',
]);

const changes: ReadonlySet<string> = new Set(['DELETE', 'INSERT', 'MERGE', 'REPLACE', 'UPDATE']);
const definitions: ReadonlySet<string> = new Set(['ALTER', 'CREATE', 'DROP', 'TRUNCATE']);
const transactionEnds: ReadonlySet<string> = new Set(['COMMIT', 'END']);

export function changesRows({ verbs }: SqlText): boolean {
  return verbs.some((verb) => changes.has(verb));
}

export function changesTables({ verbs }: SqlText): boolean {
  return verbs.some((verb) => definitions.has(verb));
}

export function endsTransaction({ verbs }: SqlText): boolean {
  return verbs.some((verb) => transactionEnds.has(verb));
}

/** True for a text about temporary tables: `CREATE TEMP TABLE t`, `INSERT INTO #t`. */
export function isTemporary({ text }: SqlText): boolean {
  return (
    /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:LOCAL\s+|GLOBAL\s+)?TEMP(?:ORARY)?\b/i.test(text) ||
    /\b(?:TABLE|INTO|FROM|UPDATE)\s+#\w/i.test(text)
  );
}

/** Clauses by which an `INSERT` leaves alone, or replaces, the rows that are there already. */
const repeatable =
  /\bON\s+CONFLICT\b|\bON\s+DUPLICATE\s+KEY\b|\bNOT\s+EXISTS\b|\bINSERT\s+(?:OR\s+\w+|IGNORE|OVERWRITE)\b/i;

/** True for an `INSERT` that adds its rows a second time when it is run a second time. */
export function addsRows({ text, verbs }: SqlText): boolean {
  if (!verbs.includes('INSERT') || repeatable.test(text)) return false;
  return !verbs.some((verb) => verb === 'DELETE' || definitions.has(verb));
}
