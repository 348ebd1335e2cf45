import type { URI } from 'vscode-uri';
import { clientSource } from './client-source';
import { considerate } from './considerate-source';
import type { FileReader } from './file-reader';
import type { Folders } from './folders';
import type { ServerHost } from './host';
import type { Surrounds } from './live-projects';

/**
 * Where the files around a document are. On a disk the project's root is looked for, so that it is
 * the same for the command line; behind a client no more than the workspace folder can be seen.
 * Documents that were never saved have nothing around them.
 */
export function surroundsOf(
  uri: URI,
  host: ServerHost,
  files: FileReader,
  folders: Folders,
): Surrounds | undefined {
  if (uri.scheme === 'file' && host.files !== undefined) {
    return { source: considerate(host.files, host.nextTurn), root: undefined };
  }
  const folder = folders.of(uri.toString());
  if (folder === undefined || !files.canListThroughClient) return undefined;
  return { source: clientSource(folder, files), root: folder.path.replace(/(?<=.)\/+$/, '') };
}
