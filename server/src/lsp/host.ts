import type { ClientOptions } from '../protocol/initialization';
import type { FileSource } from '../semantic/project/file-source';
import type { PythonParser } from '../syntax/parser';

/** What differs between the platforms that the server runs on. */
export interface ServerHost {
  /** Loads the parser; called once, after the client said what it hands over. */
  loadParser(options: ClientOptions): Promise<PythonParser>;
  /** Whether the files of a uri's kind are read here; the client is asked for all others. */
  canRead(uri: string): boolean;
  /** The text of a small file; undefined when there is none. */
  readFile(uri: string): Promise<string | undefined>;
  /** Whether there is a file or folder of this name. */
  exists(uri: string): Promise<boolean>;
  /**
   * The files that `file:` uris name, by the paths of these; undefined where the server has no disk,
   * and the client is asked instead.
   */
  readonly files: FileSource | undefined;
  /** Calls back once what has already arrived from the client was looked at. */
  nextTurn(callback: () => void): void;
  /** Calls back after so many milliseconds. */
  later(milliseconds: number, callback: () => void): void;
  /** Undefined where nobody can tell the platform what to do with memory. */
  readonly memory: MemoryUse | undefined;
}

export interface MemoryUse {
  /** From now on memory counts for more than time. */
  spare(): void;
  /** Time counts for more again, and what was left behind is given back. */
  release(): void;
}
