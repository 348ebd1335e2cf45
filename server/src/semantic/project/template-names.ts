import { templateEndings } from '../../knowledge/template-files';
import { folderOf, nameOf } from './paths';

/** True for a file that an operator may load as a template, by its name. */
export function isTemplateName(name: string): boolean {
  return templateEndings.some((ending) => name.endsWith(ending));
}

/** The folders of a project that were looked into, each with its folders and template files. */
export type FolderNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Whether a project has a template file. Undefined where that is not known: outside the project, in
 * folders that are left out, and behind symbolic links.
 */
export function hasTemplate(folders: FolderNames, path: string): boolean | undefined {
  if (!isTemplateName(nameOf(path))) return undefined;
  let below = path;
  for (;;) {
    const folder = folderOf(below);
    if (folder === below) return undefined;
    const names = folders.get(folder);
    const isThere = names?.has(nameOf(below));
    if (isThere === false) return false;
    // A folder that is there and was not looked into hides what it holds.
    if (isThere === true) return below === path ? true : undefined;
    below = folder;
  }
}

export function haveSameNames(a: FolderNames, b: FolderNames): boolean {
  if (a.size !== b.size) return false;
  for (const [folder, names] of a) {
    const others = b.get(folder);
    if (others?.size !== names.size) return false;
    for (const name of names) if (!others.has(name)) return false;
  }
  return true;
}
