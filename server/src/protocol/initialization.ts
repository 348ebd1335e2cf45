/**
 * What a client hands over in `initializationOptions`, beside the settings themselves (`profile`, `rules`,
 * `airflowVersion`, `exclude`, as in `[tool.airworthy]`). All of it is optional.
 */
export interface ClientOptions {
  /** The address that a rule id is appended to for `codeDescription.href`. */
  readonly ruleDocumentationBase?: string;
  /** The WebAssembly modules, from clients whose server has no files to read them from. */
  readonly parserModules?: { readonly runtime: Uint8Array; readonly grammar: Uint8Array };
}
