import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

/** The open workspace folders. */
export class Folders {
  #folders: readonly URI[];

  /** Older clients name a single root. */
  constructor({ workspaceFolders, rootUri }: InitializeParams) {
    const roots = workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []);
    this.#folders = roots.map((uri) => URI.parse(uri));
  }

  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map((folder) => URI.parse(folder.uri).toString()));
    this.#folders = [
      ...this.#folders.filter((folder) => !gone.has(folder.toString())),
      ...added.map((folder) => URI.parse(folder.uri)),
    ];
  }

  /** The innermost workspace folder that the uri is in or is. */
  of(uri: string): URI | undefined {
    const target = URI.parse(uri);
    return this.#folders
      .filter((folder) => isWithin(target, folder))
      .reduce<URI | undefined>(
        (best, folder) => (best && best.path.length >= folder.path.length ? best : folder),
        undefined,
      );
  }
}

function isWithin(uri: URI, folder: URI): boolean {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return false;
  const path = folder.path.replace(/\/+$/, '');
  return uri.path === path || uri.path.startsWith(`${path}/`);
}
