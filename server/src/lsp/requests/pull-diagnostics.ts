import {
  type CancellationToken,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Analyses } from '../analyses';
import type { Arrivals } from '../arrivals';
import { type DiagnosticStyle, diagnosticsOf } from '../diagnostics';
import type { Publisher } from '../publisher';

/** `textDocument/diagnostic` */
export async function pullDiagnostics(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
  analyses: Analyses,
  arrivals: Arrivals,
  style: DiagnosticStyle,
  publisher: Publisher,
): Promise<DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>> {
  await arrivals.settled();
  if (token.isCancellationRequested) {
    return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
  }
  const analysis = await analyses.of(textDocument.uri);
  if (analysis === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  publisher.noteDelivered(analysis);
  if (analysis.id === previousResultId) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: analysis.id };
  }
  return {
    kind: DocumentDiagnosticReportKind.Full,
    resultId: analysis.id,
    items: diagnosticsOf(analysis, style),
  };
}
