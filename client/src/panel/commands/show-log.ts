import * as vscode from 'vscode';
import type { TaskInstance, TaskInstanceKey } from '../../airflow/model';
import type { RunNode } from '../nodes';
import type { TreeServices } from './services';

/** Opens the log of a task instance; which one is asked where it has had more tries than one. */
export async function showLog(node: RunNode, services: TreeServices): Promise<void> {
  if (node.kind !== 'instance') return;
  const instance = instanceOf(node.key, services);
  if (instance === undefined) return;
  if (instance.tryNumber === 0) {
    void vscode.window.showInformationMessage(
      `${instance.taskId} has not started yet, so there is no log.`,
    );
    return;
  }
  const tryNumber = await chooseTry(instance);
  if (tryNumber !== undefined) await services.logs.show(instance, tryNumber);
}

async function chooseTry({ taskId, tryNumber }: TaskInstance): Promise<number | undefined> {
  if (tryNumber === 1) return 1;
  const items = Array.from({ length: tryNumber }, (_, index) => ({
    label: `Try ${tryNumber - index}`,
    ...(index === 0 && { description: 'the latest' }),
    tryNumber: tryNumber - index,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: `Which log of ${taskId}?`,
  });
  return chosen?.tryNumber;
}

function instanceOf(key: TaskInstanceKey, { connection }: TreeServices): TaskInstance | undefined {
  const { snapshot } = connection;
  const run = { dagId: key.dagId, runId: key.runId };
  const isIt = (other: TaskInstance) =>
    other.dagId === key.dagId &&
    other.runId === key.runId &&
    other.taskId === key.taskId &&
    other.mapIndex === key.mapIndex;
  return (
    snapshot?.taskInstances(run)?.value.items.find(isIt) ??
    snapshot?.running?.value.tasks.items.find(isIt)
  );
}
