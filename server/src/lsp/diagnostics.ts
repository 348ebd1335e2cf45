import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from '../engine/finding';
import type { Severity } from '../rules/rule';
import type { DocumentAnalysis } from './analyses';
import { ofPosition, siblingUri, toRange } from './convert';

/** What the diagnostics look like for a client. */
export interface DiagnosticStyle {
  readonly relatedInformation: boolean;
  /** The address of a rule's page; undefined for clients that do not show links. */
  readonly rulePage: ((rule: string) => string) | undefined;
}

const source = 'airworthy';

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** All that there is to say of a document; what was not analyzed never looks clean. */
export function diagnosticsOf(analysis: DocumentAnalysis, style: DiagnosticStyle): Diagnostic[] {
  if (analysis.problem !== undefined) return [notAnalyzed(analysis, analysis.problem)];
  return analysis.findings.map((finding) => diagnosticOf(analysis, finding, style));
}

export function diagnosticOf(
  { uri, lines }: DocumentAnalysis,
  finding: Finding,
  style: DiagnosticStyle,
): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(lines, finding),
    severity: severityOf[finding.severity],
    source,
    code: finding.rule,
    message: finding.message,
  };
  if (style.rulePage !== undefined) {
    diagnostic.codeDescription = { href: style.rulePage(finding.rule) };
  }
  if (style.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ end, message, path, start }) => ({
      location: {
        uri: path === undefined ? uri : siblingUri(uri, path),
        range: { start: ofPosition(start), end: ofPosition(end) },
      },
      message,
    }));
  }
  return diagnostic;
}

function notAnalyzed({ lines }: DocumentAnalysis, message: string): Diagnostic {
  const range = toRange(lines, { start: 0, end: lines.lineEnd(0) });
  return { range, severity: DiagnosticSeverity.Information, source, message };
}
