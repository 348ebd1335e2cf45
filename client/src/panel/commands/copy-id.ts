import * as vscode from 'vscode';
import type { RunNode } from '../nodes';

/** Puts the id under which Airflow knows a row into the clipboard. */
export async function copyId(node: RunNode): Promise<void> {
  const id = idOf(node);
  if (id !== undefined) await vscode.env.clipboard.writeText(id);
}

function idOf(node: RunNode): string | undefined {
  switch (node.kind) {
    case 'dag':
      return node.dagId;
    case 'run':
      return node.run.runId;
    case 'group':
      return node.groupId;
    case 'task':
      return node.taskId;
    case 'instance':
      return node.key.taskId;
    case 'note':
      return undefined;
  }
}
