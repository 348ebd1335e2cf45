import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import type { ServerHost } from '../lsp/host';
import { serve } from '../lsp/server';
import { PythonParser } from '../syntax/parser';

/** Runs the language server in a web worker, which talks to its client in messages. */
export function startBrowserServer(worker: DedicatedWorkerGlobalScope): void {
  const reader = new BrowserMessageReader(worker);
  const writer = new BrowserMessageWriter(worker);
  serve(createConnection(ProposedFeatures.all, reader, writer), host());
}

function host(): ServerHost {
  return {
    async loadParser({ parserModules }) {
      if (parserModules === undefined) throw new Error('the client did not hand over its modules.');
      return PythonParser.load(parserModules);
    },
    canRead: () => false,
    readFile: async () => undefined,
    exists: async () => false,
    files: undefined,
    nextTurn: nextTurn(),
    later: (milliseconds, callback) => void setTimeout(callback, milliseconds),
    memory: undefined,
  };
}

/** A message to oneself comes after those that are already there, without a timer's delay. */
function nextTurn(): ServerHost['nextTurn'] {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(undefined);
  };
}
