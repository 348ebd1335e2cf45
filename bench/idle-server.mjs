// A language server on Node that does nothing: it answers every version of a document at once, with no diagnostics. What
// it takes is what the protocol, two pipes and a process of Node take from every server of this kind.
import {
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental },
}));
for (const event of [connection.onDidOpenTextDocument, connection.onDidChangeTextDocument]) {
  event(({ textDocument: { uri, version } }) => {
    void connection.sendDiagnostics({ uri, version, diagnostics: [] });
  });
}
connection.listen();
