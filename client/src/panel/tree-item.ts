import * as vscode from 'vscode';
import type { RunNode } from './nodes';
import type { Row } from './rows';

/** The row as VS Code draws it and as a screen reader speaks it. */
export function treeItem(
  node: RunNode,
  row: Row,
  collapsibleState: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, collapsibleState);
  // VS Code keeps by the id whether a row is open, and takes one without children as closed: with its first child it is
  // a row of its own, which opens as it should.
  const hasChildren = collapsibleState !== vscode.TreeItemCollapsibleState.None;
  item.id = hasChildren ? node.id : `${node.id} alone`;
  item.description = row.description;
  item.contextValue = node.kind;
  item.tooltip = tooltip(row);
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color ? new vscode.ThemeColor(row.color) : undefined,
  );
  item.accessibilityInformation = {
    label: [row.label, row.description].filter((text) => text !== '').join(', '),
  };
  if (node.kind === 'instance') {
    item.command = { command: 'airworthy.openSource', title: 'Go to Source', arguments: [node] };
  }
  return item;
}

export function noteItem(id: string, text: string, problem?: string): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  item.id = id;
  item.description = text;
  item.accessibilityInformation = { label: text };
  if (problem !== undefined) {
    item.iconPath = new vscode.ThemeIcon(
      'warning',
      new vscode.ThemeColor('list.warningForeground'),
    );
    item.tooltip = problem;
  }
  return item;
}

/** What Airflow says is shown as plain text, whatever Markdown it may hold. */
function tooltip({ tooltip: lines }: Row): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  lines.forEach((line, index) => {
    if (index > 0) text.appendMarkdown('  \n');
    text.appendText(line);
  });
  return text;
}
