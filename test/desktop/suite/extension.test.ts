import * as assert from 'node:assert';
import * as vscode from 'vscode';

describe('Airworthy in a real extension host', () => {
  let document: vscode.TextDocument;

  before(async () => {
    const [file] = await vscode.workspace.findFiles('endless_loop.py');
    assert.ok(file, 'the workspace has the example');
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
  });

  it('is started by a Python file', async () => {
    const extension = vscode.extensions.getExtension('airworthy.airworthy');
    await until('the extension to be active', () => extension?.isActive);
  });

  it('reports the loop with a link to its rule', async () => {
    const found = await until('the finding', () => finding(document));
    assert.strictEqual(found.source, 'airworthy');
    assert.strictEqual(document.getText(found.range), 'True');
    const target = typeof found.code === 'object' ? found.code.target : undefined;
    assert.strictEqual(
      target?.toString(),
      `${vscode.env.uriScheme}://airworthy.airworthy/rules/unbounded-loop`,
    );
  });

  it('reports it once', async () => {
    await until('the finding', () => finding(document));
    assert.strictEqual(findings(document).length, 1);
  });

  it('follows what is typed', async () => {
    const text = document.getText();
    await replaceAll(document, text.replace('while True:', 'while False:'));
    await until('the finding to go', () => finding(document) === undefined);
    await replaceAll(document, text);
    await until('the finding to come back', () => finding(document));
  });

  it('offers fixes as edits of this version of the file', async () => {
    const found = await until('the finding', () => finding(document));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((action) => action.edit !== undefined);
    assert.ok(fix?.edit, 'a fix with an edit');
    const before = document.getText();
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.notStrictEqual(document.getText(), before);
    await vscode.commands.executeCommand('undo');
    await until('the text to be as before', () => document.getText() === before);
  });

  it('takes a changed setting without a restart', async () => {
    await until('the finding', () => finding(document));
    const settings = vscode.workspace.getConfiguration('airworthy', document.uri);
    await settings.update('rules', { 'unbounded-loop': 'off' });
    await until('the finding to go', () => finding(document) === undefined);
    await settings.update('rules', { 'unbounded-loop': 'hint' });
    const found = await until('the finding to come back', () => finding(document));
    assert.strictEqual(found.severity, vscode.DiagnosticSeverity.Hint);
    await settings.update('rules', undefined);
    await until(
      'the severity to be as before',
      () => finding(document)?.severity === vscode.DiagnosticSeverity.Error,
    );
  });

  it('can be restarted, twice at once', async () => {
    await Promise.all([
      vscode.commands.executeCommand('airworthy.restart'),
      vscode.commands.executeCommand('airworthy.restart'),
    ]);
    await until('the finding after the restart', () => finding(document));
  });

  it('opens the page of a rule, and nothing else', async () => {
    await vscode.commands.executeCommand('airworthy.openRulePage', 'unbounded-loop');
    await until('the page', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('unbounded-loop'),
    );
    const tabs = vscode.window.tabGroups.activeTabGroup.tabs.length;
    void vscode.commands.executeCommand('airworthy.openRulePage', '../../package');
    void vscode.commands.executeCommand('airworthy.openRulePage', 'no-such-rule');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.strictEqual(vscode.window.tabGroups.activeTabGroup.tabs.length, tabs - 1);
  });
});

function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ code }) => (typeof code === 'object' ? code.value : code) === 'unbounded-loop');
}

function finding(document: vscode.TextDocument): vscode.Diagnostic | undefined {
  return findings(document)[0];
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, everything, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Asks again and again until the answer is not false, and says what it waited for when it gives up. */
async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
