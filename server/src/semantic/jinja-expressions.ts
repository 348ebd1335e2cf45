/**
 * Reads the expressions of Jinja templates (Jinja documentation, "Template Designer: Expressions").
 * Total: what does not fit the grammar is an expression of the kind `unknown`.
 */

interface Span {
  /** Offsets in the template's text. */
  readonly start: number;
  readonly end: number;
}

export type JinjaExpression = Span &
  (
    | { readonly kind: 'name'; readonly name: string }
    /** `object.name` and `object['name']`, which Jinja treats alike. */
    | { readonly kind: 'attribute'; readonly object: JinjaExpression; readonly name: string }
    | { readonly kind: 'item'; readonly object: JinjaExpression; readonly key: JinjaExpression }
    | { readonly kind: 'call'; readonly callee: JinjaExpression; readonly given: JinjaArguments }
    | {
        readonly kind: 'filter';
        readonly value: JinjaExpression;
        readonly name: string;
        readonly given: JinjaArguments;
      }
    /** A comparison, a negation, a test: nothing but true or false comes of it. */
    | { readonly kind: 'condition'; readonly operands: readonly JinjaExpression[] }
    | {
        readonly kind: 'operation';
        readonly operator: string;
        readonly operands: readonly JinjaExpression[];
      }
    /** `a if condition else b`: either of them may come of it. */
    | {
        readonly kind: 'choice';
        readonly condition: JinjaExpression;
        readonly options: readonly JinjaExpression[];
      }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'constant'; readonly text: string }
    | { readonly kind: 'list'; readonly items: readonly JinjaExpression[] }
    | { readonly kind: 'unknown' }
  );

export interface JinjaArguments {
  readonly positional: readonly JinjaExpression[];
  readonly named: ReadonlyMap<string, JinjaExpression>;
}

/** A part of a template that is evaluated; `start` and `end` are those of the braces. */
export type TemplatePart = Span &
  (
    | { readonly kind: 'output'; readonly expression: JinjaExpression }
    /** `{% set name = … %}` and `{% for name in … %}`, which bind names to what follows. */
    | {
        readonly kind: 'binding';
        readonly names: readonly string[];
        readonly expression: JinjaExpression;
      }
    | { readonly kind: 'statement'; readonly keyword: string; readonly expression: JinjaExpression }
  );

/** The parts of a template, in order; what a `raw` block holds and comments are left out. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const opening = /\{\{|\{%|\{#/g;
  for (let open = opening.exec(text); open !== null; open = opening.exec(text)) {
    const start = open.index;
    const inner = start + 2;
    const closing = open[0] === '{{' ? '}}' : open[0] === '{%' ? '%}' : '#}';
    const close = text.indexOf(closing, inner);
    if (close < 0) break;
    opening.lastIndex = close + 2;
    if (open[0] === '{#') continue;
    const end = close + 2;
    if (open[0] === '{{') {
      parts.push({ kind: 'output', start, end, expression: parse(text, inner, close) });
      continue;
    }
    const keyword = /^[-+]?\s*(\w+)/.exec(text.slice(inner, close));
    if (keyword?.[1] === 'raw') {
      const raw = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
      raw.lastIndex = end;
      if (raw.exec(text) === null) break;
      opening.lastIndex = raw.lastIndex;
    } else if (keyword !== null) {
      const behind = inner + keyword[0].length;
      parts.push({ start, end, ...statement(keyword[1] ?? '', text, behind, close) });
    }
  }
  return parts;
}

type Unplaced<T> = T extends Span ? Omit<T, 'start' | 'end'> : never;

function statement(
  keyword: string,
  text: string,
  start: number,
  end: number,
): Unplaced<TemplatePart> {
  const content = text.slice(start, end);
  const head = keyword === 'set' ? /^([\s\w,]+)=(?!=)/ : /^([\s\w,()]+?)\sin\s/;
  const bound = keyword === 'set' || keyword === 'for' ? head.exec(content) : null;
  if (bound === null) return { kind: 'statement', keyword, expression: parse(text, start, end) };
  const names = bound[1]?.match(/\w+/g) ?? [];
  const expression = parse(text, start + bound[0].length, end);
  return { kind: 'binding', names, expression };
}

function parse(text: string, start: number, end: number): JinjaExpression {
  // The minus and plus signs at the edges only cut white space.
  const from = /[-+]/.test(text[start] ?? '') ? start + 1 : start;
  const to = /[-+]/.test(text[end - 1] ?? '') ? end - 1 : end;
  return new ExpressionParser(tokenize(text, from, to), to).whole();
}

interface Token extends Span {
  readonly kind: 'name' | 'string' | 'number' | 'operator';
  readonly text: string;
}

const tokenPattern =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\d[\w.]*)|([A-Za-z_]\w*)|(\*\*|\/\/|==|!=|<=|>=|[^\s]))/gsy;

function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = start;
  for (let found = tokenPattern.exec(text); found !== null; found = tokenPattern.exec(text)) {
    const [, string, number, name, operator] = found;
    const value = string ?? number ?? name ?? operator ?? '';
    const at = tokenPattern.lastIndex;
    if (at > end) break;
    const kind =
      string !== undefined
        ? 'string'
        : number !== undefined
          ? 'number'
          : name !== undefined
            ? 'name'
            : 'operator';
    tokens.push({ kind, text: value, start: at - value.length, end: at });
  }
  return tokens;
}

/** Expressions nested deeper than this are not read. */
const maximumDepth = 60;

const noArguments: JinjaArguments = { positional: [], named: new Map() };

class Malformed extends Error {}

class ExpressionParser {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  whole(): JinjaExpression {
    try {
      const found = this.#expression();
      // `{% for x in xs if x %}` has a condition of its own behind the expression.
      if (this.#at < this.tokens.length && !this.#is('recursive')) throw new Malformed();
      return found;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return { kind: 'unknown', start: this.tokens[0]?.start ?? this.end, end: this.end };
    }
  }

  #expression(): JinjaExpression {
    if (++this.#depth > maximumDepth) throw new Malformed();
    const value = this.#or();
    this.#depth--;
    if (!this.#takes('if')) return value;
    const condition = this.#or();
    const other = this.#takes('else') ? [this.#expression()] : [];
    const options = [value, ...other];
    const end = (other[0] ?? condition).end;
    return { kind: 'choice', condition, options, start: value.start, end };
  }

  #or(): JinjaExpression {
    return this.#chain(['or'], () => this.#chain(['and'], () => this.#not()));
  }

  #not(): JinjaExpression {
    const token = this.#peek();
    if (!this.#takes('not')) return this.#comparison();
    if (++this.#depth > maximumDepth) throw new Malformed();
    const operand = this.#not();
    this.#depth--;
    const start = token?.start ?? operand.start;
    return { kind: 'condition', operands: [operand], start, end: operand.end };
  }

  #comparison(): JinjaExpression {
    const operands = [this.#sum()];
    for (;;) {
      const isNotIn = this.#is('not') && this.#isAt(1, 'in');
      if (isNotIn) this.#at++;
      if (!comparisons.has(this.#peek()?.text ?? '') || this.#peek()?.kind === 'string') break;
      this.#at++;
      operands.push(this.#sum());
    }
    const [first] = operands;
    if (first === undefined || operands.length === 1) return first ?? this.#fail();
    const end = operands.at(-1)?.end ?? first.end;
    return { kind: 'condition', operands, start: first.start, end };
  }

  #sum(): JinjaExpression {
    return this.#chain(['+', '-', '~'], () =>
      this.#chain(['*', '/', '//', '%', '**'], () => this.#unary()),
    );
  }

  #chain(operators: readonly string[], operand: () => JinjaExpression): JinjaExpression {
    let left = operand();
    for (;;) {
      const token = this.#peek();
      const operator = operators.find((text) => token?.kind !== 'string' && token?.text === text);
      if (operator === undefined) return left;
      this.#at++;
      const right = operand();
      const { start } = left;
      left = { kind: 'operation', operator, operands: [left, right], start, end: right.end };
    }
  }

  #unary(): JinjaExpression {
    const token = this.#peek();
    if (!this.#takes('-') && !this.#takes('+')) return this.#postfix(this.#primary());
    if (++this.#depth > maximumDepth) throw new Malformed();
    const operand = this.#unary();
    this.#depth--;
    const start = token?.start ?? operand.start;
    return { kind: 'operation', operator: '-', operands: [operand], start, end: operand.end };
  }

  #primary(): JinjaExpression {
    const token = this.#next();
    const { end, kind, start, text } = token;
    if (kind === 'string') {
      return { kind: 'string', value: text.slice(1, -1).replaceAll(/\\(.)/gs, '$1'), start, end };
    }
    if (kind === 'number') return { kind: 'constant', text, start, end };
    if (kind === 'name') {
      return constants.has(text)
        ? { kind: 'constant', text, start, end }
        : { kind: 'name', name: text, start, end };
    }
    if (text === '(') return this.#listUntil(')', start, true);
    if (text === '[') return this.#listUntil(']', start, false);
    if (text === '{') return this.#dictionary(start);
    return this.#fail();
  }

  #listUntil(closing: string, start: number, mayBeGroup: boolean): JinjaExpression {
    const items: JinjaExpression[] = [];
    let hasComma = false;
    while (!this.#is(closing)) {
      items.push(this.#expression());
      if (!this.#takes(',')) break;
      hasComma = true;
    }
    const { end } = this.#expect(closing);
    const [only] = items;
    if (mayBeGroup && !hasComma && only !== undefined) return { ...only, start, end };
    return { kind: 'list', items, start, end };
  }

  #dictionary(start: number): JinjaExpression {
    const items: JinjaExpression[] = [];
    while (!this.#is('}')) {
      items.push(this.#expression());
      this.#expect(':');
      items.push(this.#expression());
      if (!this.#takes(',')) break;
    }
    return { kind: 'list', items, start, end: this.#expect('}').end };
  }

  #postfix(first: JinjaExpression): JinjaExpression {
    let value = first;
    for (;;) {
      const { start } = value;
      if (this.#takes('.')) {
        const { end, kind, text } = this.#next();
        if (kind !== 'name' && kind !== 'number') throw new Malformed();
        value = { kind: 'attribute', object: value, name: text, start, end };
      } else if (this.#takes('[')) {
        value = this.#item(value);
      } else if (this.#takes('(')) {
        const [given, end] = this.#arguments();
        value = { kind: 'call', callee: value, given, start, end };
      } else if (this.#takes('|')) {
        value = this.#filter(value);
      } else if (this.#is('is')) {
        value = this.#test(value);
      } else return value;
    }
  }

  #item(object: JinjaExpression): JinjaExpression {
    const { start } = object;
    const isSlice = this.#is(':');
    const key = isSlice ? undefined : this.#expression();
    if (this.#is(':')) {
      while (!this.#is(']') && this.#peek() !== undefined) this.#at++;
      const { end } = this.#expect(']');
      // A slice holds a part of the object.
      return { kind: 'filter', value: object, name: 'slice', given: noArguments, start, end };
    }
    const { end } = this.#expect(']');
    if (key?.kind === 'string') {
      return { kind: 'attribute', object, name: key.value, start, end };
    }
    return key === undefined ? this.#fail() : { kind: 'item', object, key, start, end };
  }

  #filter(value: JinjaExpression): JinjaExpression {
    let name = this.#nextName();
    let { end } = name;
    while (this.#takes('.')) name = this.#nextName();
    end = name.end;
    let given = noArguments;
    if (this.#takes('(')) [given, end] = this.#arguments();
    return { kind: 'filter', value, name: name.text, given, start: value.start, end };
  }

  /** `value is defined`, `value is not divisibleby(3)`, `value is divisibleby 3`. */
  #test(value: JinjaExpression): JinjaExpression {
    this.#expect('is');
    this.#takes('not');
    let { end } = this.#nextName();
    if (this.#takes('(')) [, end] = this.#arguments();
    else if (this.#peek()?.kind === 'string' || this.#peek()?.kind === 'number') {
      end = this.#next().end;
    }
    return { kind: 'condition', operands: [value], start: value.start, end };
  }

  #arguments(): readonly [JinjaArguments, number] {
    const positional: JinjaExpression[] = [];
    const named = new Map<string, JinjaExpression>();
    while (!this.#is(')')) {
      const token = this.#peek();
      if (token?.kind === 'name' && this.#isAt(1, '=')) {
        this.#at += 2;
        named.set(token.text, this.#expression());
      } else positional.push(this.#expression());
      if (!this.#takes(',')) break;
    }
    return [{ positional, named }, this.#expect(')').end];
  }

  #peek(): Token | undefined {
    return this.tokens[this.#at];
  }

  #isAt(ahead: number, text: string): boolean {
    const token = this.tokens[this.#at + ahead];
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  #is(text: string): boolean {
    return this.#isAt(0, text);
  }

  #takes(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #next(): Token {
    const token = this.#peek();
    if (token === undefined) throw new Malformed();
    this.#at++;
    return token;
  }

  #nextName(): Token {
    const token = this.#next();
    if (token.kind !== 'name') throw new Malformed();
    return token;
  }

  #expect(text: string): Token {
    if (!this.#is(text)) throw new Malformed();
    return this.#next();
  }

  #fail(): never {
    throw new Malformed();
  }
}

const comparisons: ReadonlySet<string> = new Set(['!=', '<', '<=', '==', '>', '>=', 'in']);

const constants: ReadonlySet<string> = new Set(['False', 'None', 'True', 'false', 'none', 'true']);
