import { type CodeAction, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { PythonParser } from '../../syntax/parser';
import type { DocumentAnalysis } from '../analyses';
import type { ClientFeatures } from '../client-features';
import { fixAllEdits, fixAllOf } from '../code-actions/fix-all';
import { workspaceEdit } from '../workspace-edit';
import type { ActionServices } from './code-actions';

/** `codeAction/resolve`: works out the edit of an action that was offered without one. */
export async function resolveCodeAction(
  action: CodeAction,
  { analyses, parser, features }: ActionServices,
): Promise<CodeAction> {
  const fixAll = fixAllOf(action.data);
  if (fixAll === undefined) return action;
  const analysis = await analyses.of(fixAll.uri);
  if (analysis?.id !== fixAll.analysis) {
    const message = 'The document has changed since the action was offered.';
    throw new ResponseError(LSPErrorCodes.ContentModified, message);
  }
  return withEdit(action, analysis, await parser, features);
}

/** The action with its edit, where that was left for later. */
export function withEdit(
  action: CodeAction,
  analysis: DocumentAnalysis,
  parser: PythonParser,
  features: ClientFeatures,
): CodeAction {
  const fixAll = fixAllOf(action.data);
  if (fixAll === undefined) return action;
  const edits = fixAllEdits(analysis, fixAll, parser);
  return { ...action, edit: workspaceEdit(analysis, edits, features) };
}
