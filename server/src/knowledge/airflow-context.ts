/**
 * The keys of the context that a task's callable and its templates get, by version. The table is
 * made by scripts/knowledge from airflow/utils/context.py, airflow/models/taskinstance.py (2.x) and
 * airflow/sdk/definitions/context.py (3.x).
 *
 * What a removed key does in 3.x: a parameter of that name is no longer filled, so that calling the
 * function raises TypeError; a subscript raises KeyError; a template raises UndefinedError.
 */

import type { AirflowVersion } from './airflow-versions';
import { supportedVersionIndex } from './airflow-versions';
import data from './data/airflow-context.json' with { type: 'json' };
import { firstVersion, versionAfter, versionsIn } from './version-spans';

interface KeyEntry {
  readonly versions?: string;
  readonly deprecated?: string;
  readonly replacements?: readonly string[];
  readonly equal?: readonly string[];
}

export interface ContextKey {
  /** The first version that has it, where the oldest supported one lacks it. */
  readonly addedIn?: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  /**
   * What Airflow names instead, best first: another key, or a Jinja expression in `{{ … }}`. Empty
   * where Airflow names nothing.
   */
  readonly replacements: readonly string[];
  /** Those of the replacements that Airflow fills with the very same value. */
  readonly equal: readonly string[];
}

const keys: Readonly<Record<string, KeyEntry>> = data.keys;
const always = versionsIn('');

/**
 * The keys that tell the moment that a run is for. Source: the templates reference of Airflow,
 * "Variables".
 */
export const runMomentKeys: ReadonlySet<string> = new Set([
  'data_interval_end',
  'data_interval_start',
  'ds',
  'ds_nodash',
  'execution_date',
  'logical_date',
  'ts',
  'ts_nodash',
  'ts_nodash_with_tz',
]);

/** What is known of a context key; undefined for a name that is a key in no supported version. */
export function contextKey(name: string): ContextKey | undefined {
  if (!Object.hasOwn(keys, name)) return undefined;
  const entry = keys[name];
  if (entry === undefined) return undefined;
  const held = versionsIn(entry.versions ?? '');
  const addedIn = held[0] === true ? undefined : firstVersion(held);
  const deprecatedIn =
    entry.deprecated === undefined ? undefined : firstVersion(versionsIn(entry.deprecated));
  const removedIn = versionAfter(held, always);
  return {
    ...(addedIn === undefined ? {} : { addedIn }),
    ...(deprecatedIn === undefined ? {} : { deprecatedIn }),
    ...(removedIn === undefined ? {} : { removedIn }),
    replacements: entry.replacements ?? [],
    equal: entry.equal ?? [],
  };
}

/** All keys that a version fills. */
export function contextKeys(version: AirflowVersion): ReadonlySet<string> {
  const index = supportedVersionIndex(version);
  const held = Object.entries(keys).filter(([, entry]) => versionsIn(entry.versions ?? '')[index]);
  return new Set(held.map(([name]) => name));
}
