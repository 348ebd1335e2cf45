/**
 * Which names can be imported from Airflow's modules, by version, and what Python's `except`
 * catches of its exceptions. The table is made by scripts/knowledge from the published packages.
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
  /** Where the newest version that has it really defines it, when that is somewhere else. */
  readonly place?: string;
  /** What the class itself says when it is used, where it is deprecated as a whole. */
  readonly message?: string;
}

export type ExceptionBase = 'Exception' | 'BaseException';

/** module → name → `versions|versions that warn|place`, each part left out at the end when empty. */
const modules: Readonly<Record<string, Readonly<Record<string, string>>>> = data.modules;
const deprecatedClasses: Readonly<Record<string, { versions: string; message: string }>> =
  data.deprecatedClasses;
const exceptions: Readonly<Record<string, readonly (readonly string[])[]>> = data.exceptions;
const always = versionsIn('');

/** What became of a name, by its dotted path; undefined where no supported version has it. */
export function nameHistory(path: string): NameHistory | undefined {
  const entry = entryOf(path);
  if (entry === undefined) return undefined;
  const [versions = '', warned = '', place = ''] = entry.split('|');
  const held = versionsIn(versions);
  const ofClass = own(deprecatedClasses, place === '' ? path : place);
  const warnsImported = warned === '' ? always.map(() => false) : versionsIn(warned);
  const warnsUsed = ofClass === undefined ? warnsImported : versionsIn(ofClass.versions);
  const addedIn = held[0] === true ? undefined : firstVersion(held);
  const deprecatedIn = firstVersion(union(warnsImported, warnsUsed));
  const removedIn = versionAfter(held, always);
  return {
    ...(addedIn === undefined ? {} : { addedIn }),
    ...(deprecatedIn === undefined ? {} : { deprecatedIn }),
    ...(removedIn === undefined ? {} : { removedIn }),
    ...(place === '' ? {} : { place }),
    ...(ofClass === undefined ? {} : { message: ofClass.message }),
  };
}

/** Whether `from <module> import <name>` works in a version; undefined where the table is silent. */
export function isImportable(path: string, version: AirflowVersion): boolean | undefined {
  const entry = entryOf(path);
  if (entry === undefined) return undefined;
  return versionsIn(entry.split('|')[0] ?? '')[supportedVersionIndex(version)] === true;
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

function entryOf(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  const names = own(modules, path.slice(0, dot));
  return names === undefined ? undefined : own(names, path.slice(dot + 1));
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
