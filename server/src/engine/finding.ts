import type { Fix, Severity } from '../rules/rule';
import type { TaskName } from '../semantic/dag/task-instances';
import type { Phase } from '../semantic/phases';
import type { Position } from '../text/lines';
import type { TextRange } from '../text/range';

/** A place that says more about a finding. */
export interface Related {
  readonly message: string;
  /** The path of another file of the project; undefined for the finding's own. */
  readonly path: string | undefined;
  readonly start: Position;
  readonly end: Position;
}

/** A finding as plain data; offsets are UTF-16 units from the start of the file. */
export interface Finding extends TextRange {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly phases: readonly Phase[];
  readonly tasks: readonly TaskName[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** Something that kept part of the analysis from being done. */
export interface Notice {
  readonly rule: string;
  readonly message: string;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  /** True where another day could have another result. */
  readonly isOfToday: boolean;
}
