// Which files of a folder tell the version, what each says, and which of them goes first.

import { TomlError } from 'smol-toml';
import { type Evidence, noEvidence } from './evidence';
import { readCompose, readDockerfile } from './images';
import { readPipenvLock, readTomlLock } from './lock-files';
import { readPipfile, readPyproject, readSetupCfg, readSetupPy } from './project-files';
import { readRequirements } from './requirements';

interface VersionFile {
  readonly pattern: RegExp;
  /** May throw on text that is not in the format. */
  readonly read: (text: string) => Evidence;
}

/** The most binding first: what is installed, what is to be installed, what an image brings. */
const versionFiles: readonly VersionFile[] = [
  { pattern: /^(?:uv|poetry|pdm)\.lock$/, read: readTomlLock },
  { pattern: /^pylock(?:\.[\w-]+)?\.toml$/, read: readTomlLock },
  { pattern: /^Pipfile\.lock$/, read: readPipenvLock },
  { pattern: /^(?:[\w-]+[-_.])?constraints?(?:[-_.][\w.-]+)?\.txt$/, read: readRequirements },
  { pattern: /^requirements\.(?:txt|in)$/, read: readRequirements },
  {
    pattern: /^(?:[\w-]+[-_.])?requirements(?:[-_.][\w.-]+)?\.(?:txt|in)$/,
    read: readRequirements,
  },
  { pattern: /^pyproject\.toml$/, read: readPyproject },
  { pattern: /^Pipfile$/, read: readPipfile },
  { pattern: /^setup\.cfg$/, read: readSetupCfg },
  { pattern: /^setup\.py$/, read: readSetupPy },
  { pattern: /^(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.Dockerfile$/, read: readDockerfile },
  { pattern: /^(?:docker-)?compose(?:[-_.][\w.-]+)?\.ya?ml$/, read: readCompose },
];

/** What editors are asked to watch, as globs of file names. */
export const versionFileGlobs: readonly string[] = [
  '{uv,poetry,pdm,Pipfile}.lock',
  'pylock*.toml',
  '{*requirements*,*constraint*}.{txt,in}',
  'requirements/*.{txt,in}',
  '{Pipfile,setup.cfg}',
  '{*Dockerfile*,Containerfile*}',
  '*compose*.{yml,yaml}',
];

/** The names that tell something, the most binding first, and in alphabetical order among equals. */
export function versionFileNames(names: readonly string[]): readonly string[] {
  const ranked = names.flatMap((name) => {
    const rank = versionFiles.findIndex(({ pattern }) => pattern.test(name));
    return rank === -1 ? [] : [{ name, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

export function isVersionFile(path: string): boolean {
  const [folder, name] = path.split('/').slice(-2);
  return (
    versionFileNames([name ?? '']).length > 0 ||
    (folder === 'requirements' && /\.(?:txt|in)$/.test(name ?? ''))
  );
}

/** Reads one file. Total: what is broken says nothing but what is wrong with it. */
export function evidenceOf(name: string, text: string): Evidence {
  const read = versionFiles.find(({ pattern }) => pattern.test(name))?.read ?? readRequirements;
  try {
    return read(text);
  } catch (error) {
    return { ...noEvidence, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (error instanceof TomlError) {
    // The library's message goes on with an excerpt.
    const reason = (error.message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '');
    return `this is not valid TOML: ${reason}`;
  }
  if (error instanceof SyntaxError) return 'this is not valid JSON';
  return error instanceof Error ? error.message : String(error);
}
