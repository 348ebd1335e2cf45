import { reachable } from '../../semantic/reachable';
import { addToSet } from '../../text/groups';

/** What a change of some files of a project can reach. */
export interface AffectedFiles {
  /** The files whose own facts (their DAGs, their summaries) may be others: they import a changed one. */
  readonly importers: ReadonlySet<string>;
  /** The files whose findings may be others. */
  readonly all: ReadonlySet<string>;
}

/**
 * The findings of a file rest on the files that it imports, on those that import it, and on what these
 * import, each directly or through others.
 *
 * @param importsOf both what files import now and what they imported before the change.
 */
export function affectedFiles(
  changed: ReadonlySet<string>,
  importsOf: () => ReadonlyMap<string, ReadonlySet<string>>,
): AffectedFiles {
  if (changed.size === 0) return { importers: changed, all: changed };
  const imports = importsOf();
  const importersOf = importersIn(imports);
  const importers = new Set([...changed, ...reachable(changed, (at) => importersOf.get(at) ?? [])]);
  const all = new Set([...importers, ...reachable(importers, (at) => imports.get(at) ?? [])]);
  return { importers, all };
}

/** By the imported file. */
export function importersIn(
  imports: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const importersOf = new Map<string, Set<string>>();
  for (const [importer, imported] of imports) {
    for (const each of imported) addToSet(importersOf, each, importer);
  }
  return importersOf;
}
