// What is kept of a project from one run to the next, as a text of lines. A run that finds nothing changed needs only
// which files there are, the stamps, and the results that it is asked for: other lines are parsed when they are.

import type { Finding } from '../../engine/finding';
import type { FolderNames } from '../../semantic/project/template-names';
import { once } from '../../text/remembered';
import type { FileMark, KnownListing } from '../project-snapshot';
import type { Grounds } from '../work/work';
import { looksFrom, type WrittenLooks, writtenLooks } from './noted-disk';
import { sealed, unsealedLines } from './sealed';
import type { Stamp } from './stamps';
import type { Imports } from './standing-results';

/** The findings of a file, and when they hold, apart from what other files say. */
export interface KnownResult {
  /** A mark of the configuration. */
  readonly configuration: string;
  /** The day (UTC) on which they hold; null for every day. */
  readonly day: string | null;
  readonly grounds: Grounds;
  readonly findings: readonly Finding[];
  /** Where the findings and their edits lie: offset, line and column of each place, in their order. */
  readonly places: readonly number[];
}

/** The project that a record is of. */
export interface RecordedProject {
  readonly root: string;
  /** Two projects of one structure have the same files, in the same order. */
  readonly known: KnownListing;
}

/** What is to be kept of a project. */
export interface ProjectRecord {
  readonly marks: ReadonlyMap<string, FileMark>;
  /** The files that each file leads to, by its imports and otherwise. */
  readonly imports: Imports;
  /** Also of guests: files that were checked with the project and that it does not have, such as ignored ones. */
  readonly results: ReadonlyMap<string, KnownResult>;
  /** The seal of the summaries that are of the same files; null where there are none. */
  readonly summaries: string | null;
}

/** What was kept of a project. */
export interface KeptRecord {
  readonly known: KnownListing;
  /** The files of the project, in their order, and behind them its guests. */
  readonly paths: readonly string[];
  /** By the position of a path. Undefined where the stamp of the file is not certain. */
  stampOf(position: number): Stamp | undefined;
  digestOf(position: number): string;
  readonly imports: () => Imports;
  readonly summaries: string | null;
  /** By the paths of files. */
  readonly results: ReadonlyMap<string, () => KnownResult>;
}

/** The first line. */
interface Head {
  readonly form: number;
  readonly root: string;
  readonly structure: string;
  readonly guests: readonly string[];
  readonly summaries: string | null;
}

/** The second line. */
interface WrittenListing {
  readonly files: readonly string[];
  readonly links: readonly (readonly [string, string])[];
  readonly airflowIgnores: readonly string[];
  readonly isWhole: boolean;
}

/** To be raised with every change of the form. */
const form = 5;
const noStamp = [-1, -1, -1, -1] as const;

export function encodeRecord(project: RecordedProject, record: ProjectRecord): Buffer {
  const { root } = project;
  const { listing, looks, structure } = project.known;
  const { airflowIgnores, files, folders, isWhole, links } = listing;
  const ofProject = new Set(files);
  const guests = [...record.results.keys()].filter(
    (path) => !ofProject.has(path) && (record.marks.get(path)?.digest ?? '') !== '',
  );
  const paths = [...files, ...guests];
  const positions = new Map(paths.map((path, position) => [path, position]));
  const positionsOf = (some: Iterable<string>) =>
    [...some].flatMap((path) => positions.get(path) ?? []);
  const marks = paths.map((path) => record.marks.get(path));
  const results = [...record.results].filter(([path]) => positions.has(path));
  const lines = [
    { form, root, structure, guests, summaries: record.summaries },
    { files, links: [...links], airflowIgnores, isWhole },
    looks === undefined ? null : writtenLooks(looks),
    [...folders].map(([folder, names]) => [folder, ...names]),
    marks.flatMap((mark) => mark?.stamp ?? noStamp),
    marks.map((mark) => mark?.digest ?? ''),
    paths.map((path) => positionsOf(record.imports.get(path) ?? [])),
    positionsOf(results.map(([path]) => path)),
    ...results.map(([, result]) => result),
  ];
  return sealed(lines.map((line) => JSON.stringify(line)).join('\n'));
}

/** The record that some bytes hold; undefined for what is not, letter by letter, what was written of this project. */
export function decodeRecord(root: string, bytes: Buffer): KeptRecord | undefined {
  const lines = unsealedLines(bytes);
  if (lines === undefined) return undefined;
  const parsed = (line: number) => JSON.parse(lines[line]?.toString('utf8') ?? 'null');
  // From here on it is known what the lines hold: they were written by this very build.
  const head: Head = parsed(0);
  if (head.form !== form || head.root !== root) return undefined;
  const listing: WrittenListing = parsed(1);
  const looks: WrittenLooks | null = parsed(2);
  const folders = once(() => foldersFrom(parsed(3)));
  const paths = [...listing.files, ...head.guests];
  const stamps: readonly number[] = parsed(4);
  const digests = once((): readonly string[] => parsed(5));
  const withResults: readonly number[] = parsed(7);
  return {
    known: {
      structure: head.structure,
      looks: looks === null ? undefined : looksFrom(looks),
      listing: {
        ...listing,
        links: new Map(listing.links),
        get folders() {
          return folders();
        },
      },
    },
    paths,
    stampOf(position) {
      const at = 4 * position;
      const part = (index: number) => stamps[at + index] ?? -1;
      return part(3) === -1 ? undefined : [part(0), part(1), part(2), part(3)];
    },
    summaries: head.summaries,
    digestOf: (position) => digests()[position] ?? '',
    imports: once(() => {
      const imports: readonly (readonly number[])[] = parsed(6);
      const pathOf = (position: number) => paths[position] ?? [];
      return new Map(paths.map((path, at) => [path, new Set(imports[at]?.flatMap(pathOf))]));
    }),
    results: new Map(
      withResults.map((position, line) => [paths[position] ?? '', once(() => parsed(8 + line))]),
    ),
  };
}

function foldersFrom(written: readonly (readonly string[])[]): FolderNames {
  return new Map(written.map(([folder = '', ...names]) => [folder, new Set(names)]));
}
