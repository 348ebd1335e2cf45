import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxKind } from '../../syntax/kinds';
import { inSourceOrder, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { contentOf, quotingOf, stringValue } from '../../syntax/strings';
import type { FileModel } from '../file-model';

/** A string literal with the name that the code gives it. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
  readonly literal: SyntaxNode;
}

/** The literals that a file gives a name: arguments, dictionary entries, assignments, defaults. */
export function* namedTexts(model: FileModel): Generator<NamedText> {
  const naming = namingKinds.flatMap((kind) => model.nodes(kind));
  for (const node of naming.sort(inSourceOrder)) {
    const named = namedValue(model, node);
    if (named === undefined) continue;
    for (const literal of literalsIn(model, named.value)) {
      const value = textOf(literal);
      if (value !== undefined) yield { name: named.name, value, literal };
    }
  }
}

/** What can give a value a name. */
const namingKinds: readonly SyntaxKind[] = [
  'assignment',
  'call',
  'default_parameter',
  'keyword_argument',
  'named_expression',
  'pair',
  'typed_default_parameter',
];

interface NamedValue {
  readonly name: string;
  readonly value: SyntaxNode;
}

function namedValue(model: FileModel, node: SyntaxNode): NamedValue | undefined {
  switch (node.kind) {
    case 'keyword_argument':
    case 'named_expression':
    case 'default_parameter':
    case 'typed_default_parameter':
      return pair(node.child('name')?.text, node.child('value'));
    case 'pair':
      return pair(model.constants.string(node.child('key')), node.child('value'));
    case 'assignment':
      return pair(assignedName(model, node.child('left')), node.child('right'));
    case 'call':
      return namedByArgument(model, node);
    default:
      return undefined;
  }
}

function pair(name: string | undefined, value: SyntaxNode | undefined): NamedValue | undefined {
  return name === undefined || value === undefined ? undefined : { name, value };
}

function assignedName(model: FileModel, target: SyntaxNode | undefined): string | undefined {
  switch (target?.kind) {
    case 'identifier':
      return target.text;
    case 'attribute':
      return target.child('attribute')?.text;
    case 'subscript':
      return model.constants.string(target.child('subscript'));
    default:
      return undefined;
  }
}

/** Functions that take a name first and its value or default second, with the latter's names. */
const namingCalls: Readonly<Record<string, readonly string[]>> = {
  'airflow.Variable.get': ['default_var', 'default'],
  'airflow.Variable.set': ['value'],
  'os.getenv': ['default'],
  'os.putenv': ['value'],
};

/** Methods of `os.environ` and all other mappings that take a key and a default. */
const namingMethods: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault']);

/** The position of the password in calls that pass it without a name. */
const passwordPositions: Readonly<Record<string, number>> = {
  'aiohttp.BasicAuth': 1,
  'ftplib.FTP': 2,
  'ftplib.FTP.login': 1,
  'ftplib.FTP_TLS.login': 1,
  'httpx.BasicAuth': 1,
  'imaplib.IMAP4_SSL.login': 1,
  'requests.auth.HTTPBasicAuth': 1,
  'requests.auth.HTTPDigestAuth': 1,
  'smtplib.SMTP.login': 1,
  'smtplib.SMTP_SSL.login': 1,
};

function namedByArgument(model: FileModel, call: SyntaxNode): NamedValue | undefined {
  const callee = model.names.calleeName(call) ?? '';
  const keywords = Object.hasOwn(namingCalls, callee) ? (namingCalls[callee] ?? []) : undefined;
  const method = call.child('function')?.child('attribute')?.text ?? '';
  if (keywords !== undefined || namingMethods.has(method)) {
    const named = keywords?.map((keyword) => keywordValue(call, keyword)).find(isPresent);
    const name = model.constants.string(positionalValue(call, 0));
    return pair(name, named ?? positionalValue(call, 1));
  }
  const position = Object.hasOwn(passwordPositions, callee) ? passwordPositions[callee] : undefined;
  return position === undefined ? undefined : pair('password', positionalValue(call, position));
}

function isPresent(node: SyntaxNode | undefined): boolean {
  return node !== undefined;
}

/** The literals that an expression may give, through defaults, conditions and encodings. */
function literalsIn(model: FileModel, expression: SyntaxNode): readonly SyntaxNode[] {
  const inner = withoutParentheses(expression);
  switch (inner.kind) {
    case 'string':
    case 'concatenated_string':
      return [inner];
    case 'boolean_operator':
      return inner.parts.flatMap((part) => literalsIn(model, part));
    case 'conditional_expression':
      return [inner.parts[0], inner.parts[2]].flatMap((part) =>
        part === undefined ? [] : literalsIn(model, part),
      );
    case 'call':
      return literalsInCall(model, inner);
    default:
      return [];
  }
}

/** `"…".encode()`, `SecretStr("…")` and `Param("…")`, which only wrap the text. */
function literalsInCall(model: FileModel, call: SyntaxNode): readonly SyntaxNode[] {
  const callee = call.child('function');
  const object = callee?.child('object');
  if (callee?.child('attribute')?.text === 'encode' && object !== undefined) {
    return literalsIn(model, object);
  }
  const name = model.names.calleeName(call) ?? '';
  const value = /(?:^|\.)(?:Param|SecretStr|str)$/.test(name)
    ? (argumentValue(call, 'default', 0) ?? argumentNodes(call)[0])
    : undefined;
  return value === undefined || value.kind === 'keyword_argument' ? [] : literalsIn(model, value);
}

function textOf(literal: SyntaxNode): string | undefined {
  const isBytes = literal.kind === 'string' && quotingOf(literal).prefix.includes('b');
  return isBytes ? contentOf(literal) : stringValue(literal);
}
