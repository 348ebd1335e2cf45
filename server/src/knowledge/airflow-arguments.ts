/**
 * Which arguments DAG, `@dag`, `@task` and the operators and sensors of Airflow's core and of its
 * standard provider take, by version. The table is made by scripts/knowledge from the signatures
 * and the deprecation warnings in the published packages.
 *
 * Every name by which a callable can be imported is understood: `airflow.DAG`, `airflow.sdk.DAG`
 * and `airflow.models.dag.DAG` give the same answers, and so do `airflow.decorators.task.branch`,
 * `airflow.sdk.task.branch` and the one spelling that the model uses, `airflow.task.branch`.
 */

import type { AirflowVersion } from './airflow-versions';
import { supportedVersionIndex } from './airflow-versions';
import data from './data/airflow-arguments.json' with { type: 'json' };
import { remembered } from './remembered';
import { firstVersion, intersection, union, versionAfter, versionsIn } from './version-spans';

interface CallableEntry {
  readonly base?: string;
  readonly versions?: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly deprecated?: Readonly<Record<string, DeprecationEntry>>;
}

interface DeprecationEntry {
  readonly versions?: string;
  readonly message?: string;
  readonly replacement?: string;
  readonly equal?: boolean;
}

export interface RemovedArgument {
  /** The first supported version that warns; it may have been deprecated before that. */
  readonly deprecatedIn?: string;
  /** The first version whose signature lacks it, so that the file no longer loads. */
  readonly removedIn?: string;
  /** The argument to pass instead, where Airflow names one. */
  readonly replacement?: string;
  /** The first supported version that knows the replacement. */
  readonly replacementIn?: string;
  /**
   * Whether the change keeps the meaning exactly: the value goes to the replacement as it is, or,
   * where there is no replacement, the argument does nothing and can be left out.
   */
  readonly equal: boolean;
  /** What Airflow's own warning says. */
  readonly message?: string;
}

const callables: Readonly<Record<string, CallableEntry>> = data.callables;
const canonicalNames: Readonly<Record<string, string>> = data.names;
const triggerRuleSpans: Readonly<Record<string, string>> = data.triggerRules;

/** `airflow.PythonOperator` → the name in the table; class names are unique in it. */
const shortNames: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(canonicalNames),
    ...Object.keys(callables).map((name) => [name, name] as const),
  ]
    .filter(([, canonical]) => !canonical.includes('.decorators.task.'))
    .map(([path, canonical]) => [`airflow.${lastPart(path)}`, canonical]),
);

/** The one name under which the table keeps a callable, or undefined where it is not in the table. */
export function canonicalCallable(callee: string): string | undefined {
  const direct = aliased(callee) ?? callee;
  if (own(callables, direct) !== undefined) return direct;
  // A flavor of `@task` is an attribute of a name that has aliases of its own.
  const dot = callee.lastIndexOf('.');
  const owner = aliased(callee.slice(0, dot));
  const flavor = `${owner}${callee.slice(dot)}`;
  return owner !== undefined && own(callables, flavor) !== undefined ? flavor : undefined;
}

/**
 * What became of an argument that some supported version deprecates or no longer takes. Undefined
 * where all is well with it, and where the callable or the argument was never known.
 */
export function removedArgument(callee: string, name: string): RemovedArgument | undefined {
  const canonical = canonicalCallable(callee);
  if (canonical === undefined) return undefined;
  const deprecation = deprecationOf(canonical, name);
  const removedIn = versionAfter(presence(canonical, name), lifetime(canonical));
  const warned = deprecation?.versions;
  const deprecatedIn = warned === undefined ? undefined : firstVersion(versionsIn(warned));
  if (removedIn === undefined && deprecatedIn === undefined) return undefined;
  const replacement = deprecation?.replacement;
  const replacementIn =
    replacement === undefined ? undefined : firstVersion(presence(canonical, replacement));
  return {
    ...(deprecatedIn === undefined ? {} : { deprecatedIn }),
    ...(removedIn === undefined ? {} : { removedIn }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(replacementIn === undefined ? {} : { replacementIn }),
    equal: deprecation?.equal ?? false,
    ...(deprecation?.message === undefined ? {} : { message: deprecation.message }),
  };
}

/** The keyword arguments that a callable takes in a version; undefined where it is not known there. */
export function argumentNames(
  callee: string,
  version: AirflowVersion,
): ReadonlySet<string> | undefined {
  const canonical = canonicalCallable(callee);
  if (canonical === undefined) return undefined;
  return namesOfVersion(supportedVersionIndex(version))(canonical);
}

const namesOfVersion = remembered((index: number) =>
  remembered((canonical: string): ReadonlySet<string> | undefined => {
    if (lifetime(canonical)[index] !== true) return undefined;
    const names = new Set<string>();
    for (const entry of lineage(canonical)) {
      for (const [name, span] of Object.entries(entry.arguments)) {
        if (argumentVersions(entry, span)[index] === true) names.add(name);
      }
    }
    return names;
  }),
);

/** The keyword arguments that a callable takes in some supported version. */
export function argumentNamesEver(callee: string): ReadonlySet<string> | undefined {
  const canonical = canonicalCallable(callee);
  return canonical === undefined ? undefined : namesOfAllVersions(canonical);
}

const namesOfAllVersions = remembered(
  (canonical: string): ReadonlySet<string> =>
    new Set(lineage(canonical).flatMap((entry) => Object.keys(entry.arguments))),
);

/** The values of `trigger_rule` that a version knows. */
export function triggerRules(version: AirflowVersion): ReadonlySet<string> {
  return triggerRulesOfVersion(supportedVersionIndex(version));
}

const triggerRulesOfVersion = remembered((index: number): ReadonlySet<string> => {
  const known = Object.entries(triggerRuleSpans).filter(([, span]) => versionsIn(span)[index]);
  return new Set(known.map(([rule]) => rule));
});

function aliased(path: string): string | undefined {
  return own(canonicalNames, path) ?? shortNames.get(path);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The entry and those that it builds on, nearest first. */
function lineage(canonical: string): readonly CallableEntry[] {
  const entries: CallableEntry[] = [];
  for (let name: string | undefined = canonical; name !== undefined; ) {
    const entry: CallableEntry | undefined = own(callables, name);
    if (entry === undefined) break;
    entries.push(entry);
    name = entry.base;
  }
  return entries;
}

function lifetime(canonical: string): readonly boolean[] {
  return versionsIn(own(callables, canonical)?.versions ?? '');
}

function presence(canonical: string, name: string): readonly boolean[] {
  let held: readonly boolean[] = versionsIn('').map(() => false);
  for (const entry of lineage(canonical)) {
    const span = own(entry.arguments, name);
    if (span !== undefined) held = union(held, argumentVersions(entry, span));
  }
  return intersection(held, lifetime(canonical));
}

/** An argument without a span has been there as long as its callable. */
function argumentVersions(entry: CallableEntry, span: string): readonly boolean[] {
  return versionsIn(span === '' ? (entry.versions ?? '') : span);
}

function deprecationOf(canonical: string, name: string): DeprecationEntry | undefined {
  for (const entry of lineage(canonical)) {
    const deprecation = entry.deprecated === undefined ? undefined : own(entry.deprecated, name);
    if (deprecation !== undefined) return deprecation;
  }
  return undefined;
}

/** A name out of a user's file (`constructor`, `__proto__`) must not reach Object's own members. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
