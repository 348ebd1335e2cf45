// What a project's own description asks for: pyproject.toml, Pipfile, setup.cfg, setup.py.

import * as z from 'zod/mini';
import { type Evidence, noEvidence } from './evidence';
import { parseToml } from './lock-files';
import { airflowSpecifier, isAirflow } from './requirements';

const requirements = z.optional(z.array(z.unknown()));
const groups = z.optional(z.record(z.string(), z.unknown()));
const versions = z.optional(z.record(z.string(), z.unknown()));

const pyproject = z.object({
  project: z.optional(z.object({ dependencies: requirements, 'optional-dependencies': groups })),
  'dependency-groups': groups,
  tool: z.optional(
    z.object({
      uv: z.optional(
        z.object({
          'dev-dependencies': requirements,
          'constraint-dependencies': requirements,
          'override-dependencies': requirements,
        }),
      ),
      pdm: z.optional(z.object({ 'dev-dependencies': groups })),
      poetry: z.optional(
        z.object({
          dependencies: versions,
          'dev-dependencies': versions,
          group: z.optional(z.record(z.string(), z.object({ dependencies: versions }))),
        }),
      ),
    }),
  ),
});

/** PEP 621, PEP 735, and the tables of uv, PDM and Poetry. */
export function readPyproject(text: string): Evidence {
  const read = pyproject.safeParse(parseToml(text));
  if (!read.success) return { ...noEvidence, problem: 'its tables are not as its tools read them' };
  const { project, tool } = read.data;
  const lists = [
    project?.dependencies,
    ...Object.values(project?.['optional-dependencies'] ?? {}),
    ...Object.values(read.data['dependency-groups'] ?? {}),
    ...Object.values(tool?.uv ?? {}),
    ...Object.values(tool?.pdm?.['dev-dependencies'] ?? {}),
  ];
  const tables = [
    tool?.poetry?.dependencies,
    tool?.poetry?.['dev-dependencies'],
    ...Object.values(tool?.poetry?.group ?? {}).map((group) => group.dependencies),
  ];
  return {
    specifiers: [
      ...lists.flatMap((list) => (Array.isArray(list) ? list.flatMap(ofRequirement) : [])),
      ...tables.flatMap((table) => Object.entries(table ?? {}).flatMap(ofEntry)),
    ],
  };
}

const pipfile = z.object({ packages: versions, 'dev-packages': versions });

export function readPipfile(text: string): Evidence {
  const read = pipfile.safeParse(parseToml(text));
  if (!read.success) return { ...noEvidence, problem: 'its tables are not as Pipenv reads them' };
  const tables = [read.data.packages, read.data['dev-packages']];
  return { specifiers: tables.flatMap((table) => Object.entries(table ?? {}).flatMap(ofEntry)) };
}

/** Requirements stand on lines of their own, or behind `install_requires =`. */
export function readSetupCfg(text: string): Evidence {
  return {
    specifiers: text
      .split(/\r?\n/)
      .map((line) => line.replace(/^\s*[\w.-]+\s*=(?!=)\s*/, ''))
      .flatMap(ofRequirement),
  };
}

/** Only what the file writes as a literal; it is never run. */
export function readSetupPy(text: string): Evidence {
  const literals = [...text.matchAll(/(["'])(apache[-_.]airflow(?:[-_.]core)?\b[^"'\n]*)\1/gi)];
  return { specifiers: literals.flatMap(([, , literal]) => ofRequirement(literal)) };
}

function ofRequirement(requirement: unknown): string[] {
  const specifier = typeof requirement === 'string' ? airflowSpecifier(requirement) : undefined;
  return specifier === undefined ? [] : [specifier];
}

/** `apache-airflow = "^2.10"` or `{ version = "^2.10", extras = […] }`, or a list of such. */
function ofEntry([name, value]: readonly [string, unknown]): string[] {
  if (!isAirflow(name)) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    const text = typeof one === 'string' ? one : versionOf(one);
    const specifier = text === undefined ? undefined : fromPoetry(text);
    return specifier === undefined ? [] : [specifier];
  });
}

const versionTable = z.object({ version: z.string() });

function versionOf(value: unknown): string | undefined {
  return versionTable.safeParse(value).data?.version;
}

/**
 * Poetry's own signs in PEP 440's: `^2.7` is `>=2.7,<3`, `~2.7` is `>=2.7,<2.8`, `2.7.1` alone is
 * exact (python-poetry.org/docs/dependency-specification).
 */
function fromPoetry(text: string): string | undefined {
  const parts = text.split(',').map((part) => part.trim());
  // An alternative (`||`) is a range that decides nothing.
  if (text.includes('|')) return undefined;
  const written = parts.map((part) => {
    const sign = /^(\^|~(?!=))?\s*v?(\d+)(?:\.(\d+))?((?:\.\d+)*)$/.exec(part);
    if (sign === null) return /^\d[\d.]*\*$/.test(part) ? `==${part}` : part;
    const [, kind, major = '0', minor, patch = ''] = sign;
    const version = `${major}${minor === undefined ? '' : `.${minor}`}${patch}`;
    if (kind === '^') return `>=${version},<${Number(major) + 1}`;
    if (kind === '~') {
      const end = minor === undefined ? `${Number(major) + 1}` : `${major}.${Number(minor) + 1}`;
      return `>=${version},<${end}`;
    }
    return `==${version}`;
  });
  const specifier = written.filter((part) => part !== '' && part !== '*').join(',');
  return specifier === '' ? undefined : specifier;
}
