// The flags of `airworthy check`, once they are known to be right.

import { availableParallelism } from 'node:os';
import { isGroup, isRule, type PartialSettings } from '../engine/settings';
import {
  type FixSafety,
  type Profile,
  profiles,
  ruleGroups,
  type Severity,
  severities,
} from '../rules/rule';
import { ruleIds } from '../rules/rule-ids';
import { nearestWord } from '../text/nearest-word';
import { UsageError } from './exit-code';
import { type Format, formats } from './reporters/formats';

export interface CheckOptions {
  /** As they were given; never empty. */
  readonly paths: readonly string[];
  /** The name of the file that comes on standard input; undefined where none does. */
  readonly stdinName: string | undefined;
  readonly format: Format;
  readonly settings: PartialSettings;
  readonly failOn: Severity;
  /** What happens to the fixes: nothing, files are changed, or the change is shown. */
  readonly fixMode: 'report' | 'write' | 'diff';
  readonly allowedFixes: ReadonlySet<FixSafety>;
  readonly statistics: boolean;
  /** How many files are checked at a time. */
  readonly jobs: number;
  /** Where results are kept from run to run; undefined where none are to be kept. */
  readonly cacheFolder: string | 'default' | undefined;
}

/** The flags as the command line parser hands them over. */
export interface CheckFlags {
  readonly format: string;
  readonly profile?: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly airflowVersion?: string;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  readonly stdinFilename?: string;
  readonly statistics?: boolean;
  readonly failOn: string;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly cacheDir?: string;
}

/** What stands for a file on standard input that has no name. */
export const unnamedInput = 'stdin.py';

/** @throws UsageError that says which flag is wrong, and what would be right. */
export function checkOptions(paths: readonly string[], flags: CheckFlags): CheckOptions {
  const readsInput = paths.includes('-') || flags.stdinFilename !== undefined;
  if (readsInput && paths.some((path) => path !== '-')) {
    throw new UsageError('Standard input is checked alone: leave out the other paths.');
  }
  const format = oneOf(formats, flags.format, '--format');
  if (flags.diff === true && format !== 'text') {
    throw new UsageError(`--diff prints a diff and no report: leave out --format ${format}.`);
  }
  const isFixing = flags.diff === true || flags.fix === true;
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    stdinName: readsInput ? (flags.stdinFilename ?? unnamedInput) : undefined,
    format,
    settings: {
      profile:
        flags.profile === undefined
          ? undefined
          : oneOf<Profile>(profiles, flags.profile, '--profile'),
      select: known(flags.select, '--select'),
      ignore: known(flags.ignore, '--ignore'),
      airflowVersion: version(flags.airflowVersion),
    },
    failOn: oneOf(severities, flags.failOn, '--fail-on'),
    fixMode: flags.diff === true ? 'diff' : isFixing ? 'write' : 'report',
    allowedFixes: new Set(flags.unsafeFixes === true ? ['safe', 'unsafe'] : ['safe']),
    statistics: flags.statistics === true,
    jobs: flags.jobs ?? availableParallelism(),
    cacheFolder: flags.cache ? (flags.cacheDir ?? 'default') : undefined,
  };
}

function known(names: readonly string[] | undefined, flag: string): readonly string[] | undefined {
  for (const name of names ?? []) {
    if (isRule(name) || isGroup(name)) continue;
    const near = nearestWord(name, [...ruleIds, ...ruleGroups]);
    const hint = near === undefined ? 'See `airworthy rules`.' : `Did you mean "${near}"?`;
    throw new UsageError(`${flag}: "${name}" is no rule and no group. ${hint}`);
  }
  return names;
}

function version(text: string | undefined): string | undefined {
  if (text === undefined || text === 'auto' || /^\d+\.\d+(?:\.\d+)?$/.test(text)) return text;
  throw new UsageError(`--airflow-version: "${text}" is no version such as 2.10 or 3.0.`);
}

function oneOf<Value extends string>(values: readonly Value[], given: string, flag: string): Value {
  const found = values.find((value) => value === given);
  if (found !== undefined) return found;
  throw new UsageError(`${flag}: "${given}" is none of ${values.join(', ')}.`);
}
