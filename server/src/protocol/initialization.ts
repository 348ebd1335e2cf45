/**
 * What a client hands over in `initializationOptions`, beside the settings themselves (`profile`, `rules`,
 * `airflowVersion`, `exclude`, as in `[tool.airworthy]`). All of it is optional.
 */
export interface ClientOptions {
  /** The address that a rule id is appended to for `codeDescription.href`. */
  readonly ruleDocumentationBase?: string;
  /** The WebAssembly modules, from clients whose server has no files to read them from. */
  readonly parserModules?: { readonly runtime: Uint8Array; readonly grammar: Uint8Array };
  /** True when the client has the command `airworthy.openRulePage`, which takes a rule id. */
  readonly canOpenRulePage?: boolean;
  /** True when the client answers `airworthy/readFile` (see files.ts). */
  readonly canReadFiles?: boolean;
  /** True when the client answers `airworthy/listFolder` as well. */
  readonly canListFolders?: boolean;
}

/** The client's command that shows the page of the rule whose id is its only argument. */
export const openRulePageCommand = 'airworthy.openRulePage';
