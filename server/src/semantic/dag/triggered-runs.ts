import { type DeferralTimeout, deferralTimeoutOf } from '../../knowledge/deferrable-operators';
import type { FileModel } from '../file-model';
import type { Task } from './types';

/** True for a task that starts a run of another DAG and ends no sooner than that run. */
export function waitsForTriggeredRun(model: FileModel, task: Task): boolean {
  return task.operator === triggering && isOn(model, task, 'wait_for_completion');
}

const triggering = 'airflow.TriggerDagRunOperator';

/**
 * What limits a task that is deferred for as long as a job of another system lasts; undefined for
 * one that is not, or of which that is not known.
 */
export function deferredForJob(model: FileModel, task: Task): DeferralTimeout | undefined {
  if (task.operator === triggering || task.operatorClass !== undefined) return undefined;
  if (!isOn(model, task, 'deferrable')) return undefined;
  // With one of these it may only start the job.
  const isLeft = ['asynchronous', 'wait', 'wait_for_completion'].some(
    (name) => model.tasks.effectiveArgument(task, name) !== undefined,
  );
  return isLeft ? undefined : deferralTimeoutOf(task.operator);
}

function isOn(model: FileModel, task: Task, name: string): boolean {
  const argument = model.tasks.effectiveArgument(task, name);
  return argument !== undefined && model.constants.truth(argument.value) === true;
}
