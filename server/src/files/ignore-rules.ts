/** What one folder's ignore file says of a path below it; undefined where it says nothing. */
export type IgnoreVerdict = 'ignored' | 'kept' | undefined;

/** The rules of one ignore file. */
export interface IgnoreRules {
  /** The folder that holds the file. */
  readonly folder: string;
  /** @param relativePath with forward slashes, below the folder, without a slash at its end. */
  judge(relativePath: string, isFolder: boolean): IgnoreVerdict;
}

/**
 * Whether ignore files leave a path out: the innermost that has anything to say of it decides.
 *
 * @param rules outermost first, each of a folder above the path.
 */
export function isIgnored(path: string, isFolder: boolean, rules: readonly IgnoreRules[]): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const rule = rules[i];
    if (rule === undefined) continue;
    const relative = path.slice(rule.folder.length).replaceAll('\\', '/').replace(/^\/+/, '');
    const verdict = rule.judge(relative, isFolder);
    if (verdict !== undefined) return verdict === 'ignored';
  }
  return false;
}
