// Requirements as pip reads them (PEP 508, and pip's own options), for the one package in question.

import type { Evidence, PinnedPackage } from './evidence';

/** The distributions whose version is Airflow's own. */
const airflowDistributions: ReadonlySet<string> = new Set([
  'apache-airflow',
  'apache-airflow-core',
]);

export function isAirflow(distribution: string): boolean {
  return airflowDistributions.has(distribution.toLowerCase().replaceAll(/[-_.]+/g, '-'));
}

/**
 * What a requirement (`apache-airflow[celery]~=2.10.0; python_version < "3.13"`) asks of Airflow, as
 * a specifier; undefined where it is about something else or leaves the version open.
 */
export function airflowSpecifier(requirement: string): string | undefined {
  const match = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(requirement);
  const [, name = '', rest = ''] = match ?? [];
  if (!isAirflow(name)) return undefined;
  const [version = ''] = rest.split(';', 1);
  if (version.startsWith('@')) return wheelVersion(version);
  const specifier = version
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  return /^[~=!<>]/.test(specifier) && !specifier.includes('$') ? specifier : undefined;
}

/** A requirements or constraints file. */
export function readRequirements(text: string): Evidence {
  const specifiers: string[] = [];
  const includes: string[] = [];
  for (const line of logicalLines(text)) {
    const option = /^(?:-r|-c|--requirement|--constraint)(?:\s+|=|(?<=-[rc]))(\S+)/.exec(line)?.[1];
    if (option === undefined) {
      const specifier = line.startsWith('-') ? undefined : airflowSpecifier(withoutOptions(line));
      if (specifier !== undefined) specifiers.push(specifier);
      continue;
    }
    const path = option.replaceAll(/^["']|["']$/g, '');
    const constrained = constrainedVersion(path);
    if (constrained !== undefined) specifiers.push(constrained);
    else if (!path.includes('://') && !path.includes('$')) includes.push(path);
  }
  return { specifiers, includes, pinned: pinnedPackages(text) };
}

function pinnedPackages(text: string): PinnedPackage[] {
  const pinned = text.matchAll(
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*===?\s*v?(\d+(?:\.\d+)*)\s*(?=$|[;#\\]|--)/gm,
  );
  return [...pinned].map(([, name = '', version = '']) => [name, version]);
}

/**
 * Airflow publishes the constraints of each release under an address that names it:
 * `…/airflow/constraints-2.10.5/constraints-3.11.txt`.
 */
export function constrainedVersion(text: string): string | undefined {
  const version = /\/constraints-(\d+\.\d+\.\d+)\//.exec(text)?.[1];
  return version === undefined ? undefined : `==${version}`;
}

function wheelVersion(reference: string): string | undefined {
  const version = /\/apache_airflow(?:_core)?-(\d+\.\d+\.\d+)[^/]*\.(?:whl|tar\.gz)/.exec(
    reference,
  )?.[1];
  return version === undefined ? undefined : `==${version}`;
}

/** Lines without comments, with those that end in a backslash joined. */
function logicalLines(text: string): string[] {
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** `--hash=sha256:…` and the like behind a requirement. */
function withoutOptions(line: string): string {
  return line.replace(/\s--\w.*$/, '');
}
