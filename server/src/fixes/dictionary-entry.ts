import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import { contentRange, quotingOf, stringValue } from '../syntax/strings';
import type { TextEdit } from '../text/edit';
import { insertItem } from './bracketed-list';
import { setKeywordArgument } from './keyword-argument';

/** Gives a dictionary literal or a `dict(...)` call the entry, replacing the value of its key. */
export function setDictionaryEntry(
  model: FileModel,
  dictionary: SyntaxNode,
  key: string,
  valueText: string,
): TextEdit[] {
  if (dictionary.kind === 'call') return setKeywordArgument(model, dictionary, key, valueText);
  const pairs = dictionary.parts.filter((part) => part.kind === 'pair');
  const present = pairs.find((pair) => {
    const name = pair.child('key');
    return name !== undefined && stringValue(name) === key;
  });
  const value = present?.child('value');
  if (value !== undefined) return [{ start: value.start, end: value.end, text: valueText }];
  const quote = quoteOf(pairs);
  return insertItem(model, dictionary, `${quote}${key}${quote}: ${valueText}`);
}

/** The quotes in which the dictionary writes its other keys. */
function quoteOf(pairs: readonly SyntaxNode[]): string {
  for (const pair of pairs) {
    const key = pair.child('key');
    if (key?.kind === 'string') return quotingOf(key).quote;
  }
  return '"';
}

/** Renames the key of an entry: a string between its own quotes, or the keyword of `dict(…)`. */
export function setDictionaryKey(key: SyntaxNode, newKey: string): TextEdit[] {
  if (key.kind === 'identifier') return [{ start: key.start, end: key.end, text: newKey }];
  const content = contentRange(key);
  return content === undefined ? [] : [{ ...content, text: newKey }];
}
