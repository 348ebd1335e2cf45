// Imports from places that the project's Airflow, or a later one, no longer has.

import { type Move, moveAttributes, moveImport } from '../../fixes/moved-import';
import {
  importState,
  type NameHistory,
  type NewPlace,
  nameHistory,
  newPlace,
} from '../../knowledge/airflow-imports';
import { type AirflowVersion, parseAirflowVersion } from '../../knowledge/airflow-versions';
import { type RemovalState, severityOfRemoval } from '../../knowledge/removals';
import type { FileModel } from '../../semantic/file-model';
import { type AttributeUse, type ImportedPath, importedPaths } from '../../semantic/imported-paths';
import type { Fix, FixSafety, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'moved-import',
  group: 'upgrade',
  summary: 'An import from a place that the next Airflow no longer has',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  removed: (path: string, version: string) =>
    `\`${path}\` is gone since Airflow ${version}: the import fails, and the DAGs of the file with it.`,
  removedInSome: (path: string, version: string) =>
    `\`${path}\` is gone from Airflow ${version} on: there the import fails, and the DAGs of the file with it.`,
  deprecated: (path: string) =>
    `\`${path}\` is deprecated: Airflow warns at each import, and a later version will not have it.`,
  deprecatedUntil: (path: string, version: string) =>
    `\`${path}\` is deprecated, and gone in Airflow ${version}: there the import fails, and the DAGs of the file with it.`,
  use: (place: string) => ` Import \`${place}\` instead.`,
  useOf: (place: string, distribution: string) =>
    ` Import \`${place}\` instead, from the package \`${distribution}\`.`,
  noPlace: ' Nothing takes its place.',
  fix: (place: string) => `Import \`${place}\` instead`,
};

/** A name that moved, or a module of which the file uses a name that moved. */
interface MovedPath {
  readonly imported: ImportedPath;
  readonly path: string;
  readonly history: NameHistory;
  readonly state: RemovalState;
  readonly place: NewPlace | undefined;
}

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const moved = importedPaths(model, 'airflow').flatMap(
    (imported) => movedPath(imported, version) ?? [],
  );
  for (const one of moved) {
    // Of SubDAGs a rule of their own speaks, where they are made.
    if (isSubDagOperator(one) && model.whole.callsOf('airflow.SubDagOperator').length > 0) continue;
    const fix = fixFor(model, one, moved, version);
    yield {
      message: messageFor(one),
      node: one.imported.name,
      severity: severityOfRemoval[one.state],
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

function isSubDagOperator({ path }: MovedPath): boolean {
  return path.endsWith('.SubDagOperator');
}

function movedPath(
  imported: ImportedPath,
  version: AirflowVersion | undefined,
): MovedPath | undefined {
  const paths =
    imported.statement.kind === 'import_from_statement' && imported.attributes.length === 0
      ? [imported.path]
      : [imported.path, ...usesOf(imported).map((use) => use.path)];
  const found = paths.flatMap((path) => {
    const history = nameHistory(path);
    const state = history === undefined ? undefined : stateOf(path, history, version);
    if (history === undefined || state === undefined) return [];
    return [{ imported, path, history, state, place: newPlace(path, version) }];
  });
  return found.find((one) => one.state !== 'deprecated') ?? found[0];
}

/** `import airflow.a` and `import airflow.b` bind one name: each is asked for its own module. */
function usesOf({ attributes, path }: ImportedPath): readonly AttributeUse[] {
  return attributes.filter((use) => use.path.startsWith(`${path}.`));
}

function stateOf(
  path: string,
  { removedIn }: NameHistory,
  version: AirflowVersion | undefined,
): RemovalState | undefined {
  if (version !== undefined) return importState(path, version);
  return removedIn === undefined ? undefined : 'removed-in-some';
}

function messageFor({ history: { removedIn = '' }, path, place, state }: MovedPath): string {
  const advice = adviceFor(place, state);
  switch (state) {
    case 'removed':
      return messages.removed(path, removedIn) + advice;
    case 'removed-in-some':
      return messages.removedInSome(path, removedIn) + advice;
    case 'deprecated':
      return removedIn === ''
        ? messages.deprecated(path) + advice
        : messages.deprecatedUntil(path, removedIn) + advice;
  }
}

function adviceFor(place: NewPlace | undefined, state: RemovalState): string {
  if (place === undefined) return state === 'deprecated' ? '' : messages.noPlace;
  return place.distribution === undefined
    ? messages.use(place.path)
    : messages.useOf(place.path, place.distribution);
}

function fixFor(
  model: FileModel,
  moved: MovedPath,
  all: readonly MovedPath[],
  version: AirflowVersion | undefined,
): Fix | undefined {
  const { imported, place } = moved;
  if (place === undefined) return undefined;
  const fix = (edits: Fix['edits'], safety: FixSafety): Fix | undefined =>
    edits.length === 0 ? undefined : { title: messages.fix(place.path), safety, edits };
  if (moved.path !== imported.path) {
    const edits = moduleEdits(model, moved, version);
    return fix(edits, safetyOf(moved, place));
  }
  const moves = all.flatMap((other) =>
    other.imported.statement === imported.statement &&
    other.path === other.imported.path &&
    other.place !== undefined
      ? [{ imported: other.imported, to: other.place.path, isModule: false }]
      : [],
  );
  const move: Move = { imported, to: place.path, isModule: false };
  return fix(moveImport(model, move, moves), safetyOf(moved, place));
}

/** Every name that the file uses of the module has to go to one new module. */
function moduleEdits(
  model: FileModel,
  { imported }: MovedPath,
  version: AirflowVersion | undefined,
): Fix['edits'] {
  const uses = usesOf(imported).map((use) => ({ use, place: newPlace(use.path, version) }));
  const moves = uses.flatMap(({ use, place }) =>
    place === undefined || !isNameOf(use, imported) ? [] : [{ use, to: place.path }],
  );
  const modules = new Set(moves.map(({ to }) => to.slice(0, to.lastIndexOf('.'))));
  const [module] = modules;
  if (module === undefined || modules.size > 1 || moves.length !== uses.length) return [];
  const keepsModule =
    imported.statement.kind === 'import_from_statement' || imported.item.kind === 'aliased_import';
  const move: Move = { imported, to: module, isModule: true };
  const importEdits = moveImport(model, move, []);
  if (importEdits.length === 0) return [];
  return [...importEdits, ...moveAttributes(moves, keepsModule)];
}

/** True for a name of the module itself, not of a module inside it. */
function isNameOf({ path }: AttributeUse, imported: ImportedPath): boolean {
  return !path.slice(imported.path.length + 1).includes('.');
}

/**
 * Safe where the new place is certain to be there: the tables hold it, or the old place, which works
 * until now, does nothing but lead to it.
 */
function safetyOf({ history, state }: MovedPath, place: NewPlace): FixSafety {
  if (place.isThere !== undefined) return place.isThere ? 'safe' : 'unsafe';
  return state === 'deprecated' && history.places[0] === place.path ? 'safe' : 'unsafe';
}

export const movedImport: Rule = { meta, check };
