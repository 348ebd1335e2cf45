import type { Task } from '../dag/types';
import type { FileModel } from '../file-model';
import { paramLimits } from './param-limits';

/**
 * A value that someone other than the author of the DAG chooses: whoever triggers a run writes
 * `dag_run.conf`, which overrides `params` (`process_params` in airflow/models/param.py of 2.10.5 and
 * airflow/sdk/definitions/param.py of 3.3.2); an XCom is what another task returned. Variables and
 * connections are left out: only those who administer Airflow set them.
 */
export interface UserInput {
  readonly source: 'conf' | 'params' | 'xcom';
  /** The entry of `conf` or `params`; undefined for all of it, and where it is not known. */
  readonly key: string | undefined;
  /** The ids of the tasks that an XCom is pulled from, as far as they are known. */
  readonly taskIds: readonly string[];
}

/** True where whoever triggers a run can give it any text. */
export function isFree(model: FileModel, input: UserInput, tasks: readonly Task[]): boolean {
  if (input.source === 'xcom') return true;
  const limits = tasks.map((task) => paramLimits(model, task, input.key));
  if (limits.includes('limited')) return false;
  // What is not known of the DAG may be a schema that holds params, but conf is free by itself.
  return (
    input.source === 'conf' || (limits.length > 0 && limits.every((limit) => limit === 'free'))
  );
}
