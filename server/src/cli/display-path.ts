import path from 'node:path';

/** A path as reports show it: relative to the working directory, absolute outside it. */
export function displayPath(file: string, cwd: string): string {
  const relative = file.startsWith(cwd + path.sep)
    ? file.slice(cwd.length + 1)
    : path.relative(cwd, file);
  const isOutside =
    relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return (isOutside ? file : relative).replaceAll(path.sep, '/');
}
