/**
 * Which arguments of which operators Airflow loads as template files, and by which endings: made by
 * scripts/knowledge/template_files.py from the published packages. Of several versions it has what
 * all of them have in common.
 */

import { isAirflowPackage } from './airflow-objects';
import data from './data/template-files.json' with { type: 'json' };

export interface TemplateFiles {
  /** What a string in a templated field ends with that is the name of a file: `.sql`. */
  readonly endings: readonly string[];
  /** The templated fields. */
  readonly fields: readonly string[];
}

/** What the names of template files end with, of whichever operator. */
export const templateEndings: readonly string[] = [
  ...new Set(Object.values(data.operators).flatMap(({ endings }) => endings)),
];

const operators: ReadonlyMap<string, TemplateFiles> = new Map(Object.entries(data.operators));

/** Undefined for operators that load no files, and for those that are not known. */
export function templateFilesOf(operator: string): TemplateFiles | undefined {
  if (operator === 'airflow.task.bash') return operators.get('BashOperator');
  if (!isAirflowPackage(operator)) return undefined;
  return operators.get(operator.slice(operator.lastIndexOf('.') + 1));
}
