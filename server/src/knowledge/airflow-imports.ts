/**
 * Which names can be imported from Airflow's modules, by version, where they went, and what Python's
 * `except` catches of its exceptions. The table is made by scripts/knowledge from the published
 * packages. A name that it does not list is unknown, or has never changed.
 */

import type { AirflowVersion } from './airflow-versions';
import {
  compareAirflowVersions,
  parseAirflowVersion,
  supportedVersionIndex,
} from './airflow-versions';
import data from './data/airflow-names.json' with { type: 'json' };
import { firstVersion, union, versionAfter, versionsIn } from './version-spans';

export interface NameHistory {
  readonly addedIn?: string;
  /** The first version in which importing it, or using the class, warns. */
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  /** Where else it can be imported from, newest first. */
  readonly places: readonly string[];
  /** What the class itself says when it is used, where it is deprecated as a whole. */
  readonly message?: string;
}

export type ExceptionBase = 'Exception' | 'BaseException';

/** Where to import a name from instead. */
export interface NewPlace {
  /** Dotted, with the name, which may be another than the old one. */
  readonly path: string;
  /** The distribution that has it, where that is a provider. */
  readonly distribution: string | undefined;
  /**
   * Whether the version has it; where no version was given, whether every supported one has.
   * Undefined for a provider that the tables do not hold, since which one is installed is unknown.
   */
  readonly isThere: boolean | undefined;
  /** The first supported version that has it, where one is known. */
  readonly since: string | undefined;
}

/** module → name → `versions|versions that warn|places`, each part left out at the end when empty. */
const modules: Readonly<Record<string, Readonly<Record<string, string>>>> = data.modules;
const deprecatedClasses: Readonly<Record<string, { versions: string; message: string }>> =
  data.deprecatedClasses;
const exceptions: Readonly<Record<string, readonly (readonly string[])[]>> = data.exceptions;
const providers: ReadonlySet<string> = new Set(data.providers);
const always = versionsIn('');
/** How many moves are followed: from 1.10's place over 2.x's to the SDK's are two. */
const maximumMoves = 4;

/** What became of a name, by its dotted path; undefined where no supported version has it. */
export function nameHistory(path: string): NameHistory | undefined {
  const entry = entryOf(path);
  if (entry === undefined) return undefined;
  const { held, places, warned } = entry;
  const ofClass = [path, ...places].flatMap((place) => own(deprecatedClasses, place) ?? [])[0];
  const warnsUsed = ofClass === undefined ? warned : union(warned, versionsIn(ofClass.versions));
  const addedIn = held[0] === true ? undefined : firstVersion(held);
  const deprecatedIn = firstVersion(warnsUsed);
  const removedIn = versionAfter(held, always);
  return {
    ...(addedIn === undefined ? {} : { addedIn }),
    ...(deprecatedIn === undefined ? {} : { deprecatedIn }),
    ...(removedIn === undefined ? {} : { removedIn }),
    places,
    ...(ofClass === undefined ? {} : { message: ofClass.message }),
  };
}

/**
 * What a version does with an import that some supported version takes: `removed` where it fails,
 * `deprecated` where it warns. Undefined where all is well, and where the table is silent.
 */
export function importState(
  path: string,
  version: AirflowVersion,
): 'removed' | 'deprecated' | undefined {
  const entry = entryOf(path);
  if (entry === undefined) return undefined;
  const index = supportedVersionIndex(version);
  // What is only to come is no import that went.
  if (entry.held[index] !== true) return entry.held.indexOf(true) < index ? 'removed' : undefined;
  return entry.warned[index] === true ? 'deprecated' : undefined;
}

/**
 * The best place to import a name from instead: one that the version has and does not deprecate,
 * or without a version one that all supported versions have; else the newest.
 */
export function newPlace(path: string, version: AirflowVersion | undefined): NewPlace | undefined {
  const indices =
    version === undefined ? always.map((_, index) => index) : [supportedVersionIndex(version)];
  const newest = indices.at(-1) ?? 0;
  const places = placesAfter(path).flatMap((place) => {
    const entry = entryOf(place);
    const isThere = entry === undefined ? undefined : indices.every((i) => entry.held[i] === true);
    const warns = entry !== undefined && indices.some((i) => entry.warned[i] === true);
    const since = entry === undefined ? undefined : firstVersion(entry.held);
    // What has gone itself in the meantime is no place to go to.
    if (entry !== undefined && entry.held.lastIndexOf(true) < newest) return [];
    return [{ path: place, distribution: distributionOf(place), isThere, since, warns }];
  });
  const best =
    places.find((place) => place.isThere === true && !place.warns) ??
    places.find((place) => place.isThere !== false) ??
    places[0];
  if (best === undefined) return undefined;
  const { distribution, isThere, since } = best;
  return { path: best.path, distribution, isThere, since };
}

/** Old names of classes by the names of the classes that took their places, in a provider mostly. */
const renamedClasses: ReadonlyMap<string, ReadonlySet<string>> = namesByOldName();

/** The names that a class of Airflow's (`GoogleCloudStorageToBigQueryOperator`) has had since. */
export function laterNames(className: string): ReadonlySet<string> {
  return renamedClasses.get(className) ?? new Set();
}

function namesByOldName(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const names of Object.values(modules)) {
    for (const [name, entry] of Object.entries(names)) {
      const places = entry.split('|')[2]?.split(',') ?? [];
      for (const place of places) {
        const later = place.slice(place.lastIndexOf('.') + 1);
        if (later === name || !/^[A-Z]/.test(later)) continue;
        found.set(name, (found.get(name) ?? new Set()).add(later));
      }
    }
  }
  return found;
}

/** Whether `from <module> import <name>` works in a version; undefined where the table is silent. */
export function isImportable(path: string, version: AirflowVersion): boolean | undefined {
  return entryOf(path)?.held[supportedVersionIndex(version)];
}

/**
 * Whether one of Airflow's own exceptions is caught by `except Exception` in a version. The name is
 * the bare class name, since the class is the same wherever it is imported from. Undefined where
 * that version has no such exception.
 *
 * `AirflowTaskTimeout` is an Exception up to 2.8.1 and a BaseException from 2.8.2
 * (airflow/exceptions.py of both).
 */
export function exceptionBase(name: string, version: AirflowVersion): ExceptionBase | undefined {
  let base: ExceptionBase | undefined;
  for (const [since = '', value] of own(exceptions, name) ?? []) {
    const from = parseAirflowVersion(since);
    if (from === undefined || compareAirflowVersions(firstPatch(from), version) > 0) break;
    base = value === 'BaseException' ? 'BaseException' : 'Exception';
  }
  return base;
}

function firstPatch(version: AirflowVersion): AirflowVersion {
  return { ...version, patch: version.patch ?? 0 };
}

interface Entry {
  /** By supported version: whether the name can be imported there. */
  readonly held: readonly boolean[];
  /** By supported version: whether importing it warns there. */
  readonly warned: readonly boolean[];
  readonly places: readonly string[];
}

function entryOf(path: string): Entry | undefined {
  const dot = path.lastIndexOf('.');
  const names = own(modules, path.slice(0, dot));
  const text = names === undefined ? undefined : own(names, path.slice(dot + 1));
  if (text === undefined) return undefined;
  const [versions = '', warned = '', places = ''] = text.split('|');
  return {
    held: versionsIn(versions),
    warned: warned === '' ? always.map(() => false) : versionsIn(warned),
    places: places === '' ? [] : places.split(','),
  };
}

/** All places that a name went to, also from place to place: the last move first. */
function placesAfter(path: string, moves = 0): readonly string[] {
  if (moves > maximumMoves) return [];
  const places = entryOf(path)?.places ?? [];
  return [...new Set(places.flatMap((place) => [...placesAfter(place, moves + 1), place]))].filter(
    (place) => place !== path,
  );
}

/** `airflow.providers.cncf.kubernetes.operators.pod` → `apache-airflow-providers-cncf-kubernetes`. */
function distributionOf(path: string): string | undefined {
  const [airflow, folder, ...rest] = path.split('.');
  if (airflow !== 'airflow' || folder !== 'providers') return undefined;
  const names = [rest.slice(0, 2).join('-'), rest[0] ?? ''];
  const name = names.find((candidate) => providers.has(candidate));
  return name === undefined ? undefined : `apache-airflow-providers-${name}`;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
