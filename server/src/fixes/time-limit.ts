import type { FileModel } from '../semantic/file-model';
import type { LimitPlace } from '../semantic/flow/limit-place';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { setDictionaryEntry } from './dictionary-entry';
import { setKeywordArgument } from './keyword-argument';
import { replaceNode } from './replace';

/** Gives a call the time limit that it lacks; undefined where it takes none. */
export function setTimeLimit(
  model: FileModel,
  { call, limit, given }: LimitPlace,
  seconds: number,
): TextEdit[] | undefined {
  if (limit === undefined) return undefined;
  if (limit.key !== undefined) {
    return setOption(model, call, { argument: limit.name, given, key: limit.key, seconds });
  }
  const value = given === undefined ? undefined : withoutParentheses(given);
  // `(5, None)` limits the connection, but not the answer.
  const lifted = value?.kind === 'tuple' ? value.parts.at(-1) : given;
  if (lifted !== undefined) return replaceNode(defaultOf(model, lifted) ?? lifted, String(seconds));
  return setKeywordArgument(model, call, limit.name, String(seconds));
}

/** The `None` of `def fetch(url, timeout=None)`, where it is what `timeout` stands for. */
function defaultOf(model: FileModel, value: SyntaxNode): SyntaxNode | undefined {
  const [written, ...others] = model.values.of(value);
  const isDefault =
    written?.parent?.kind === 'default_parameter' ||
    written?.parent?.kind === 'typed_default_parameter';
  return isDefault && others.length === 0 && written.tree === model.tree ? written : undefined;
}

/** Puts a limit into the dictionary that an argument takes, or into a new one. */
export function setOption(
  model: FileModel,
  call: SyntaxNode,
  option: {
    readonly argument: string;
    readonly given: SyntaxNode | undefined;
    readonly key: string;
    readonly seconds: number;
  },
): TextEdit[] | undefined {
  const { argument, given, key, seconds } = option;
  const whole = `{"${key}": ${seconds}}`;
  if (given === undefined) return setKeywordArgument(model, call, argument, whole);
  if (given.kind === 'none') return replaceNode(given, whole);
  const values = model.values.of(given);
  const dictionary = values.length === 1 ? values[0] : undefined;
  const isLiteral = dictionary?.kind === 'dictionary' || dictionary?.kind === 'call';
  const isHere = isLiteral && dictionary.tree === model.tree;
  return isHere ? setDictionaryEntry(model, dictionary, key, String(seconds)) : undefined;
}
