/**
 * From the server to the client: the text of a configuration file or a Python file, for workspaces whose files the
 * server cannot read itself: in the browser, or behind a virtual file system. Sent only to clients that said
 * `canReadFiles`.
 */
export const readFileRequest = 'airworthy/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

/** The file's text (UTF-8); null when there is no such file. */
export type ReadFileResult = { readonly text: string } | null;

/**
 * From the server to the client: what a folder of such a workspace holds. Sent only to clients that said
 * `canListFolders`.
 */
export const listFolderRequest = 'airworthy/listFolder';

export interface ListFolderParams {
  readonly uri: string;
}

/** Files and folders, in any order; null when there is no such folder. */
export type ListFolderResult = {
  readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'folder' }[];
} | null;
