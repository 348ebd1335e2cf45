import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features';
import { type DiagnosticStyle, diagnosticsOf } from './diagnostics';
import type { ProblemReporter } from './problem-reporter';
import type { Delivery } from './publisher';

/** For clients that do not ask for diagnostics: they are pushed. */
export function pushing(connection: Connection, style: DiagnosticStyle): Delivery {
  return {
    async deliver(analysis) {
      const { uri, version } = analysis;
      const diagnostics = diagnosticsOf(analysis, style);
      await connection.sendDiagnostics({ uri, version, diagnostics });
    },
    finish() {},
  };
}

/** For clients that ask: they are told to ask again, once for all that is news. */
export function refreshing(
  connection: Connection,
  features: ClientFeatures,
  reporter: ProblemReporter,
): Delivery {
  let isNews = false;
  return {
    async deliver({ version }, before) {
      // A client that has not asked for this version yet is going to.
      if (before?.version === version) isNews = true;
    },
    finish() {
      if (!isNews || !features.diagnosticRefresh) return;
      isNews = false;
      connection.languages.diagnostics.refresh().catch(() => {
        reporter.log('The client refused to ask for diagnostics again.');
      });
    },
  };
}
