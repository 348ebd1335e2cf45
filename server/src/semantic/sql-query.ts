/**
 * Says how many rows a SQL query can give, from its text alone. Dialects differ, so only what all of
 * them mean alike counts, and what is not understood is `unknown`.
 */

/**
 * `bounded`: one row, or as many as the query itself limits; `filtered`: a part of the tables;
 * `whole`: every row of a table.
 */
export type QuerySize = 'bounded' | 'filtered' | 'whole' | 'unknown';

/** From how many rows on a LIMIT is no limit. */
const manyRows = 1_000_000;

interface SqlToken {
  readonly kind: 'word' | 'name' | 'number' | 'string' | 'hole' | 'symbol';
  /** Upper case for words. */
  readonly text: string;
  readonly depth: number;
  /** True where nothing stands between the token and the one before it. */
  readonly isJoined: boolean;
}

/** How much a query reads; `hole` is the character that stands for what the text does not show. */
export function querySize(sql: string, hole: string): QuerySize {
  // Template blocks may add or leave out any clause.
  if (sql.includes('{%')) return 'unknown';
  const text = sql.replaceAll(/\{\{.*?\}\}|\{\w*\}|%\(\w+\)s|%s/gs, hole);
  const statements = split(tokenize(text, hole), ';').filter((tokens) => tokens.length > 0);
  const last = statements.at(-1);
  return last === undefined ? 'unknown' : sizeOf(withoutParentheses(last));
}

function sizeOf(tokens: readonly SqlToken[]): QuerySize {
  const first = tokens[0];
  if (first === undefined || first.kind === 'hole') return 'unknown';
  if (isTableName(tokens)) return 'whole';
  if (metadataStatements.has(first.text)) return 'bounded';
  if (first.text === 'WITH') return sizeOfWith(tokens);
  if (first.text !== 'SELECT') return 'unknown';
  if (limitOf(tokens) === 'limited') return 'bounded';
  const parts = splitByWord(tokens, setOperators);
  const sizes = parts.map((part) => sizeOfSelect(withoutParentheses(part)));
  return worst(sizes);
}

/** What a common table expression leaves out is not followed. */
function sizeOfWith(tokens: readonly SqlToken[]): QuerySize {
  const start = tokens.findLastIndex((token) => token.depth === 0 && token.text === 'SELECT');
  if (start < 0) return 'unknown';
  const size = sizeOf(tokens.slice(start));
  return size === 'whole' ? 'filtered' : size;
}

function sizeOfSelect(tokens: readonly SqlToken[]): QuerySize {
  if (tokens[0]?.text !== 'SELECT') return 'unknown';
  const top = tokens.filter((token) => token.depth === 0);
  const from = tokens.findIndex((token) => token.depth === 0 && token.text === 'FROM');
  const list = from < 0 ? tokens : tokens.slice(0, from);
  if (from < 0) return list.some((token) => token.kind === 'hole') ? 'unknown' : 'bounded';
  if (limitOf(tokens) === 'limited') return 'bounded';
  const rest = tokens.slice(from + 1);
  const isGrouped = top.some((token) => token.text === 'GROUP');
  if (!isGrouped && isOneRow(list)) return 'bounded';
  if (rest.some((token) => metadataTables.has(token.text))) return 'bounded';
  const leavesOut =
    isGrouped ||
    top.some((token) => reducingWords.has(token.text)) ||
    !isPlainSource(rest) ||
    hasCondition(tokens);
  return leavesOut ? 'filtered' : 'whole';
}

function limitOf(tokens: readonly SqlToken[]): 'limited' | 'unlimited' {
  for (const [index, token] of tokens.entries()) {
    if (token.depth > 0 || token.kind !== 'word') continue;
    const next = tokens[index + 1];
    if (token.text === 'FETCH') return 'limited';
    if (token.text === 'LIMIT' || (token.text === 'TOP' && tokens[index - 1]?.text === 'SELECT')) {
      if (next?.kind === 'word' || Number(next?.text) >= manyRows) return 'unlimited';
      return 'limited';
    }
  }
  return 'unlimited';
}

/** True for a select list that has an aggregate in every column and so gives one row. */
function isOneRow(list: readonly SqlToken[]): boolean {
  const columns = split(list.slice(1), ',');
  return columns.every((column) => {
    if (column.some((token) => token.text === 'OVER')) return false;
    return column.some(
      (token, index) => aggregates.has(token.text) && column[index + 1]?.text === '(',
    );
  });
}

/**
 * True where only tables, joins and an order stand behind `FROM`: no subquery, no function, and
 * nothing that is not known in a place where a clause could be.
 */
function isPlainSource(tokens: readonly SqlToken[]): boolean {
  let expectsTable = true;
  for (const [index, token] of tokens.entries()) {
    if (expectsTable) {
      if (token.kind !== 'name' && token.kind !== 'word' && token.kind !== 'hole') return false;
      expectsTable = false;
      continue;
    }
    const previous = tokens[index - 1];
    if (token.text === ',' || token.text === 'JOIN') expectsTable = true;
    else if (token.kind === 'hole') {
      // Part of the table's name, not a clause behind it.
      if (!token.isJoined && previous?.text !== '.') return false;
    } else if (token.text === '(' && token.isJoined && previous?.kind === 'word') return false;
  }
  return !expectsTable;
}

/** True for any `WHERE` but one that is always true. */
function hasCondition(tokens: readonly SqlToken[]): boolean {
  return tokens.some((token, index) => {
    if (token.text !== 'WHERE') return false;
    const end = tokens.findIndex((other, at) => at > index && other.text === 'ORDER');
    const condition = tokens.slice(index + 1, end < 0 ? undefined : end).map(({ text }) => text);
    const text = condition.join(' ');
    return text !== 'TRUE' && !/^(\d+) = \1$/.test(text);
  });
}

/** `read_sql` takes a table's name in place of a query. */
function isTableName(tokens: readonly SqlToken[]): boolean {
  return tokens.every((token, index) =>
    index % 2 === 0
      ? (token.kind === 'word' || token.kind === 'name') && !statementWords.has(token.text)
      : token.text === '.',
  );
}

function withoutParentheses(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const isWrapped =
    tokens[0]?.text === '(' &&
    tokens.at(-1)?.text === ')' &&
    tokens.slice(1, -1).every((token) => token.depth > 0);
  if (!isWrapped) return tokens;
  return withoutParentheses(
    tokens.slice(1, -1).map((token) => ({ ...token, depth: token.depth - 1 })),
  );
}

function worst(sizes: readonly QuerySize[]): QuerySize {
  for (const size of ['whole', 'unknown', 'filtered'] as const) {
    if (sizes.includes(size)) return size;
  }
  return 'bounded';
}

function split(tokens: readonly SqlToken[], separator: string): SqlToken[][] {
  return splitByWord(tokens, new Set([separator]));
}

function splitByWord(tokens: readonly SqlToken[], words: ReadonlySet<string>): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  for (const token of tokens) {
    const part = parts.at(-1);
    // The second word of `UNION ALL` belongs to neither side.
    const isOfOperator = token.text === 'ALL' && parts.length > 1 && part?.length === 0;
    if (token.depth === 0 && words.has(token.text)) parts.push([]);
    else if (!isOfOperator) part?.push(token);
  }
  return parts;
}

/** Comments are left out; quoted names are names, and quoted values strings. */
function tokenize(sql: string, hole: string): SqlToken[] {
  const pattern =
    /(--[^\n]*|\/\*[\s\S]*?\*\/|\s+)|('(?:[^']|'')*')|("[^"]*"|`[^`]*`|\[[^\]]*\])|(\d[\w.]*)|([A-Za-z_][\w$]*)|([\s\S])/g;
  const tokens: SqlToken[] = [];
  let depth = 0;
  let isJoined = false;
  for (const match of sql.matchAll(pattern)) {
    const [text, space, string, name, number, word] = match;
    if (space !== undefined) {
      isJoined = false;
      continue;
    }
    if (text === ')') depth = Math.max(0, depth - 1);
    const kind =
      text === hole
        ? 'hole'
        : string !== undefined
          ? 'string'
          : name !== undefined
            ? 'name'
            : number !== undefined
              ? 'number'
              : word !== undefined
                ? 'word'
                : 'symbol';
    tokens.push({ kind, text: kind === 'word' ? text.toUpperCase() : text, depth, isJoined });
    if (text === '(') depth++;
    isJoined = true;
  }
  return tokens;
}

const statementWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'SHOW', 'DESCRIBE']);
const setOperators: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);
const reducingWords: ReadonlySet<string> = new Set([
  'DISTINCT',
  'HAVING',
  'QUALIFY',
  'SAMPLE',
  'TABLESAMPLE',
]);
const metadataStatements: ReadonlySet<string> = new Set([
  'DESC',
  'DESCRIBE',
  'EXPLAIN',
  'PRAGMA',
  'SHOW',
]);
const metadataTables: ReadonlySet<string> = new Set([
  'DUAL',
  'INFORMATION_SCHEMA',
  'PG_CATALOG',
  'SQLITE_MASTER',
]);
/** Functions that make one row of many, in the dialects that databases of Airflow providers speak. */
const aggregates: ReadonlySet<string> = new Set([
  'ANY_VALUE',
  'APPROX_COUNT_DISTINCT',
  'ARRAY_AGG',
  'AVG',
  'BOOL_AND',
  'BOOL_OR',
  'COUNT',
  'COUNTIF',
  'GROUP_CONCAT',
  'JSON_AGG',
  'LISTAGG',
  'MAX',
  'MEDIAN',
  'MIN',
  'STDDEV',
  'STRING_AGG',
  'SUM',
  'VARIANCE',
]);
