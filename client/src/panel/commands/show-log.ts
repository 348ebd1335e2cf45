import * as vscode from 'vscode';
import type { TaskInstance } from '../../airflow/model';
import { findInstance } from '../find-instance';
import type { RunNode } from '../nodes';
import type { TreeServices } from './services';

/** Opens the log of a task instance; which one is asked where it has had more tries than one. */
export async function showLog(node: RunNode, services: TreeServices): Promise<void> {
  if (node.kind !== 'instance') return;
  const instance = findInstance(services.connection.snapshot, node.key);
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
