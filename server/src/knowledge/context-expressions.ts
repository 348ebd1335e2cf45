/**
 * Jinja expressions that give what a removed context key gave, for the same run. Source of the keys:
 * `get_template_context` in airflow/models/taskinstance.py (2.10), where `yesterday_ds` is
 * `(logical_date - timedelta(1)).strftime("%Y-%m-%d")`; `macros.ds_add` is in airflow/macros.
 */
const expressions: Readonly<Record<string, string>> = {
  tomorrow_ds: 'macros.ds_add(ds, 1)',
  yesterday_ds: 'macros.ds_add(ds, -1)',
};

export function templateExpression(key: string): string | undefined {
  return Object.hasOwn(expressions, key) ? expressions[key] : undefined;
}
