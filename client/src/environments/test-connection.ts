import * as vscode from 'vscode';
import type { AirflowClient, Connection } from '../airflow/client';
import type { Answer } from '../airflow/problem';

/** Asks an Airflow who it is, while the user sees that it takes time and can end it. */
export function testConnection(client: AirflowClient): Thenable<Answer<Connection>> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Connecting to ${client.environment.name}`,
      cancellable: true,
    },
    async (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return client.connect(controller.signal);
    },
  );
}
