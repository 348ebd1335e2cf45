import * as vscode from 'vscode';
import { listRules, rulePage } from '../rule-pages';

/** Shows the page of a rule; asks for the rule when called without one, as from the command palette. */
export async function openRulePage(extensionUri: vscode.Uri, rule: unknown): Promise<void> {
  const id = rule === undefined ? await pickRule(extensionUri) : rule;
  if (id === undefined) return;
  const page = await rulePage(extensionUri, id);
  if (page === undefined) {
    void vscode.window.showWarningMessage(`Airworthy has no rule named ${JSON.stringify(id)}.`);
    return;
  }
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

async function pickRule(extensionUri: vscode.Uri): Promise<string | undefined> {
  return vscode.window.showQuickPick(listRules(extensionUri), {
    placeHolder: 'The rule to read about',
  });
}
