/** Folders that hold no code of a project's own. */
const foreignFolders: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

/** The file that marks the top of a virtual environment (PEP 405). */
const virtualEnvironmentMark = 'pyvenv.cfg';

/** True for a folder that no project's own code lies in, by its name; hidden ones are such. */
export function isForeignFolder(name: string): boolean {
  return name.startsWith('.') || foreignFolders.has(name);
}

/** True for a folder of other people's code, by the names of what is in it. */
export function isVirtualEnvironment(names: readonly string[]): boolean {
  return names.includes(virtualEnvironmentMark);
}

export function isPythonFile(name: string): boolean {
  return name.endsWith('.py');
}
