/** A name that a Jinja template looks up in its context. */
export interface TemplateName {
  readonly name: string;
  /** Offsets in the template's text. */
  readonly start: number;
  readonly end: number;
  /** True where the name is all that its `{{ … }}` holds. */
  readonly isWhole: boolean;
}

const block = /\{\{-?|\{%-?|\{#/g;
const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|==|\d[\w.]*|\S/gs;

/** The names that a template looks up, in order; those that it binds by itself are left out. */
export function templateNames(text: string): readonly TemplateName[] {
  const found: TemplateName[] = [];
  const bound = new Set<string>();
  block.lastIndex = 0;
  for (let open = block.exec(text); open !== null; open = block.exec(text)) {
    const kind = open[0].slice(0, 2);
    const start = open.index + open[0].length;
    const end = text.indexOf(closings[kind] ?? '}}', start);
    if (end === -1) break;
    block.lastIndex = end + 2;
    const content = text.slice(start, end);
    if (kind === '{#') continue;
    if (kind === '{%' && /^\s*raw\b/.test(content)) {
      const closing = /\{%-?\s*endraw\b/g;
      closing.lastIndex = end;
      const raw = closing.exec(text);
      if (raw === null) break;
      block.lastIndex = raw.index;
      continue;
    }
    readBlock(content, start, kind === '{%', found, bound);
  }
  return found.filter(({ name }) => !bound.has(name));
}

const closings: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

interface Token {
  readonly text: string;
  readonly start: number;
}

function readBlock(
  content: string,
  offset: number,
  isStatement: boolean,
  found: TemplateName[],
  bound: Set<string>,
): void {
  const tokens: Token[] = [...content.matchAll(token)].map((match) => ({
    text: match[0],
    start: match.index,
  }));
  const keyword = isStatement ? tokens[0]?.text : undefined;
  for (const [index, { text, start }] of tokens.entries()) {
    if (!/^[A-Za-z_]/.test(text) || keywords.has(text)) continue;
    if (isStatement && index === 0) continue;
    const before = tokens[index - 1]?.text ?? '';
    const after = tokens[index + 1]?.text ?? '';
    // An attribute, a filter, a test, the name of a keyword argument.
    if (before === '.' || before === '|' || before === 'is') continue;
    if (isBindingPlace(keyword, tokens, index)) {
      bound.add(text);
      continue;
    }
    if (after === '=') continue;
    // A template that asks whether a name is there does without it.
    if (
      after === 'is' &&
      tokens.slice(index + 2, index + 4).some(({ text: word }) => /^(?:un)?defined$/.test(word))
    ) {
      bound.add(text);
      continue;
    }
    const isWhole = tokens.length === 1 || (tokens.length === 2 && after === '-');
    found.push({ name: text, start: offset + start, end: offset + start + text.length, isWhole });
  }
}

/** `{% set x = … %}`, `{% for x, y in … %}` and the parameters of `{% macro f(x) %}`. */
function isBindingPlace(
  keyword: string | undefined,
  tokens: readonly Token[],
  index: number,
): boolean {
  const words = tokens.map(({ text }) => text);
  if (keyword === 'set')
    return index < (words.indexOf('=') === -1 ? words.length : words.indexOf('='));
  if (keyword === 'for') return index < words.indexOf('in');
  return keyword === 'macro' || keyword === 'import' || keyword === 'from';
}

const keywords: ReadonlySet<string> = new Set([
  'and',
  'else',
  'false',
  'False',
  'if',
  'in',
  'is',
  'none',
  'None',
  'not',
  'or',
  'recursive',
  'true',
  'True',
]);
