import type { URI } from 'vscode-uri';
import type { FileSource, FolderEntry } from '../semantic/project/file-source';
import type { FileReader } from './file-reader';

/** The files of a workspace folder that only the client can read; paths are those of their URIs. */
export function clientSource(workspaceFolder: URI, files: FileReader): FileSource {
  const uriOf = (path: string) => workspaceFolder.with({ path }).toString();
  return {
    exists: async (path) => (await files.read(uriOf(path))) !== undefined,
    list: async (folder): Promise<readonly FolderEntry[] | undefined> => files.list(uriOf(folder)),
    read: (path) => files.read(uriOf(path)),
    realPath: (path) => path,
    isTop: () => false,
  };
}
