import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient';
import type { ClientOptions } from '../../server/src/protocol/initialization';
import { analyzedDocuments } from './documents';
import { rulePageBase } from './rule-pages';
import { explicitSettings } from './settings';

/** How the library is to talk to the server. */
export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  const handedOver: ClientOptions = {
    ruleDocumentationBase: rulePageBase(),
    canOpenRulePage: true,
    canReadFiles: true,
    canListFolders: true,
  };
  return {
    documentSelector: analyzedDocuments,
    outputChannel: output,
    initializationOptions: { ...explicitSettings(), ...handedOver },
    // Diagnostics that the server lets us pull are to follow every change, as those that it pushes do.
    diagnosticPullOptions: { onChange: true },
    // Returning false ends the attempt; the failure is told where the start was asked for.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // Whether to start it again is decided in one place, for servers that fail to start as well.
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    middleware,
  };
}

const middleware: Middleware = {
  workspace: {
    configuration: (params, token, next) =>
      // Only our own section is ever asked for; anything else is passed on as it is.
      params.items.every((item) => item.section === 'airworthy')
        ? params.items.map((item) =>
            explicitSettings(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined),
          )
        : next(params, token),
  },
};
