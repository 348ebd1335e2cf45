/** Which arguments of operators are templated; made by scripts/knowledge/template-fields.mjs. */

import { isAirflowPackage } from './airflow-objects';
import data from './data/template-fields.json' with { type: 'json' };

const always: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.always));
const sometimes: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.sometimes));

/**
 * Whether a field of an operator (`airflow.BashOperator`) or of the operator behind a decorator
 * (`airflow.task.bash`) is templated; undefined where it depends on the version, and for operators
 * that the table does not have.
 */
export function isTemplateField(operator: string, field: string): boolean | undefined {
  const name = tableName(operator);
  const known = name === undefined ? undefined : always.get(name);
  if (name === undefined || known === undefined) return undefined;
  if (known.includes(field)) return true;
  return sometimes.get(name)?.includes(field) === true ? undefined : false;
}

/** All that are templated in every version; undefined for operators that the table does not have. */
export function templateFields(operator: string): readonly string[] | undefined {
  const name = tableName(operator);
  return name === undefined ? undefined : always.get(name);
}

function tableName(operator: string): string | undefined {
  if (/^airflow\.task(?:\.|$)/.test(operator)) return `@${operator.slice('airflow.'.length)}`;
  return isAirflowPackage(operator) ? operator.slice(operator.lastIndexOf('.') + 1) : undefined;
}
