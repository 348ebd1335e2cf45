// `pathlib` paths of which the text is known: the result of `pathlib.Path(text)`.

import type { SyntaxNode } from '../../syntax/node';
import type { Evaluator } from './evaluator';
import { noArguments } from './host';
import { list, string, type Value } from './values';

const pathClass = 'pathlib.Path';
const classes: ReadonlySet<string> = new Set([
  pathClass,
  'pathlib.PurePath',
  'pathlib.PosixPath',
  'pathlib.PurePosixPath',
]);

/** The text of a path; undefined for what is none, or not known. */
export function pathText(value: Value): string | undefined {
  if (value.kind !== 'result' || !isPath(value)) return undefined;
  const { positional, named, mayHaveMore } = value.arguments;
  if (named.size > 0 || mayHaveMore) return undefined;
  let path = '';
  for (const { value: part } of positional) {
    const text = part.kind === 'string' ? part.value : pathText(part);
    if (text === undefined) return undefined;
    path = joined(path, text);
  }
  return path === '' ? '.' : path;
}

function madePath(text: string, node: SyntaxNode): Value {
  const positional = [{ value: string(text, node), node }];
  return {
    kind: 'result',
    callee: pathClass,
    arguments: { ...noArguments, positional },
    origin: node,
  };
}

function joined(path: string, part: string): string {
  // `pathlib` drops empty parts and those that are a single dot.
  const text = part
    .split('/')
    .filter((piece) => piece !== '' && piece !== '.')
    .join('/');
  if (part.startsWith('/')) return `/${text}`;
  if (text === '' || path === '') return text || path;
  return path.endsWith('/') ? path + text : `${path}/${text}`;
}

/** `path / "part"`. */
export function divideTexts(
  evaluator: Evaluator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  evaluator.step(node);
  if (!isPath(left) && !isPath(right)) return undefined;
  const [one, other] = [pathText(left) ?? textOf(left), pathText(right) ?? textOf(right)];
  if (one === undefined || other === undefined) {
    // Still a path, of which not all is known.
    const given = { ...noArguments, mayHaveMore: true };
    return { kind: 'result', callee: pathClass, arguments: given, origin: node };
  }
  return madePath(joined(joined('', one), other), node);
}

function isPath(value: Value): boolean {
  return value.kind === 'result' && value.isPart !== true && classes.has(value.callee);
}

function textOf(value: Value): string | undefined {
  return value.kind === 'string' ? value.value : undefined;
}

/** An attribute of a path, or undefined for what the file system would have to answer. */
export function pathAttribute(value: Value, name: string, node: SyntaxNode): Value | undefined {
  const text = pathText(value);
  if (text === undefined) return undefined;
  const last = text === '/' ? '' : text.slice(text.lastIndexOf('/') + 1);
  const dot = last.lastIndexOf('.');
  const hasSuffix = dot > 0 && dot < last.length - 1;
  switch (name) {
    case 'name':
      return string(last === '.' ? '' : last, node);
    case 'stem':
      return string(hasSuffix ? last.slice(0, dot) : last, node);
    case 'suffix':
      return string(hasSuffix ? last.slice(dot) : '', node);
    case 'parent':
      return madePath(parentOf(text), node);
    case 'parents': {
      const parents: Value[] = [];
      for (let at = text; parentOf(at) !== at; at = parentOf(at)) {
        parents.push(madePath(parentOf(at), node));
      }
      return list(parents, node);
    }
    case 'as_posix':
    case '__fspath__':
      return {
        kind: 'partial',
        callee: { kind: 'outside', name: 'builtins.str', origin: node },
        arguments: { ...noArguments, positional: [{ value: string(text, node), node }] },
        origin: node,
      };
    default:
      return undefined;
  }
}

function parentOf(text: string): string {
  const at = text.lastIndexOf('/');
  if (at < 0) return '.';
  return at === 0 ? '/' : text.slice(0, at);
}
