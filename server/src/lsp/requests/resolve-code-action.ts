import { type CodeAction, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { DocumentAnalysis } from '../analyses';
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
  const { analysis: fixable } = await analyses.forEdits(analysis);
  return withEdit(action, fixable, { analyses, parser, features });
}

/** The action with its edit, where that was left for later. */
export async function withEdit(
  action: CodeAction,
  analysis: DocumentAnalysis,
  { analyses, features, parser }: Pick<ActionServices, 'analyses' | 'features' | 'parser'>,
): Promise<CodeAction> {
  const fixAll = fixAllOf(action.data);
  if (fixAll === undefined) return action;
  const analyzeText = await analyses.analyzerOf(analysis);
  const edits = fixAllEdits(analysis, fixAll, await parser, analyzeText);
  return { ...action, edit: workspaceEdit(analysis, edits, features) };
}
