// Container images: the Airflow that a Dockerfile or a Compose file runs.

import type { Evidence } from './evidence';
import { airflowSpecifier, constrainedVersion } from './requirements';

/** Variables that Dockerfiles of Airflow name its version by, where no image does. */
const versionVariables = ['AIRFLOW_VERSION', 'AIRFLOW_IMAGE_TAG'];

/** The instructions that matter: FROM, ARG, ENV, and what RUN installs. */
export function readDockerfile(text: string): Evidence {
  const variables = new Map<string, string>();
  const images: string[] = [];
  const installed: string[] = [];
  for (const { keyword, rest } of instructions(text)) {
    if (keyword === 'ARG' || keyword === 'ENV') {
      for (const [name, value] of assignments(rest))
        variables.set(name, expanded(value, variables));
    } else if (keyword === 'FROM') {
      const image = rest.split(/\s+/).find((word) => !word.startsWith('--')) ?? '';
      images.push(expanded(image, variables));
    } else if (keyword === 'RUN') {
      installed.push(...installedBy(expanded(rest, variables)));
    }
  }
  const ofImages = images.flatMap(versionOfImage);
  if (ofImages.length > 0) return { specifiers: ofImages };
  if (installed.length > 0) return { specifiers: installed };
  const named = versionVariables.flatMap((name) => variables.get(name) ?? []);
  return { specifiers: named.flatMap((value) => versionOfTag(value)) };
}

/** `image:` lines, with the default of a variable where they are written as one. */
export function readCompose(text: string): Evidence {
  const images = [...text.matchAll(/^[ \t]*image:[ \t]*(["']?)([^\s"'#]+)\1/gm)];
  return {
    specifiers: images.flatMap(([, , image = '']) => versionOfImage(expanded(image, new Map()))),
  };
}

/** `apache/airflow:2.10.5-python3.11`, from whatever registry. */
function versionOfImage(image: string): string[] {
  const tag = /(?:^|\/)apache\/airflow:(?:slim-)?([^@\s]+)/.exec(image)?.[1];
  return tag === undefined ? [] : versionOfTag(tag);
}

function versionOfTag(tag: string): string[] {
  const version = /^(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(tag)?.[1];
  if (version === undefined) return [];
  // A tag such as `2.10` moves with the patch releases.
  return [version.split('.').length === 2 ? `==${version}.*` : `==${version}`];
}

function installedBy(command: string): string[] {
  const requirements =
    command.match(/apache-airflow(?:-core)?(?:\[[^\]]*\])?[~=!<>]=?[^\s"'&;]+/g) ?? [];
  const found = [...requirements.map(airflowSpecifier), constrainedVersion(command)];
  return found.flatMap((specifier) => specifier ?? []);
}

function instructions(text: string): { keyword: string; rest: string }[] {
  return text
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\\[ \t]*\r?\n/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, keyword, rest] = /^\s*([A-Za-z]+)\s+(.*\S)\s*$/.exec(line) ?? [];
      return keyword === undefined || rest === undefined
        ? []
        : [{ keyword: keyword.toUpperCase(), rest }];
    });
}

/** `NAME=value NAME="value"`, and the old `ENV NAME value`. */
function assignments(text: string): (readonly [string, string])[] {
  const pairs = [...text.matchAll(/(\w+)=("[^"]*"|'[^']*'|\S*)/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll(/^["']|["']$/g, '')] as const,
  );
  if (pairs.length > 0) return pairs;
  const [name = '', ...rest] = text.split(/\s+/);
  return rest.length === 0 ? [] : [[name, rest.join(' ')]];
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`; what has no value stays as it is written. */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:(\w+)|\{(\w+)(?::?-([^{}]*))?\})/g,
    (written, plain?: string, braced?: string, fallback?: string) =>
      variables.get(plain ?? braced ?? '') ?? fallback ?? written,
  );
}
