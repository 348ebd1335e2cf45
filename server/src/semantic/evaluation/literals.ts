import type { SyntaxNode } from '../../syntax/node';
import { contentOf, quotingOf, withoutEscapes } from '../../syntax/strings';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { convertedText, formatted } from './formatting';
import { float, integer, string, unknown, unknownText, type Value } from './values';

/** The value of an `integer` or `float` node. */
export function numberValue(node: SyntaxNode): Value {
  const text = node.text.replaceAll('_', '').toLowerCase();
  if (text.endsWith('j')) return unknown('a complex number', node);
  // `Number` knows the prefixes 0x, 0o and 0b of Python, too.
  const value = Number(text);
  if (Number.isNaN(value)) return unknown('a number that cannot be read', node);
  return node.kind === 'float' ? float(value, node) : integer(value, node);
}

/** The value of a string literal, f-string, bytes literal, or of adjacent ones. */
export function stringLiteral(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const literals = node.kind === 'concatenated_string' ? node.parts : [node];
  let text = '';
  let isBytes = false;
  let isKnown = true;
  for (const literal of literals) {
    const { prefix } = quotingOf(literal);
    isBytes = prefix.includes('b');
    const part = prefix.includes('f')
      ? formattedLiteral(evaluator, literal, environment, prefix.includes('r'))
      : plainText(contentOf(literal), prefix);
    // The fields of the other parts are evaluated all the same.
    if (part === undefined || prefix.includes('t')) isKnown = false;
    else text += part;
  }
  if (!isKnown && isBytes) return unknown('bytes that are not known', node);
  if (!isKnown) return unknownText('a text with parts that are not known', node);
  return isBytes ? { kind: 'bytes', value: text, origin: node } : string(text, node);
}

/** The text that the content of a literal stands for; undefined where Unicode's tables decide. */
function plainText(content: string, prefix: string): string | undefined {
  const text = content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content;
  if (prefix.includes('r') || !text.includes('\\')) return text;
  // `\N{BULLET}` needs the names of all characters, and half a character is no text of JavaScript's.
  if (/\\(N|u[dD][89a-fA-F])/.test(text)) return undefined;
  if (prefix.includes('b') && /\\[uU]/.test(text)) return undefined;
  return withoutEscapes(text);
}

function formattedLiteral(
  evaluator: Evaluator,
  literal: SyntaxNode,
  environment: Environment,
  isRaw: boolean,
): string | undefined {
  const start = literal.part('string_start')?.end ?? literal.start;
  const end = literal.part('string_end')?.start ?? literal.end;
  let text: string | undefined = '';
  let at = start;
  const add = (part: string | undefined) => {
    text = text === undefined || part === undefined ? undefined : text + part;
  };
  const addContent = (to: number) => {
    const written = writtenIn(literal, at, to).replaceAll('{{', '{').replaceAll('}}', '}');
    add(plainText(written, isRaw ? 'r' : ''));
  };
  for (const field of literal.children) {
    if (field.kind !== 'interpolation') continue;
    addContent(field.start);
    at = field.end;
    add(fieldText(evaluator, field, environment));
  }
  addContent(end);
  return text;
}

/** The text of a `{…}` of an f-string. */
function fieldText(
  evaluator: Evaluator,
  field: SyntaxNode,
  environment: Environment,
): string | undefined {
  const expression = field.child('expression');
  if (expression === undefined) return undefined;
  const value = evaluate(evaluator, expression, environment);
  const conversion = field.part('type_conversion')?.text.slice(1);
  const form = field.part('format_specifier');
  const specification = form === undefined ? '' : specificationText(evaluator, form, environment);
  if (specification === undefined) return undefined;
  const equals = field.children.find((child) => child.kind === '=');
  const isShown = equals !== undefined;
  const shown = isShown ? shownExpression(field, equals) : '';
  const kind = conversion ?? (isShown && form === undefined ? 'r' : undefined);
  const text =
    kind === undefined
      ? formatted(evaluator, value, specification)
      : convertedText(evaluator, value, kind, specification);
  return text === undefined ? undefined : shown + text;
}

/** What stands between two offsets inside of a node. */
function writtenIn(node: SyntaxNode, from: number, to: number): string {
  return node.text.slice(from - node.start, to - node.start);
}

/** `{name = }` shows the expression with its spaces. */
function shownExpression(field: SyntaxNode, equals: SyntaxNode): string {
  const text = writtenIn(field, field.start + 1, equals.end);
  const spaces = /^\s*/.exec(writtenIn(field, equals.end, field.end))?.[0] ?? '';
  return text + spaces;
}

function specificationText(
  evaluator: Evaluator,
  form: SyntaxNode,
  environment: Environment,
): string | undefined {
  let text = '';
  let at = form.start + 1;
  for (const part of form.parts) {
    const expression = part.child('expression') ?? part.parts[0];
    if (expression === undefined) return undefined;
    text += writtenIn(form, at, part.start);
    const value = formatted(evaluator, evaluate(evaluator, expression, environment), '');
    if (value === undefined) return undefined;
    text += value;
    at = part.end;
  }
  return text + writtenIn(form, at, form.end);
}
