import { importedFiles } from '../../semantic/project/import-graph';
import { scanImports } from '../../semantic/project/import-scan';
import { ModuleSearch } from '../../semantic/project/module-search';
import { ProjectPaths } from '../../semantic/project/project-paths';
import { hasTemplate } from '../../semantic/project/template-names';
import { once } from '../../text/remembered';
import type { FileMark, ProjectSnapshot } from '../project-snapshot';
import { affectedFiles } from './affected-files';
import type { KeptRecord, KnownResult } from './project-record';
import { hasStamp } from './stamps';

/** By the path of a file, where it leads to. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** What a record tells of a project as it is now. */
export interface Standing {
  readonly marks: () => ReadonlyMap<string, FileMark>;
  /** Where files lead to, as far as that is known. */
  readonly imports: () => Imports;
  /** The result of a file that an analysis of the same configuration would come to again. */
  resultOf(path: string): KnownResult | undefined;
  readonly results: () => ReadonlyMap<string, KnownResult>;
  /** The record says less than is known now. */
  readonly isOutdated: boolean;
}

/**
 * @param kept of what may have been another structure.
 * @param day the present one (UTC).
 */
export function standingOf(
  kept: KeptRecord | undefined,
  snapshot: ProjectSnapshot,
  day: string,
): Standing {
  const { files, folders } = snapshot.listing;
  const before = kept?.known.structure === snapshot.known.structure ? kept : undefined;
  const paths = before?.paths ?? files;
  // Of all other files the record has the marks.
  const newMarks = new Map<string, FileMark>();
  const changed = new Set<string>();
  // Nothing rests on what these say.
  const changedGuests = new Set<string>();
  // With what was looked at to list it, the next run need not.
  const isNewlyListed = snapshot.known.looks !== undefined && snapshot.known !== before?.known;
  let isOutdated = before === undefined || isNewlyListed;
  let isOfOtherModules = before === undefined;
  for (const [position, path] of paths.entries()) {
    const stamp = before?.stampOf(position);
    if (stamp !== undefined && hasStamp(path, stamp)) continue;
    const mark = snapshot.read(path);
    newMarks.set(path, mark);
    const digest = before?.digestOf(position);
    // A file whose stamp was not certain is read again and again, until the record has a certain one.
    if (mark.digest !== digest || mark.stamp !== undefined) isOutdated = true;
    if (mark.digest === digest) continue;
    if (position >= files.length) {
      changedGuests.add(path);
      continue;
    }
    changed.add(path);
    // The project has modules more or fewer than before, and any import may mean another one.
    if ((mark.digest === '') !== (digest === '')) isOfOtherModules = true;
  }
  const marks = once(() => {
    const kept = paths.map((path, position): [string, FileMark] => [
      path,
      { digest: before?.digestOf(position) ?? '', stamp: before?.stampOf(position) },
    ]);
    return new Map([...kept, ...newMarks]);
  });
  if (before === undefined || isOfOtherModules) {
    const none = once(() => new Map());
    return { marks, imports: none, resultOf: () => undefined, results: none, isOutdated: true };
  }
  const imports = once(() => {
    const kept = [...before.imports()].filter(([path]) => !changedGuests.has(path));
    return new Map([...kept, ...importsOf(changed, marks(), snapshot)]);
  });
  const affected = affectedFiles(changed, () => joined(before.imports(), imports()));
  const texts = [...affected.importers].map((path) => textOf(path, snapshot));
  const resultOf = (path: string) => {
    if (affected.all.has(path) || changedGuests.has(path)) return undefined;
    const result = before.results.get(path)?.();
    if (result === undefined || (result.day !== null && result.day !== day)) return undefined;
    const { dagFiles, dagIds, isAboutAllDags, templates } = result.grounds;
    if (affected.importers.size > 0) {
      if (isAboutAllDags || dagFiles.some((file) => affected.importers.has(file))) return undefined;
      // A DAG that was not there before has its id in the text of its file.
      if (dagIds.some((id) => texts.some((text) => text.includes(id)))) return undefined;
    }
    return templates.every(([file, wasThere]) => (hasTemplate(folders, file) ?? null) === wasThere)
      ? result
      : undefined;
  };
  const results = once(() => {
    const standing = [...before.results.keys()].map((path) => [path, resultOf(path)] as const);
    return new Map(standing.flatMap(([path, result]) => (result ? [[path, result]] : [])));
  });
  return { marks, imports, resultOf, results, isOutdated };
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
  // No import leads to a guest.
  for (const path of snapshot.files) if (marks.get(path)?.digest !== '') paths.add(path);
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
