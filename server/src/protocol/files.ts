/**
 * From the server to the client: the text of a small configuration file (`pyproject.toml`, `airworthy.toml`), for
 * workspaces whose files the server cannot read itself: in the browser, or behind a virtual file system. Sent only
 * to clients that said `canReadFiles`.
 */
export const readFileRequest = 'airworthy/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

/** The file's text (UTF-8); null when there is no such file. */
export type ReadFileResult = { readonly text: string } | null;
