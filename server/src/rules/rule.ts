import type { Task } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';
import type { FilePlace } from '../semantic/project/surroundings';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import type { TextRange } from '../text/range';

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

export const profiles = ['recommended', 'strict', 'all'] as const;
export type Profile = (typeof profiles)[number];

export const ruleGroups = [
  'hang',
  'failure',
  'memory',
  'resource',
  'parse',
  'dag',
  'upgrade',
  'security',
  'airworthy',
] as const;
export type RuleGroup = (typeof ruleGroups)[number];

/** Safe: every run that succeeded before behaves the same. All else is unsafe. */
export type FixSafety = 'safe' | 'unsafe';

/** What is said of a rule in its page, the README, the settings and the reports. */
export interface RuleMeta {
  readonly id: string;
  readonly group: RuleGroup;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly severity: Severity;
  /** The smallest profile that turns the rule on. */
  readonly profile: Profile;
  /** The safety of its fixes; `none` where it offers none. */
  readonly fix: FixSafety | 'none';
  /** The version of Airworthy that brought the rule. */
  readonly since: string;
  /** True where the trouble exists only in Airflow's own process, not in another image. */
  readonly aboutThisProcess?: boolean;
  /** True for a rule that also speaks where broken syntax may hide every DAG of a file. */
  readonly speaksInBrokenFiles?: boolean;
  /** True where the code at a finding is a secret, which reports must not repeat. */
  readonly isAboutSecrets?: boolean;
  /** Rules that speak instead of this one when both have something to say of one subject. */
  readonly yieldsTo?: readonly string[];
}

export interface Fix {
  readonly title: string;
  readonly safety: FixSafety;
  /** Never overlapping; insertions at one position apply in array order. */
  readonly edits: readonly TextEdit[];
}

export interface RelatedPlace {
  /** A node of any file of the project, a range of this one, or a place known by its path. */
  readonly place: TextRange | FilePlace;
  readonly message: string;
}

/** What a rule has to say about one place. */
export interface Problem {
  readonly message: string;
  /** The smallest node that names the problem. */
  readonly node: SyntaxNode;
  /** A narrower or wider range than the node's, where no node fits. */
  readonly range?: TextRange;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** What is troubled (a handler, a loop, a task); by it `yieldsTo` compares. Default: the node. */
  readonly subject?: SyntaxNode;
  /** The tasks that it is about, where the place is one that runs when the file is loaded. */
  readonly tasks?: readonly Task[];
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
}

export interface RuleContext {
  readonly model: FileModel;
  /** The workspace's Airflow version as `X.Y` or `X.Y.Z`; undefined where it is not known. */
  readonly airflowVersion: string | undefined;
  /** Up to when runs are counted. To be asked late: what asks for it holds only for this day. */
  readonly now: Date;
}

export interface Rule {
  readonly meta: RuleMeta;
  check(context: RuleContext): Iterable<Problem>;
}
