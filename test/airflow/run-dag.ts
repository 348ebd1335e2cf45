import { makeAirflowHome, type PythonOptions, type PythonRun, runPython } from '../harness/python';

export interface DagRun extends PythonRun {
  /** State of each task by its id; undefined where the run did not come to its end. */
  readonly states: Readonly<Record<string, string>> | undefined;
}

// In 2.x the timeout, a BaseException, leaves `dag.test()` after the task was marked failed.
const footer = `

if __name__ == "__main__":
    import json as _json
    try:
        _run = dag.test()
        _instances = _run.get_task_instances()
    except BaseException as _error:
        print(f"ESCAPED {type(_error).__name__}", flush=True)
        from airflow.models import TaskInstance as _TaskInstance
        from airflow.utils.session import create_session as _create_session
        with _create_session() as _session:
            _instances = _session.query(_TaskInstance).all()
            _session.expunge_all()
    print("\\nSTATES " + _json.dumps({ti.task_id: str(ti.state) for ti in _instances}), flush=True)
`;

/**
 * Runs the DAG that the source binds to `dag` with `dag.test()`: real tasks with their timeouts,
 * in one process, without a scheduler.
 */
export async function runDag(
  major: 2 | 3,
  source: string,
  limits: Pick<PythonOptions, 'seconds' | 'after'>,
): Promise<DagRun> {
  const home = makeAirflowHome(major);
  try {
    const run = await runPython(major, source + footer, {
      folder: home.dags,
      variables: home.variables,
      ...limits,
    });
    const line = run.stdout.split('\n').find((text) => text.startsWith('STATES '));
    return { ...run, states: line === undefined ? undefined : JSON.parse(line.slice(7)) };
  } finally {
    home.dispose();
  }
}
