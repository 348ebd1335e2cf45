import { wrapSelection } from '../fixes/try-except';
import type { Fix } from '../rules/rule';
import type { FileModel } from '../semantic/file-model';
import type { TextRange } from '../text/range';

/** What can be made of a selection, or of the statement at a cursor, whether it has findings or not. */
export function refactoringsOf(model: FileModel, range: TextRange): readonly Fix[] {
  const wrapped = wrapSelection(model, range);
  return wrapped === undefined ? [] : [wrapped];
}
