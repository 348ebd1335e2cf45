import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { hasExecutionTimeout } from './time-limits';

/** What of Airflow stands still when a call at a place does not return. */
export type Stall =
  /** The task, until someone kills it. */
  | 'task'
  /** The task, until its `execution_timeout` ends it. */
  | 'limited-task'
  | 'trigger'
  | 'callback'
  /** The DAG processor, which loads the file. */
  | 'parsing';

/** The worst that a call at a place holds up; undefined for code that Airflow never runs. */
export function stallAt(model: FileModel, node: SyntaxNode): Stall | undefined {
  const { phases } = model.reach(node);
  if (phases.has('task') || phases.has('unknown')) {
    return hasExecutionTimeout(model, node) ? 'limited-task' : 'task';
  }
  if (phases.has('trigger')) return 'trigger';
  if (phases.has('callback')) return 'callback';
  return phases.has('parse') ? 'parsing' : undefined;
}
