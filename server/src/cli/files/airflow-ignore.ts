// `.airflowignore`, as `find_path_from_directory` reads it (airflow/utils/file.py in 2.x,
// airflow/_shared/module_loading/file_discovery.py in 3.x).

import { gitIgnoreRules } from '../../files/git-ignore';
import type { IgnoreRules } from '../../files/ignore-rules';

export type AirflowIgnoreSyntax = 'regexp' | 'glob';

/**
 * @param dagsFolder what regular expressions see paths relative to.
 * @param syntax undefined where neither the Airflow version nor a setting tells.
 */
export function airflowIgnoreRules(
  folder: string,
  dagsFolder: string,
  text: string,
  syntax: AirflowIgnoreSyntax | undefined,
): IgnoreRules {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/\s*#.*/, ''))
    .filter((line) => line.trim() !== '');
  if ((syntax ?? guessedSyntax(lines)) === 'glob') return gitIgnoreRules(folder, lines.join('\n'));
  const prefix = folder === dagsFolder ? '' : `${relativeTo(dagsFolder, folder)}/`;
  const patterns = lines.map(compiled).filter((pattern) => pattern !== undefined);
  return {
    folder,
    judge: (relativePath) =>
      patterns.some((pattern) => pattern.test(prefix + relativePath)) ? 'ignored' : undefined,
  };
}

/**
 * The syntax by default of an Airflow version: `[core] dag_ignore_file_syntax` is "regexp" in 2.x
 * and "glob" in 3.x.
 */
export function syntaxOfVersion(version: string | undefined): AirflowIgnoreSyntax | undefined {
  if (version === undefined) return undefined;
  return Number.parseInt(version, 10) >= 3 ? 'glob' : 'regexp';
}

/**
 * Without a version the lines themselves have to tell. Names without any sign of either syntax
 * are read as globs, which leave out less: nothing that might be a DAG goes unchecked by a guess.
 */
function guessedSyntax(lines: readonly string[]): AirflowIgnoreSyntax {
  const isOnlyGlob = lines.some(
    (line) => /^[!/*?]/.test(line) || line.endsWith('/') || line.includes('**') || !isRegexp(line),
  );
  if (isOnlyGlob) return 'glob';
  return lines.some((line) => /\.[*+]|\\[.dws]|[\^$|()+]/.test(line)) ? 'regexp' : 'glob';
}

function isRegexp(line: string): boolean {
  return compiled(line) !== undefined;
}

/** Airflow warns of a pattern that does not compile and goes on without it. */
function compiled(line: string): RegExp | undefined {
  try {
    return new RegExp(line.replaceAll('(?P<', '(?<'));
  } catch {
    return undefined;
  }
}

function relativeTo(outer: string, inner: string): string {
  return inner.slice(outer.length).replaceAll('\\', '/').replace(/^\/+/, '');
}
