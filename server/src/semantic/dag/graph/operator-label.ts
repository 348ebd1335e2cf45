/** An operator as Airflow shows it: `BashOperator`, `@task`, `@task.branch`. */
export function operatorLabel(name: string): string {
  if (name === 'airflow.task' || name.startsWith('airflow.task.')) {
    return `@${name.slice('airflow.'.length)}`;
  }
  return name.slice(name.lastIndexOf('.') + 1);
}
