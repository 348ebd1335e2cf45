import * as vscode from 'vscode';
import { openRulePageCommand } from '../../server/src/protocol/initialization';

/** The address that a rule id is appended to: it leads back into this window, so that pages open offline. */
export function rulePageBase(): string {
  return `${vscode.env.uriScheme}://airworthy.airworthy/rules/`;
}

/** Opens the pages that `rulePageBase` addresses name. */
export function handleRulePageUris(): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri(uri) {
      const rule = /^\/rules\/([^/]+)$/.exec(uri.path)?.[1];
      await vscode.commands.executeCommand(openRulePageCommand, rule ?? uri.path);
    },
  });
}

/** The packaged page of a rule. Anyone can make a link to us: only an existing page's plain name is opened. */
export async function rulePage(
  extensionUri: vscode.Uri,
  rule: unknown,
): Promise<vscode.Uri | undefined> {
  if (typeof rule !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule)) return undefined;
  const page = vscode.Uri.joinPath(pagesFolder(extensionUri), `${rule}.md`);
  try {
    await vscode.workspace.fs.stat(page);
    return page;
  } catch {
    return undefined;
  }
}

/** The ids of all packaged pages; none where the host cannot list a folder, as over plain http. */
export async function listRules(extensionUri: vscode.Uri): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(pagesFolder(extensionUri));
  return entries
    .map(([name]) => name)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}

function pagesFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'rules');
}
