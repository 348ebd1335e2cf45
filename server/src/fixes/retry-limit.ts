import type { FileModel } from '../semantic/file-model';
import type { EndlessRetry } from '../semantic/flow/endless-retries';
import type { TextEdit } from '../text/edit';
import { importedName } from './imports';
import { setKeywordArgument } from './keyword-argument';

/**
 * Makes a retry give up after an hour; undefined where its library knows no such limit, and where
 * another file makes it.
 */
export function limitRetry(model: FileModel, retry: EndlessRetry): TextEdit[] | undefined {
  const { anchor, call, fact } = retry;
  const isOfOtherFile = call !== undefined && call.tree !== model.tree;
  if (fact.limit === undefined || isOfOtherFile) return undefined;
  const { argument, value, import: imported } = fact.limit;
  const name = imported?.slice(imported.lastIndexOf('.') + 1);
  const used =
    imported === undefined || name === undefined
      ? undefined
      : importedName(model, imported.slice(0, -name.length - 1), name, call ?? anchor);
  const text = used === undefined ? value : value.replace(name ?? '', used.expression);
  const edits =
    call === undefined
      ? [{ start: anchor.end, end: anchor.end, text: `(${argument}=${text})` }]
      : setKeywordArgument(model, call, argument, text);
  return [...(used?.edits ?? []), ...edits];
}
