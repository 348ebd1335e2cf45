import type { FileModel } from '../semantic/file-model';
import { firstSyntaxError } from '../syntax/errors';

/**
 * True for a file that imports Airflow and does not parse: the DAG that is not seen in it may
 * stand in the part that could not be read. The import itself may be in that part, so it is looked
 * for in the text.
 */
export function mayHideDags(model: FileModel): boolean {
  return (
    /^[ \t]*(?:from|import)[ \t]+airflow\b/m.test(model.text) &&
    firstSyntaxError(model.tree) !== undefined
  );
}
