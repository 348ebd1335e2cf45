import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionOptions,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
import type { ClientOptions } from '../../protocol/initialization';
import type { PythonParser } from '../../syntax/parser';
import type { TextRange } from '../../text/range';
import type { Analyses } from '../analyses';
import type { Arrivals } from '../arrivals';
import type { ClientFeatures } from '../client-features';
import { fixAllInMenu, fixAllKind, fixAllOfSource } from '../code-actions/fix-all';
import { ignoreActions } from '../code-actions/ignore';
import { quickFixes } from '../code-actions/quick-fixes';
import { refactorings } from '../code-actions/refactorings';
import { rulePageActions } from '../code-actions/rule-pages';
import type { ActionMaker } from '../code-actions/target';
import { toOffsets } from '../convert';
import type { DiagnosticStyle } from '../diagnostics';
import type { ProblemReporter } from '../problem-reporter';
import { withEdit } from './resolve-code-action';

export interface ActionServices {
  readonly analyses: Analyses;
  readonly arrivals: Arrivals;
  readonly parser: Promise<PythonParser>;
  readonly features: ClientFeatures;
  readonly options: ClientOptions;
  readonly style: DiagnosticStyle;
  readonly reporter: ProblemReporter;
}

/** In the order in which editors show them. */
const makers: readonly { readonly kind: CodeActionKind; readonly make: ActionMaker }[] = [
  { kind: CodeActionKind.QuickFix, make: quickFixes },
  { kind: CodeActionKind.QuickFix, make: fixAllInMenu },
  { kind: CodeActionKind.QuickFix, make: ignoreActions },
  { kind: CodeActionKind.QuickFix, make: rulePageActions },
  { kind: CodeActionKind.RefactorRewrite, make: refactorings },
  { kind: fixAllKind, make: fixAllOfSource },
];

export function codeActionProvider(features: ClientFeatures): CodeActionOptions | undefined {
  // A client that knows only commands would need commands that edit, which there are none of.
  if (!features.codeActionLiterals) return undefined;
  return {
    codeActionKinds: [...new Set(makers.map(({ kind }) => kind))],
    resolveProvider: true,
  };
}

/** `textDocument/codeAction` */
export async function codeActions(
  { textDocument, range, context }: CodeActionParams,
  token: CancellationToken,
  services: ActionServices,
): Promise<CodeAction[]> {
  const wanted = makers.filter(({ kind }) => isWanted(kind, context.only));
  if (wanted.length === 0) return [];
  await services.arrivals.settled();
  if (token.isCancellationRequested) return [];
  const current = await services.analyses.of(textDocument.uri);
  if (current === undefined || current.problem !== undefined) return [];
  const offsets = toOffsets(current.lines, range);
  const isInvoked = context.triggerKind !== CodeActionTriggerKind.Automatic;
  const isAtFinding = current.findings.some((finding) => touches(finding, offsets));
  const isAsked = isInvoked || context.only !== undefined || offsets.start < offsets.end;
  // Editors ask wherever the cursor comes to.
  if (!isAsked && !isAtFinding) return [];
  const { analysis, model } = await services.analyses.forEdits(current);
  const target = {
    ...services,
    analysis,
    model,
    range: offsets,
    findings: analysis.findings.filter((finding) => touches(finding, offsets)),
    isInvoked,
  };
  const actions = withoutRepetition(
    wanted.flatMap(({ make }) => attempt(() => [...make(target)], services.reporter) ?? []),
  );
  if (services.features.resolvesEdits) return actions;
  const resolved = actions.map((action) =>
    withEdit(action, analysis, services).catch((error: unknown) => {
      noteFailure(error, services.reporter);
    }),
  );
  return (await Promise.all(resolved)).filter((action) => action !== undefined);
}

/** One kind of action that fails is no reason to offer none at all. */
function attempt<Result>(make: () => Result, reporter: ProblemReporter): Result | undefined {
  try {
    return make();
  } catch (error) {
    noteFailure(error, reporter);
    return undefined;
  }
}

function noteFailure(error: unknown, reporter: ProblemReporter): undefined {
  reporter.log(`A code action could not be offered: ${String(error)}`);
  return undefined;
}

/** A refactoring that is a finding's fix as well is offered as that. */
function withoutRepetition(actions: readonly CodeAction[]): CodeAction[] {
  const fixes = new Set(
    actions.filter(({ kind }) => kind === CodeActionKind.QuickFix).map(({ title }) => title),
  );
  return actions.filter(
    ({ kind, title }) => kind !== CodeActionKind.RefactorRewrite || !fixes.has(title),
  );
}

/** `only` names kinds together with all below them; what changes a whole file is never unasked for. */
function isWanted(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  if (only === undefined) return !isBelow(kind, CodeActionKind.Source);
  return only.some((wanted) => isBelow(kind, wanted));
}

function isBelow(kind: CodeActionKind, above: CodeActionKind): boolean {
  return above === '' || kind === above || kind.startsWith(`${above}.`);
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
