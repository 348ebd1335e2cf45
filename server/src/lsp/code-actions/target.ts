import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../engine/finding';
import type { ClientOptions } from '../../protocol/initialization';
import type { FileModel } from '../../semantic/file-model';
import type { TextRange } from '../../text/range';
import type { DocumentAnalysis } from '../analyses';
import type { ClientFeatures } from '../client-features';
import { type DiagnosticStyle, diagnosticOf } from '../diagnostics';

/** What a client asks actions for, and all that making them takes. */
export interface ActionTarget {
  readonly analysis: DocumentAnalysis;
  readonly model: FileModel;
  readonly range: TextRange;
  /** The findings that the range touches. */
  readonly findings: readonly Finding[];
  /** True when the user opened a menu, rather than just moved the cursor. */
  readonly isInvoked: boolean;
  readonly features: ClientFeatures;
  readonly options: ClientOptions;
  readonly style: DiagnosticStyle;
}

/** The target's findings by rule, each rule's in source order. */
export function byRule({ findings }: ActionTarget): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, [finding]);
    else group.push(finding);
  }
  return groups;
}

export function diagnosticsFor(
  { analysis, style }: ActionTarget,
  findings: readonly Finding[],
): Diagnostic[] {
  return findings.map((finding) => diagnosticOf(analysis, finding, style));
}

export type ActionMaker = (target: ActionTarget) => Iterable<CodeAction>;
