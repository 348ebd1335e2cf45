import type { InitializeParams } from 'vscode-languageserver';
import * as z from 'zod/mini';
import type { ClientOptions } from '../protocol/initialization';

/** What the client can do, as far as the server behaves differently without it. */
export interface ClientFeatures {
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFilesRegistration: boolean;
  readonly workspaceFolders: boolean;
  /** The client asks for diagnostics itself, so that none are pushed. */
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly versionedEdits: boolean;
  /** Without it the client knows commands only, and no edits, in answer to a code action request. */
  readonly codeActionLiterals: boolean;
  readonly resolvesEdits: boolean;
}

export function featuresOf({ capabilities }: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const codeAction = textDocument?.codeAction;
  const resolved = codeAction?.resolveSupport?.properties ?? [];
  return {
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    codeActionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: codeAction?.dataSupport === true && resolved.includes('edit'),
  };
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const clientOptions = z.object({
  ruleDocumentationBase: z.catch(z.optional(z.url()), undefined),
  parserModules: z.catch(z.optional(z.object({ runtime: bytes, grammar: bytes })), undefined),
  canOpenRulePage: z.catch(z.optional(z.boolean()), undefined),
  canReadFiles: z.catch(z.optional(z.boolean()), undefined),
  canListFolders: z.catch(z.optional(z.boolean()), undefined),
});

/** The keys of `initializationOptions` that are no settings. */
export const clientOptionNames: ReadonlySet<string> = new Set(Object.keys(clientOptions.shape));

/** What the client hands over; an option that is not what it should be counts as not given. */
export function clientOptionsOf(initializationOptions: unknown): ClientOptions {
  const parsed = clientOptions.safeParse(initializationOptions);
  if (!parsed.success) return {};
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
