import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ListFolderParams,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../server/src/protocol/files';

/** Answers the server's questions for files and folders that it cannot read itself: in the browser, and on virtual file systems. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
    const bytes = await read(client.protocol2CodeConverter.asUri(uri));
    return bytes === undefined ? null : { text: new TextDecoder().decode(bytes) };
  });
  client.onRequest(
    listFolderRequest,
    async ({ uri }: ListFolderParams): Promise<ListFolderResult> => {
      const entries = await list(client.protocol2CodeConverter.asUri(uri));
      return entries === undefined ? null : { entries };
    },
  );
}

async function read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    // Most folders have no configuration file, and one that cannot be read is as good as none.
    return undefined;
  }
}

type Entry = NonNullable<ListFolderResult>['entries'][number];

async function list(uri: vscode.Uri): Promise<Entry[] | undefined> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).flatMap(([name, type]): Entry[] => {
      if ((type & vscode.FileType.Directory) !== 0) return [{ name, kind: 'folder' }];
      return (type & vscode.FileType.File) !== 0 ? [{ name, kind: 'file' }] : [];
    });
  } catch {
    // Not every file system can list its folders, and over plain http there are none.
    return undefined;
  }
}
