import path from 'node:path';

/** A path as reports show it: relative to the working directory, absolute outside it. */
export function displayPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  const isOutside =
    relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return (isOutside ? file : relative).replaceAll(path.sep, '/');
}
