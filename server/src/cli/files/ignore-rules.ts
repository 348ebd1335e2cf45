/** What one folder's ignore file says of a path below it; undefined where it says nothing. */
export type IgnoreVerdict = 'ignored' | 'kept' | undefined;

/** The rules of one ignore file. */
export interface IgnoreRules {
  /** The folder that holds the file. */
  readonly folder: string;
  /** @param relativePath with forward slashes, below the folder, without a slash at its end. */
  judge(relativePath: string, isFolder: boolean): IgnoreVerdict;
}
