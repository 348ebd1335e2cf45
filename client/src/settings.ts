import * as vscode from 'vscode';

/**
 * The settings that someone has set for `resource`, without their prefix. Defaults are left out: they would
 * override what the project's `pyproject.toml` says.
 */
export function explicitSettings(resource?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('airworthy', resource);
  const settings: Record<string, unknown> = {};
  for (const key of ['profile', 'rules', 'airflowVersion', 'exclude', 'blockingCalls']) {
    if (isSet(configuration.inspect(key))) settings[key] = plain(configuration.get(key));
  }
  return settings;
}

function isSet(values: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  return (
    values?.globalValue !== undefined ||
    values?.workspaceValue !== undefined ||
    values?.workspaceFolderValue !== undefined
  );
}

/** VS Code hands out proxies, which cannot be sent to a worker. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
