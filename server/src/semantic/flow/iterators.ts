import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { quotingOf } from '../../syntax/strings';
import type { Constants } from '../constants';
import type { Names } from '../names';
import { readStream } from './read-streams';

/** How many iterators inside each other are followed. */
const maximumDepth = 5;

/** Knows which iterators never come to an end. */
export class Iterators {
  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
  ) {}

  /** The call in an iterable expression that makes it never end. */
  endless(iterable: SyntaxNode, depth = 0): SyntaxNode | undefined {
    const call = this.#callBehind(withoutParentheses(iterable));
    if (call === undefined || depth > maximumDepth) return undefined;
    const [first, second] = [positionalValue(call, 0), positionalValue(call, 1)];
    switch (this.names.calleeName(call)) {
      case 'itertools.count':
        return call;
      case 'itertools.cycle':
        return isEmptyLiteral(first) ? undefined : call;
      case 'itertools.repeat':
        return argumentNodes(call).length === 1 ? call : undefined;
      case 'builtins.iter':
        return this.#neverMeetsSentinel(first, second) ? call : undefined;
      case 'builtins.enumerate':
      case 'builtins.map':
      case 'builtins.filter': {
        const source = argumentNodes(call).length === 1 ? first : (second ?? first);
        return source === undefined ? undefined : this.endless(source, depth + 1);
      }
      case 'builtins.zip': {
        const columns = argumentNodes(call).filter((part) => part.kind !== 'keyword_argument');
        const areEndless = columns.every((column) => this.endless(column, depth + 1));
        return columns.length > 0 && areEndless ? call : undefined;
      }
      default:
        return undefined;
    }
  }

  #callBehind(expression: SyntaxNode): SyntaxNode | undefined {
    if (expression.kind === 'call') return expression;
    if (expression.kind !== 'identifier') return undefined;
    const value = this.names.singleValue(expression);
    return value?.kind === 'call' ? value : undefined;
  }

  /** `iter(f, sentinel)` whose sentinel `f` cannot return: `iter(int, 1)`, text against bytes. */
  #neverMeetsSentinel(source: SyntaxNode | undefined, sentinel: SyntaxNode | undefined): boolean {
    if (source === undefined || sentinel === undefined) return false;
    const name = this.names.qualifiedName(source);
    if (name === 'builtins.int' || name === 'builtins.float') {
      const value = this.constants.value(sentinel);
      return value !== undefined && !(value.type === 'number' && value.value === 0);
    }
    // A fresh object equals nothing that a function could return.
    if (sentinel.kind === 'call') return this.names.calleeName(sentinel) === 'builtins.object';
    if (sentinel.kind !== 'string') return false;
    const stream = readStream(this.names, source);
    const isText = stream === undefined ? undefined : this.#isTextStream(stream);
    return isText !== undefined && isText === quotingOf(sentinel).prefix.includes('b');
  }

  /** Whether reading a stream gives text; undefined where that is not known. */
  #isTextStream(stream: SyntaxNode): boolean | undefined {
    if (stream.kind === 'attribute') return this.#isTextPipe(stream);
    const value = stream.kind === 'identifier' ? this.#valueOf(stream) : stream;
    const isOpened =
      value?.kind === 'call' && this.names.calleeName(value) === 'builtins.open'
        ? value
        : undefined;
    if (isOpened === undefined) return undefined;
    const mode = keywordValue(isOpened, 'mode') ?? positionalValue(isOpened, 1);
    if (mode === undefined) return true;
    const text = this.constants.string(mode);
    return text === undefined ? undefined : !text.includes('b');
  }

  /** `process.stdout` of a `Popen` gives bytes unless an argument asks for text. */
  #isTextPipe(stream: SyntaxNode): boolean | undefined {
    const attribute = stream.child('attribute')?.text;
    if (attribute !== 'stdout' && attribute !== 'stderr') return undefined;
    const object = stream.child('object');
    const value = object?.kind === 'identifier' ? this.#valueOf(object) : object;
    if (value?.kind !== 'call' || this.names.calleeName(value) !== 'subprocess.Popen') {
      return undefined;
    }
    if (argumentNodes(value).some((part) => part.kind === 'dictionary_splat')) return undefined;
    const switches = textArguments.map((argument) => keywordValue(value, argument));
    const given = switches.filter((argument) => argument !== undefined);
    if (given.length === 0) return false;
    return given.some((argument) => this.constants.truth(argument) === true) ? true : undefined;
  }

  #valueOf(identifier: SyntaxNode): SyntaxNode | undefined {
    const bindings = this.names.scopes.lookup(identifier.text, identifier);
    return bindings.length === 1 ? bindings[0]?.value : undefined;
  }
}

/** Arguments by which `Popen` is told to decode its pipes (Python library reference). */
const textArguments = ['text', 'universal_newlines', 'encoding', 'errors'];

function isEmptyLiteral(node: SyntaxNode | undefined): boolean {
  return (
    node !== undefined && (node.kind === 'list' || node.kind === 'tuple') && node.parts.length === 0
  );
}
