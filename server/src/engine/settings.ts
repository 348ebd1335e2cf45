// The settings as people write them: in an editor, in `pyproject.toml` or `airworthy.toml`, as
// flags. All of it is someone else's text, so it is checked here and only here.

import * as z from 'zod/mini';
import type { OwnBlockingCall } from '../knowledge/blocking-calls';
import { type Profile, profiles, ruleGroups, type Severity, severities } from '../rules/rule';
import { ruleIds } from '../rules/rule-ids';
import { parseBlockingCalls } from './blocking-call-settings';
import type { AnalysisConfiguration } from './configuration';
import { defaultConfiguration } from './configuration';

const schemas: Readonly<Record<keyof PartialSettings, z.ZodMiniType>> = {
  profile: z.enum(profiles),
  rules: z.record(z.string(), z.enum([...severities, 'off'])),
  select: z.array(z.string()),
  ignore: z.array(z.string()),
  airflowVersion: z.string().check(z.regex(/^(?:auto|\d+\.\d+(?:\.\d+)?)$/)),
  exclude: z.array(z.string()),
  blockingCalls: z.array(z.unknown()),
};

type SettingName = keyof PartialSettings;

/** Whatever one source of settings says; what it leaves out is decided by the source before it. */
export interface PartialSettings {
  readonly profile?: Profile | undefined;
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined;
  readonly select?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  /** `auto`, `X.Y` or `X.Y.Z`. */
  readonly airflowVersion?: string | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly blockingCalls?: readonly OwnBlockingCall[] | undefined;
}

/** What is wrong with a settings object. `unknown` is only worth a warning. */
export interface SettingsProblem {
  readonly kind: 'unknown' | 'invalid';
  /** A sentence for the person who wrote the settings; it never repeats their value. */
  readonly message: string;
  /** The keys that lead to the place. */
  readonly path: readonly string[];
}

export interface ParsedSettings {
  readonly settings: PartialSettings;
  readonly problems: readonly SettingsProblem[];
}

const expectations: Readonly<Record<SettingName, string>> = {
  profile: `one of ${listed(profiles)}`,
  rules: 'a table of rule ids and severities',
  select: 'a list of rule ids and groups',
  ignore: 'a list of rule ids and groups',
  airflowVersion: '"auto" or a version in quotes, such as "2.10"',
  exclude: 'a list of glob patterns',
  blockingCalls: 'a list of names of functions and methods',
};

/** Settings that only the editor's client reads: known here, so that they give no warning. */
const clientSettings: ReadonlySet<string> = new Set(['environments', 'environment']);

/**
 * Reads a settings object of unknown origin. Total: whatever is wrong with one setting becomes a
 * problem, and the others still count.
 */
export function parseSettings(
  value: unknown,
  alsoKnown: ReadonlySet<string> = new Set(),
): ParsedSettings {
  const problems: SettingsProblem[] = [];
  if (value === undefined || value === null) return { settings: {}, problems };
  if (!isTable(value)) {
    return {
      settings: {},
      problems: [{ kind: 'invalid', message: 'The settings must be a table.', path: [] }],
    };
  }
  const settings: { -readonly [Name in SettingName]?: unknown } = {};
  for (const [key, own] of Object.entries(value)) {
    const name = settingNamed(key);
    if (name === undefined) {
      if (clientSettings.has(key) || alsoKnown.has(key)) continue;
      problems.push({ kind: 'unknown', message: `Unknown setting \`${key}\`.`, path: [key] });
    } else if (name === 'rules' && isTable(own)) {
      settings.rules = parseRules(own, key, problems);
    } else if (name === 'blockingCalls' && Array.isArray(own)) {
      const parsed = parseBlockingCalls(own, key);
      settings.blockingCalls = parsed.calls;
      problems.push(...parsed.problems.map((message) => invalid(message, key)));
    } else if (schemas[name].safeParse(own).success) {
      settings[name] = own;
      if (name === 'select' || name === 'ignore') {
        problems.push(...unknownNames(own as string[], key));
      }
    } else if (own !== undefined && own !== null) {
      problems.push({
        kind: 'invalid',
        message: `\`${key}\` must be ${expectations[name]}.`,
        path: [key],
      });
    }
  }
  return { settings: settings as PartialSettings, problems };
}

/** Later parts override earlier ones, setting by setting; `rules` are merged rule by rule. */
export function mergeSettings(...parts: readonly PartialSettings[]): PartialSettings {
  const merged: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      if (value !== undefined) merged[name] = value;
    }
  }
  return { ...merged, rules: Object.assign({}, ...parts.map((part) => part.rules)) };
}

/** What the analysis is to do; `airflowVersion` stays undefined where the settings say "auto". */
export function resolveConfiguration(...parts: readonly PartialSettings[]): AnalysisConfiguration {
  const { profile, rules, select, ignore, airflowVersion, blockingCalls } = mergeSettings(...parts);
  return {
    profile: profile ?? defaultConfiguration.profile,
    rules: rules ?? defaultConfiguration.rules,
    select: select ?? defaultConfiguration.select,
    ignore: ignore ?? defaultConfiguration.ignore,
    airflowVersion: airflowVersion === 'auto' ? undefined : airflowVersion,
    ...(blockingCalls === undefined ? {} : { blockingCalls }),
  };
}

function parseRules(
  value: Readonly<Record<string, unknown>>,
  key: string,
  problems: SettingsProblem[],
): PartialSettings['rules'] {
  const rules: Record<string, unknown> = {};
  problems.push(...unknownNames(Object.keys(value), key, false));
  for (const [rule, severity] of Object.entries(value)) {
    if (schemas.rules.safeParse({ [rule]: severity }).success) rules[rule] = severity;
    else {
      problems.push({
        kind: 'invalid',
        message: `\`${key}.${rule}\` must be one of ${listed([...severities, 'off'])}.`,
        path: [key, rule],
      });
    }
  }
  return rules as PartialSettings['rules'];
}

/** Names that are no rule (and no group, where those are allowed): a typo, or an older Airworthy. */
function unknownNames(names: readonly string[], key: string, groupsToo = true): SettingsProblem[] {
  return names
    .filter((name) => !isRule(name) && !(groupsToo && isGroup(name)))
    .map((name) => ({
      kind: 'unknown',
      message: `\`${key}\` names \`${name}\`, which is no rule${groupsToo ? ' or group' : ''}.`,
      path: [key, name],
    }));
}

export function isRule(name: string): boolean {
  return ruleIds.includes(name);
}

export function isGroup(name: string): boolean {
  return ruleGroups.some((group) => group === name);
}

function invalid(message: string, key: string): SettingsProblem {
  return { kind: 'invalid', message, path: [key] };
}

/** The setting of a key; TOML files may write `airflow-version`, as their other tables do. */
function settingNamed(key: string): SettingName | undefined {
  const name = key.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  return Object.hasOwn(schemas, name) ? (name as SettingName) : undefined;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
