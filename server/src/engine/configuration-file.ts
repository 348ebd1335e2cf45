// `[tool.airworthy]` of a pyproject.toml, or a whole airworthy.toml.

import { parse, TomlError } from 'smol-toml';
import { LineIndex } from '../text/lines';
import { type PartialSettings, parseSettings } from './settings';

/** In the order of precedence within one folder. */
export const configurationFileNames = ['airworthy.toml', 'pyproject.toml'] as const;

export interface ConfigurationProblem {
  /** `unknown` is only worth a warning; `invalid` means that a setting does not count. */
  readonly kind: 'unknown' | 'invalid';
  readonly message: string;
  /** Where in the file, in UTF-16 units. */
  readonly offset?: number;
}

export interface ConfigurationFile {
  /** False for a pyproject.toml that does not speak of Airworthy: the search goes on above it. */
  readonly isOurs: boolean;
  readonly settings: PartialSettings;
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * Reads a configuration file. Total: TOML that does not parse is a problem, and no settings.
 *
 * @param fileName decides where the settings stand; a path will do.
 */
export function parseConfigurationFile(fileName: string, text: string): ConfigurationFile {
  const isProject = /(?:^|[\\/])pyproject\.toml$/.test(fileName);
  const above = isProject ? ['tool', 'airworthy'] : [];
  let table: unknown;
  try {
    table = parse(text.replace(/^\ufeff/, ' '));
  } catch (error) {
    // Someone else's broken pyproject.toml is still ours to report: it may hold our table.
    return { isOurs: true, settings: {}, problems: [syntaxProblem(error, text)] };
  }
  for (const key of above) table = isTable(table) ? table[key] : undefined;
  if (isProject && table === undefined) return { isOurs: false, settings: {}, problems: [] };
  const { settings, problems } = parseSettings(table);
  return {
    isOurs: true,
    settings,
    problems: problems.map(({ kind, message, path }) => {
      const offset = offsetOfKey(text, [...above, ...path]);
      return offset === undefined ? { kind, message } : { kind, message, offset };
    }),
  };
}

function syntaxProblem(error: unknown, text: string): ConfigurationProblem {
  if (!(error instanceof TomlError)) return { kind: 'invalid', message: String(error) };
  // The library's message goes on with an excerpt, which our own reports show in their own way.
  const reason = (error.message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '');
  return {
    kind: 'invalid',
    message: `This is not valid TOML: ${reason}.`,
    offset: new LineIndex(text).offset({ line: error.line - 1, column: error.column - 1 }),
  };
}

/**
 * Where a key stands: the longest part of its path that is found, as the table header or the key
 * of a line. The TOML library gives no positions of what it read.
 */
function offsetOfKey(text: string, path: readonly string[]): number | undefined {
  const lines = new LineIndex(text);
  let header: readonly string[] = [];
  let best: { readonly depth: number; readonly offset: number } | undefined;
  for (let line = 0; line < lines.lineCount; line++) {
    const lineText = lines.lineText(line);
    const table = /^\s*\[\s*([^[\]]+?)\s*\]/.exec(lineText)?.[1];
    const key = /^\s*([\w."'-]+(?:\s*\.\s*[\w"'-]+)*)\s*=/.exec(lineText)?.[1];
    if (table !== undefined) header = keysOf(table);
    const here =
      table !== undefined ? header : key !== undefined ? [...header, ...keysOf(key)] : [];
    const depth = here.length;
    if (depth === 0 || depth > path.length || here.some((part, i) => part !== path[i])) continue;
    if (best !== undefined && best.depth >= depth) continue;
    best = { depth, offset: lines.lineStart(line) + lineText.search(/\S/) };
  }
  return best?.offset;
}

function keysOf(dotted: string): string[] {
  return dotted.split('.').map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
