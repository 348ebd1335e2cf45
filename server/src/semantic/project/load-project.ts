import { isForeignFolder, isPythonFile, isVirtualEnvironment } from '../../files/foreign-folders';
import { gitIgnoreRules } from '../../files/git-ignore';
import { type IgnoreRules, isIgnored } from '../../files/ignore-rules';
import type { FileSource, FolderEntry } from './file-source';
import { isWithin, pathIn } from './paths';
import type { FileChanges } from './project-files';
import { type FolderNames, isTemplateName } from './template-names';

/** What lies in a project's folder. */
export interface ProjectListing {
  /** The project's Python files. */
  readonly files: readonly string[];
  /** Symbolic links to what lies in the project itself, with where they lead. */
  readonly links: ReadonlyMap<string, string>;
  /** The folders with an `.airflowignore`, which may keep Airflow from looking for DAGs there. */
  readonly airflowIgnores: readonly string[];
  readonly folders: FolderNames;
  /** False where the folder holds more than is looked at. */
  readonly isWhole: boolean;
}

/** What is larger is no project but a disk: what lies behind these many files or folders is not seen. */
const maximumFiles = 30_000;
const maximumFolders = 30_000;

/** How many files are read at a time. */
const parallelReads = 16;

/**
 * Lists the Python files of a project: without those that git ignores, hidden folders, virtual
 * environments and other people's code. Every real file has one path, also where links lead to it or
 * in circles.
 */
export async function listProject(
  root: string,
  source: Pick<FileSource, 'list' | 'read' | 'realPath'>,
): Promise<ProjectListing> {
  const files: string[] = [];
  const links = new Map<string, string>();
  const airflowIgnores: string[] = [];
  const folders = new Map<string, ReadonlySet<string>>();
  const realRoot = await source.realPath(root);
  const visited = new Set([realRoot]);
  const stack: OpenFolder[] = [{ folder: root, realFolder: realRoot, rules: [] }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (visited.size > maximumFolders || files.length > maximumFiles) {
      return { files, links, airflowIgnores, folders, isWhole: false };
    }
    const { folder, realFolder } = next;
    const entries = await source.list(folder);
    if (entries === undefined) continue;
    const names = entries.map((entry) => entry.name);
    if (folder !== root && isVirtualEnvironment(names)) continue;
    if (names.includes('.airflowignore')) airflowIgnores.push(folder);
    folders.set(folder, namesIn(entries));
    const rules = [...next.rules, ...(await ownRules(folder, names, source))];
    for (const entry of entries) {
      const { kind, leadsTo, name } = entry;
      const path = pathIn(folder, name);
      if (isLeftOut(entry) || isIgnored(path, kind === 'folder', rules)) continue;
      const realPath = leadsTo ?? pathIn(realFolder, name);
      if (leadsTo !== undefined && isWithin(realPath, realRoot)) {
        links.set(path, root + realPath.slice(realRoot.length));
        continue;
      }
      // What lies outside belongs to the project by the first link that leads there. A link that
      // leads to a folder around the project brings nothing of its own.
      if (leadsTo !== undefined && isWithin(realRoot, leadsTo)) continue;
      if (visited.has(realPath)) continue;
      if (kind === 'folder') {
        visited.add(realPath);
        stack.push({ folder: path, realFolder: realPath, rules });
      } else {
        if (leadsTo !== undefined) visited.add(realPath);
        files.push(path);
      }
    }
  }
  return { files, links, airflowIgnores, folders, isWhole: true };
}

/** Reads files, several at a time; one that cannot be read counts as gone. */
export async function readFiles(
  paths: Iterable<string>,
  source: FileSource,
): Promise<Map<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  const waiting = paths[Symbol.iterator]();
  const readNext = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      texts.set(next.value, await source.read(next.value));
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, readNext));
  return texts;
}

/**
 * How a project differs from what is known of it.
 *
 * @param known the texts of the files that need not be read again.
 * @param before the paths of all files that it had.
 */
export async function projectChanges(
  listing: ProjectListing,
  source: FileSource,
  known: (path: string) => boolean,
  before: Iterable<string>,
): Promise<FileChanges> {
  const isThere = new Set(listing.files);
  const texts = await readFiles(
    listing.files.filter((path) => !known(path)),
    source,
  );
  for (const path of before) if (!isThere.has(path)) texts.set(path, undefined);
  const { airflowIgnores, folders, links } = listing;
  return { texts, links, airflowIgnores, folders };
}

interface OpenFolder {
  readonly folder: string;
  /** The same without symbolic links. */
  readonly realFolder: string;
  /** The ignore files that count in it, outermost first. */
  readonly rules: readonly IgnoreRules[];
}

/** The folders, and the files that an operator may ask for. */
function namesIn(entries: readonly FolderEntry[]): ReadonlySet<string> {
  const shown = entries.filter(({ kind, name }) => kind === 'folder' || isTemplateName(name));
  return new Set(shown.map(({ name }) => name));
}

function isLeftOut({ kind, name }: FolderEntry): boolean {
  return kind === 'folder' ? isForeignFolder(name) : !isPythonFile(name);
}

async function ownRules(
  folder: string,
  names: readonly string[],
  source: Pick<FileSource, 'read'>,
): Promise<IgnoreRules[]> {
  const rules: IgnoreRules[] = [];
  for (const name of names) {
    if (name !== '.git' && name !== '.gitignore') continue;
    const file = name === '.git' ? pathIn(folder, '.git/info/exclude') : pathIn(folder, name);
    const text = await source.read(file);
    if (text !== undefined) rules.push(gitIgnoreRules(folder, text));
  }
  return rules;
}
