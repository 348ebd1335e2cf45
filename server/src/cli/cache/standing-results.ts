import { importedFiles } from '../../semantic/project/import-graph';
import { scanImports } from '../../semantic/project/import-scan';
import { ModuleSearch } from '../../semantic/project/module-search';
import { ProjectPaths } from '../../semantic/project/project-paths';
import { hasTemplate } from '../../semantic/project/template-names';
import type { FileMark, ProjectSnapshot } from '../project-snapshot';
import { affectedFiles } from './affected-files';
import type { KnownResult, ProjectRecord } from './project-record';

/** By the path of a file, where it leads to. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** What a record tells of a project as it is now. */
export interface Standing {
  readonly marks: ReadonlyMap<string, FileMark>;
  /** Where files lead to, as far as that is known. */
  readonly imports: Imports;
  /** The results that an analysis of the same configuration would come to again. */
  readonly results: ReadonlyMap<string, KnownResult>;
  /** The record says less than is known now. */
  readonly isOutdated: boolean;
}

/** @param day the present one (UTC). */
export function standingOf(
  record: ProjectRecord | undefined,
  snapshot: ProjectSnapshot,
  day: string,
): Standing {
  const { files, folders } = snapshot.listing;
  const before = record?.structure === snapshot.structure ? record : undefined;
  const marks = new Map(
    files.map((path) => [path, snapshot.markOf(path, before?.marks.get(path))]),
  );
  const nothing = { marks, imports: new Map(), results: new Map(), isOutdated: true };
  if (before === undefined) return nothing;
  const changed = new Set<string>();
  for (const [path, { digest }] of marks) {
    const known = before.marks.get(path)?.digest;
    if (known === digest) continue;
    // The project has modules more or fewer than before, and any import may mean another one.
    if (known === undefined || (known === '') !== (digest === '')) return nothing;
    changed.add(path);
  }
  const imports = new Map([...before.imports, ...importsOf(changed, marks, snapshot)]);
  const affected = affectedFiles(changed, joined(before.imports, imports));
  const texts = new Map([...affected.importers].map((path) => [path, textOf(path, snapshot)]));
  const results = [...before.results].filter(([path, { day: ownDay, grounds }]) => {
    if (affected.all.has(path) || (ownDay !== null && ownDay !== day)) return false;
    const { dagFiles, dagIds, isAboutAllDags, templates } = grounds;
    if (affected.importers.size > 0) {
      if (isAboutAllDags || dagFiles.some((file) => affected.importers.has(file))) return false;
      // A DAG that was not there before has its id in the text of its file.
      for (const text of texts.values()) if (dagIds.some((id) => text.includes(id))) return false;
    }
    return templates.every(([path, wasThere]) => (hasTemplate(folders, path) ?? null) === wasThere);
  });
  return { marks, imports, results: new Map(results), isOutdated: isAnyOther(marks, before.marks) };
}

/** The imports of files, as their texts are now. */
function importsOf(
  files: ReadonlySet<string>,
  marks: ReadonlyMap<string, FileMark>,
  snapshot: ProjectSnapshot,
): Imports {
  if (files.size === 0) return new Map();
  const paths = new ProjectPaths();
  for (const [path, target] of snapshot.listing.links) paths.link(path, target);
  for (const [path, { digest }] of marks) if (digest !== '') paths.add(path);
  const search = new ModuleSearch(snapshot.root, paths);
  return new Map(
    [...files].map((path) => {
      return [path, importedFiles(path, scanImports(textOf(path, snapshot)), search)];
    }),
  );
}

/** What either of two says. */
export function joined(some: Imports, others: Imports): Imports {
  const all = new Map(some);
  for (const [path, imports] of others) {
    const known = all.get(path);
    if (known !== imports) all.set(path, new Set([...(known ?? []), ...imports]));
  }
  return all;
}

function textOf(path: string, snapshot: ProjectSnapshot): string {
  const { source } = snapshot.read(path);
  return 'text' in source ? source.text : '';
}

/** A file whose stamp was not certain is read again and again, until the record has a certain one. */
function isAnyOther(
  now: ReadonlyMap<string, FileMark>,
  before: ReadonlyMap<string, FileMark>,
): boolean {
  for (const [path, { digest, stamp }] of now) {
    const known = before.get(path);
    if (known?.digest !== digest) return true;
    if (known.stamp === undefined && stamp !== undefined) return true;
    if (stamp !== undefined && `${known.stamp}` !== `${stamp}`) return true;
  }
  return false;
}
