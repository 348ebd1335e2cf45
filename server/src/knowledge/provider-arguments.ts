/**
 * Which arguments the operators, sensors and transfers of Airflow's main providers take. The table is
 * made by scripts/knowledge from the signatures in the published packages, which it names. A provider
 * is released on its own, so that the version of Airflow does not tell which signature is in use: what
 * a class took in any of the releases that were read counts as taken.
 */

import { argumentNamesEver } from './airflow-arguments';
import data from './data/provider-arguments.json' with { type: 'json' };
import { remembered } from './remembered';

interface OperatorEntry {
  /** The class above it by name; BaseOperator where there is none. */
  readonly base?: string;
  /** What it takes besides, with spaces between. */
  readonly arguments?: string;
}

const operators: ReadonlyMap<string, OperatorEntry> = new Map(Object.entries(data.operators));

/**
 * The arguments that a class (`airflow.BigQueryInsertJobOperator`, or its full path) takes in some
 * release, with those of the classes above it. Undefined for a class that no main provider has, and
 * for one that takes more than its signatures say. Where several classes have one name, their
 * arguments are together in the set.
 */
export function providerArguments(className: string): ReadonlySet<string> | undefined {
  // A package beside Airflow (`astronomer.providers`) has classes of its own of the same names.
  if (!className.startsWith('airflow.')) return undefined;
  const name = className.slice(className.lastIndexOf('.') + 1);
  return operators.has(name) ? argumentsOfOperator(name) : undefined;
}

const argumentsOfOperator = remembered((name: string): ReadonlySet<string> | undefined => {
  const own = operators.get(name);
  if (own === undefined) return undefined;
  const inherited = inheritedArguments(own.base ?? 'BaseOperator');
  return inherited && new Set([...inherited, ...(own.arguments?.split(' ') ?? [])]);
});

function inheritedArguments(base: string): ReadonlySet<string> | undefined {
  return providerArguments(`airflow.${base}`) ?? argumentNamesEver(`airflow.${base}`);
}
