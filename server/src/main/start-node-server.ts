import { readFile, stat } from 'node:fs/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { uriPathSource } from '../disk/disk-source';
import type { ServerHost } from '../lsp/host';
import { serve } from '../lsp/server';
import { PythonParser } from '../syntax/parser';
import { heapUse } from './heap-use';
import { readParserModules } from './parser-modules';

/**
 * Runs the language server in this process, on the channel that the command line names (`--stdio`,
 * `--node-ipc`, `--socket`, `--pipe`), or else on standard input and output.
 */
export function startNodeServer(): void {
  const namesChannel = process.argv.some((argument) =>
    /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(argument),
  );
  if (!namesChannel) process.argv.push('--stdio');
  // Loading begins before the client has said anything.
  const parser = readParserModules().then((modules) => PythonParser.load(modules));
  parser.catch(() => {
    // Told to the client, once there is one.
  });
  serve(createConnection(ProposedFeatures.all), nodeHost(parser));
}

function nodeHost(parser: Promise<PythonParser>): ServerHost {
  return {
    loadParser: () => parser,
    canRead: (uri) => uri.startsWith('file:'),
    readFile: (uri) => readFile(URI.parse(uri).fsPath, 'utf8').catch(() => undefined),
    exists: (uri) =>
      stat(URI.parse(uri).fsPath).then(
        () => true,
        () => false,
      ),
    files: uriPathSource,
    nextTurn: setImmediate,
    later: (milliseconds, callback) => void setTimeout(callback, milliseconds),
    memory: heapUse(),
  };
}
