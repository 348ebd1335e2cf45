// An HTTP server that follows a script, faults included.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Asked, Script } from './replies';

export interface FaultServer {
  readonly url: string;
  readonly port: number;
  /** Every request so far. */
  readonly requests: readonly Asked[];
  /** Ends it at once, with all its connections. */
  close(): Promise<void>;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export async function startFaultServer(
  script: Script,
  options: { readonly port?: number; readonly certificate?: Certificate } = {},
): Promise<FaultServer> {
  const requests: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    const asked = await askedOf(request);
    requests.push(asked);
    const reply = await script(asked);
    if (typeof reply === 'string') fail(reply, request, response);
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  const { certificate } = options;
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  return { method: request.method ?? '', url, headers, body };
}

function fail(
  fault: 'silence' | 'cut' | 'reset',
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (fault === 'silence') return;
  if (fault === 'reset') {
    request.socket.destroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"dags": [', () => request.socket.destroy());
}
