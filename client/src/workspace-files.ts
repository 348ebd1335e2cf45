import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../server/src/protocol/files';

/** Answers the server's questions for files that it cannot read itself: in the browser, and on virtual file systems. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
    const bytes = await read(client.protocol2CodeConverter.asUri(uri));
    return bytes === undefined ? null : { text: new TextDecoder().decode(bytes) };
  });
}

async function read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    // Most folders have no configuration file, and one that cannot be read is as good as none.
    return undefined;
  }
}
