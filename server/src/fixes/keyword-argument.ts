import type { FileModel } from '../semantic/file-model';
import { keywordArgument } from '../syntax/calls';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { insertItem, insertItems, removeItem } from './bracketed-list';

/** Gives a call the keyword argument, replacing its value or adding it in the call's own layout. */
export function setKeywordArgument(
  model: FileModel,
  call: SyntaxNode,
  name: string,
  valueText: string,
): TextEdit[] {
  const present = keywordArgument(call, name)?.child('value');
  if (present !== undefined) {
    return [{ start: present.start, end: present.end, text: valueText }];
  }
  const list = call.child('arguments');
  if (list === undefined) return [];
  const item = `${name}=${valueText}`;
  if (list.kind === 'generator_expression') {
    // A lone generator expression shares the call's parentheses; a second argument ends that.
    return [
      { start: list.start, end: list.start, text: '(' },
      { start: list.end, end: list.end, text: `, ${item})` },
    ];
  }
  const splat = list.parts.find((part) => part.kind === 'dictionary_splat');
  return insertItem(model, list, item, splat);
}

/** Gives a call several keyword arguments; the new ones are added in their order. */
export function setKeywordArguments(
  model: FileModel,
  call: SyntaxNode,
  given: readonly (readonly [name: string, valueText: string])[],
): TextEdit[] {
  const list = call.child('arguments');
  const added = given.filter(([name]) => keywordArgument(call, name) === undefined);
  if (added.length < 2 || list === undefined || list.kind === 'generator_expression') {
    return given.flatMap(([name, valueText]) => setKeywordArgument(model, call, name, valueText));
  }
  const replaced = given.filter((argument) => !added.includes(argument));
  const splat = list.parts.find((part) => part.kind === 'dictionary_splat');
  const items = added.map(([name, valueText]) => `${name}=${valueText}`);
  return [
    ...replaced.flatMap(([name, valueText]) => setKeywordArgument(model, call, name, valueText)),
    ...insertItems(model, list, items, splat),
  ];
}

export function removeKeywordArgument(
  model: FileModel,
  call: SyntaxNode,
  name: string,
): TextEdit[] {
  const list = call.child('arguments');
  const argument = keywordArgument(call, name);
  return list === undefined || argument === undefined ? [] : removeItem(model, list, argument);
}

export function renameKeywordArgument(call: SyntaxNode, name: string, newName: string): TextEdit[] {
  const present = keywordArgument(call, name)?.child('name');
  return present === undefined ? [] : [{ start: present.start, end: present.end, text: newName }];
}
