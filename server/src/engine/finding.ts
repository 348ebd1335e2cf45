import type { Fix, Severity } from '../rules/rule';
import type { Phase } from '../semantic/phases';
import type { TextRange } from '../text/range';

export interface TaskName {
  readonly dagId: string | undefined;
  readonly taskId: string | undefined;
}

/** A finding as plain data; offsets are UTF-16 units from the start of the file. */
export interface Finding extends TextRange {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly phases: readonly Phase[];
  readonly tasks: readonly TaskName[];
  readonly related: readonly (TextRange & { readonly message: string })[];
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
}
