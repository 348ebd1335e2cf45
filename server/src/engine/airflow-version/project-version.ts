// Which Airflow a project runs, from the files around a folder: `airflowVersion: auto`.

import { allows, decidedVersion } from './evidence';
import { mergedPins, type Pins, pinsOf } from './pinned-packages';
import { evidenceOf, versionFileNames } from './version-files';

/** What the search wants to know next. Paths have forward slashes. */
export type Question =
  | { readonly kind: 'list'; readonly folder: string }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'isTop'; readonly folder: string };

/** One thing in a folder, as far as the search has to know it. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** What may answer the questions; what cannot be had is undefined. */
export interface Answers {
  readonly list: readonly ListedEntry[] | undefined;
  readonly read: string | undefined;
  readonly isTop: boolean;
}

export interface ProjectVersion {
  /** `X.Y` or `X.Y.Z`; undefined where no file decides it. */
  readonly version: string | undefined;
  /** The file that says so. */
  readonly source: string | undefined;
  /** For the user: files that say something else, and files that cannot be read. */
  readonly notes: readonly string[];
  /** The versions of other packages that the same files pin. */
  readonly packages: Pins;
}

/** What one file decided, or left open. */
export interface Finding {
  readonly path: string;
  readonly version: string | undefined;
  readonly specifiers: readonly string[];
}

/** What the files of one folder say, the most binding first. */
export interface FolderReading {
  readonly findings: readonly Finding[];
  /** Files that cannot be read, for the user. */
  readonly problems: readonly string[];
  readonly packages: Pins;
}

/** What is known of folders, by their paths. A `Map` is such. */
export interface KnownReadings {
  get(folder: string): FolderReading | undefined;
  set(folder: string, reading: FolderReading): void;
}

/** How many files of one folder are read, those that they include among them. */
const maximumFiles = 60;

type Search<Result> = Generator<Question, Result, Answers[Question['kind']]>;

/**
 * Looks from a folder upwards. The nearest folder in which a file decides counts, and in it the most
 * binding file; a range above which leaves that version open has to allow it. The search asks for what
 * it needs, so that it can run on a disk and behind an editor alike.
 *
 * @param known what the folders that were looked at before said, and now say.
 */
export function* findProjectVersion(folder: string, known: KnownReadings): Search<ProjectVersion> {
  const notes: string[] = [];
  const ranges: Finding[] = [];
  const pins: Pins[] = [];
  for (let at = folder; ; at = parentOf(at)) {
    let reading = known.get(at);
    if (reading === undefined) {
      reading = yield* readFolder(at);
      known.set(at, reading);
    }
    const { findings } = reading;
    notes.push(...reading.problems);
    pins.push(reading.packages);
    const decided = findings.filter(({ version }) => version !== undefined);
    ranges.push(...findings.filter(({ version }) => version === undefined));
    const [first] = decided;
    if (first?.version !== undefined) {
      const packages = mergedPins(pins);
      return { ...settled(first, first.version, decided, ranges, notes), packages };
    }
    const isTop = yield { kind: 'isTop', folder: at };
    if (isTop === true || parentOf(at) === at) {
      return { version: undefined, source: undefined, notes, packages: mergedPins(pins) };
    }
  }
}

/** Answers the questions of a search from where answers are at hand. */
export function answerAtOnce<Result>(
  search: Search<Result>,
  answer: (question: Question) => Answers[Question['kind']],
): Result {
  let step = search.next();
  while (step.done !== true) step = search.next(answer(step.value));
  return step.value;
}

/** Answers the questions of a search as answers come. */
export async function answerLater<Result>(
  search: Search<Result>,
  answer: (question: Question) => Promise<Answers[Question['kind']]>,
): Promise<Result> {
  let step = search.next();
  while (step.done !== true) step = search.next(await answer(step.value));
  return step.value;
}

function settled(
  first: Finding,
  version: string,
  decided: readonly Finding[],
  ranges: readonly Finding[],
  notes: readonly string[],
): Omit<ProjectVersion, 'packages'> {
  const refusing = ranges.find(({ specifiers }) =>
    specifiers.every((specifier) => !allows(specifier, version)),
  );
  if (refusing !== undefined) {
    const note = messages.refused(first.path, version, refusing.path);
    return { version: undefined, source: undefined, notes: [...notes, note] };
  }
  const others = decided.filter((other) => minorOf(other.version) !== minorOf(version));
  const disagreements = others.map((other) =>
    messages.disagree(first.path, version, other.path, other.version ?? ''),
  );
  return { version, source: first.path, notes: [...notes, ...disagreements] };
}

const messages = {
  disagree: (path: string, version: string, other: string, otherVersion: string) =>
    `${path} says Airflow ${version} and ${other} says ${otherVersion}: the first counts. ` +
    'Set `airflowVersion` to decide otherwise.',
  refused: (path: string, version: string, range: string) =>
    `${path} says Airflow ${version}, which ${range} does not allow: neither counts. ` +
    'Set `airflowVersion`.',
  unreadable: (path: string, problem: string) =>
    `${path}: ${problem}. It tells nothing of the Airflow version.`,
};

function* readFolder(folder: string): Search<FolderReading> {
  const entries = yield* list(folder);
  const files = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  const names = [...versionFileNames(files)];
  if (entries.some(({ kind, name }) => kind === 'folder' && name === 'requirements')) {
    const inside = yield* list(joined(folder, 'requirements'));
    for (const { kind, name } of inside) {
      if (kind === 'file' && /\.(?:txt|in)$/.test(name)) names.push(`requirements/${name}`);
    }
  }
  const findings: Finding[] = [];
  const problems: string[] = [];
  const pins: Pins[] = [];
  const seen = new Set<string>();
  // What a file includes comes right behind it.
  const waiting = names.map((name) => joined(folder, name));
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path) || seen.size >= maximumFiles) continue;
    seen.add(path);
    const text = yield { kind: 'read', path };
    if (typeof text !== 'string') continue;
    const { includes = [], pinned = [], problem, specifiers } = evidenceOf(nameOf(path), text);
    pins.push(pinsOf(pinned));
    if (problem !== undefined) problems.push(messages.unreadable(path, problem));
    if (specifiers.length > 0)
      findings.push({ path, specifiers, version: decidedVersion(specifiers) });
    const base = parentOf(path);
    waiting.unshift(...includes.map((include) => joined(base, include)));
  }
  return { findings, problems, packages: mergedPins(pins) };
}

function* list(folder: string): Search<readonly ListedEntry[]> {
  const entries = yield { kind: 'list', folder };
  return Array.isArray(entries) ? entries : [];
}

function minorOf(version: string | undefined): string {
  return (version ?? '').split('.').slice(0, 2).join('.');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return path;
  return slash === 0 ? '/' : path.slice(0, slash);
}

/** A path below a folder, with its `.` and `..` taken out. */
function joined(folder: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  const parts = folder === '/' ? [''] : folder.split('/');
  for (const part of relative.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
