import type { OwnBlockingCall } from '../knowledge/blocking-calls';
import type { Profile, Rule, RuleMeta, Severity } from '../rules/rule';

/** What decides which rules speak, and how loudly. Plain data, already validated. */
export interface AnalysisConfiguration {
  readonly profile: Profile;
  /** Rule ids with a severity of the user's own, or `off`. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Rules and groups to run whatever the profile says; undefined for the profile's choice. */
  readonly select: readonly string[] | undefined;
  /** Rules and groups that stay silent. */
  readonly ignore: readonly string[];
  /** `X.Y` or `X.Y.Z`; undefined where the workspace does not tell. */
  readonly airflowVersion: string | undefined;
  /** The versions that the project pins, by the normalized names of packages. */
  readonly packages?: Readonly<Record<string, string>>;
  /** The user's own calls that can block. */
  readonly blockingCalls?: readonly OwnBlockingCall[];
  /** The moment up to which runs are counted; the last midnight (UTC) where it is not given. */
  readonly now?: Date;
}

export const defaultConfiguration: AnalysisConfiguration = {
  profile: 'recommended',
  rules: {},
  select: undefined,
  ignore: [],
  airflowVersion: undefined,
};

const profileOrder: Readonly<Record<Profile, number>> = { recommended: 0, strict: 1, all: 2 };

/** Whether a rule runs under a configuration: `ignore`, then the user's severity, then selection. */
export function isEnabled(rule: Rule, configuration: AnalysisConfiguration): boolean {
  const { meta } = rule;
  if (isNamedIn(meta, configuration.ignore)) return false;
  const own = configuration.rules[meta.id];
  if (own === 'off') return false;
  if (configuration.select !== undefined) return isNamedIn(meta, configuration.select);
  if (own !== undefined) return true;
  return profileOrder[meta.profile] <= profileOrder[configuration.profile];
}

function isNamedIn(meta: RuleMeta, names: readonly string[]): boolean {
  return names.includes(meta.id) || names.includes(meta.group);
}
