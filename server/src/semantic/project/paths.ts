// Paths of the project model: absolute, with forward slashes, without one at the end.

/** The folder that holds a path; the top of a file system holds itself. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  if (end === -1) return path;
  return end === 0 ? '/' : path.slice(0, end);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function pathIn(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** True for a path inside a folder, at any depth, and for the folder itself. */
export function isWithin(path: string, folder: string): boolean {
  if (path === folder) return true;
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A folder and all above it, innermost first. */
export function* foldersFrom(folder: string): Generator<string> {
  for (let at = folder; ; at = folderOf(at)) {
    yield at;
    if (folderOf(at) === at) return;
  }
}
