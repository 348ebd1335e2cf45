import type { WorkspaceEdit } from 'vscode-languageserver';
import { inOrder, type TextEdit } from '../text/edit';
import type { DocumentAnalysis } from './analyses';
import type { ClientFeatures } from './client-features';
import { toTextEdit } from './convert';

/** Edits that the client applies only to the version that was analyzed, where it knows versions. */
export function workspaceEdit(
  { uri, version, lines }: DocumentAnalysis,
  edits: readonly TextEdit[],
  features: ClientFeatures,
): WorkspaceEdit {
  const textEdits = inOrder(edits).map((edit) => toTextEdit(lines, edit));
  return features.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}
