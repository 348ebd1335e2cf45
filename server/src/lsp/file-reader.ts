import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as z from 'zod/mini';
import {
  type ListFolderParams,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  readFileRequest,
} from '../protocol/files';
import type { ClientOptions } from '../protocol/initialization';
import type { ServerHost } from './host';

const fileAnswer = z.nullable(z.object({ text: z.string() }));
const folderAnswer = z.nullable(
  z.object({
    entries: z.array(z.object({ name: z.string(), kind: z.enum(['file', 'folder']) })),
  }),
);

/** Reads files and folders: from where the server runs, or else through the client. */
export class FileReader {
  constructor(
    private readonly connection: Connection,
    private readonly host: ServerHost,
    private readonly options: ClientOptions,
  ) {}

  /** Undefined when there is no such file, or no way to read it. */
  async read(uri: string): Promise<string | undefined> {
    if (this.host.canRead(uri)) return this.host.readFile(uri);
    if (this.options.canReadFiles !== true || uri.startsWith('untitled:')) return undefined;
    const params: ReadFileParams = { uri };
    try {
      const result = fileAnswer.parse(await this.connection.sendRequest(readFileRequest, params));
      return result?.text;
    } catch {
      return undefined;
    }
  }

  /** Whether the client can be asked what the folders of its workspace hold. */
  get canListThroughClient(): boolean {
    return this.options.canReadFiles === true && this.options.canListFolders === true;
  }

  /** What a folder holds; undefined when there is none, or no way to look into it. */
  async listFolder(uri: string): Promise<NonNullable<ListFolderResult>['entries'] | undefined> {
    if (!this.host.canRead(uri)) return this.canListThroughClient ? this.list(uri) : undefined;
    return this.host.files?.list(URI.parse(uri).path);
  }

  /** What a folder holds that only the client sees; undefined when there is no such folder. */
  async list(uri: string): Promise<NonNullable<ListFolderResult>['entries'] | undefined> {
    const params: ListFolderParams = { uri };
    try {
      const result = await this.connection.sendRequest(listFolderRequest, params);
      return folderAnswer.parse(result)?.entries;
    } catch {
      return undefined;
    }
  }

  /**
   * Whether a folder is the topmost one of its project: the repository's, as for the command line.
   * Through a client only what lies in the workspace is seen.
   */
  async isTop(folder: string, workspaceFolder: string | undefined): Promise<boolean> {
    if (!this.host.canRead(folder)) return folder === workspaceFolder;
    return this.host.exists(`${folder.replace(/\/+$/, '')}/.git`);
  }
}
