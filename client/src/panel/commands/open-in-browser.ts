import * as vscode from 'vscode';
import { pageOf } from '../airflow-pages';
import type { RunNode } from '../nodes';
import type { TreeServices } from './services';

/** Opens a row's page in Airflow's own user interface. */
export async function openInBrowser(node: RunNode, { connection }: TreeServices): Promise<void> {
  const { environment, client } = connection;
  if (environment === undefined || client?.version === undefined) return;
  if (node.kind !== 'dag' && node.kind !== 'run' && node.kind !== 'instance') return;
  const page = pageOf(environment.url, client.version.major, node);
  await vscode.env.openExternal(vscode.Uri.parse(page, true));
}
