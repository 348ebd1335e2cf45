import picomatch from 'picomatch';

/**
 * Whether a path (relative, with forward slashes) is meant by one of the glob patterns. A pattern
 * without a slash names a file or folder at any depth, one with a slash a path; a folder stands for
 * all that is in it.
 */
export function excluder(patterns: readonly string[]): (relativePath: string) => boolean {
  const globs = patterns.flatMap(globsOf);
  return globs.length === 0 ? () => false : picomatch(globs, { dot: true, noextglob: true });
}

function globsOf(pattern: string): string[] {
  const withoutEnd = pattern.replace(/\/+$/, '');
  const path = withoutEnd.replace(/^\.?\/+/, '');
  if (path === '') return [];
  const glob = withoutEnd.includes('/') ? path : `**/${path}`;
  return [glob, `${glob}/**`];
}
