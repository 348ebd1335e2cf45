import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver-protocol/node';

/**
 * Runs a web worker's script with what such a worker has, and nothing of Node: no `process`, no
 * `require`. What is sent either way is copied, as between threads.
 */
export function startWorker(script: string): {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
} {
  let receive: DataCallback = () => {};
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  const scope: Record<string, unknown> = {
    WebAssembly: Reflect.get(globalThis, 'WebAssembly'),
    ...{ TextDecoder, TextEncoder, URL, MessageChannel, Uint8Array, crypto, console },
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask },
    WorkerGlobalScope: class {},
    postMessage: (message: Message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => receive(copy));
    },
    addEventListener: (type: string, listener: (typeof listeners)[number]) => {
      if (type === 'message') listeners.push(listener);
    },
  };
  scope.self = scope;
  vm.runInContext(readFileSync(script, 'utf8'), vm.createContext(scope), { filename: script });
  const handler = scope.onmessage as (typeof listeners)[number] | undefined;

  class Reader extends AbstractMessageReader {
    listen(callback: DataCallback): Disposable {
      receive = callback;
      return { dispose: () => undefined };
    }
  }
  class Writer extends AbstractMessageWriter {
    async write(message: Message): Promise<void> {
      const data = structuredClone(message);
      for (const listener of [handler, ...listeners]) listener?.({ data });
    }
    end(): void {}
  }
  return { reader: new Reader(), writer: new Writer() };
}
