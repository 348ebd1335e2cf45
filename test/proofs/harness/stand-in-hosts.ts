/** Servers on this machine in the place of the hosts that an example names. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { ensurePython } from '../../../scripts/airflow/setup.mjs';
import { selfSignedCertificate } from '../../harness/airflow/certificate';
import { airflowFolder, type StandInHost } from './spec';

export interface StandInHosts {
  /** Port of each host; zero of one that cannot be reached. */
  readonly ports: Readonly<Record<string, number>>;
  /** What a run must trust: the certificate by which hosts answer over TLS. */
  readonly certificate: string | undefined;
  stop(): void;
}

const tlsHandshake = 0x16;

/** @param variables what the commands of a remote host find in their environment */
export async function startStandIns(
  major: 2 | 3,
  hosts: Readonly<Record<string, StandInHost>>,
  variables: Readonly<Record<string, string>>,
): Promise<StandInHosts> {
  const names = Object.keys(hosts);
  const certificate = names.length === 0 ? undefined : selfSignedCertificate(names);
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const remotes: ChildProcess[] = [];
  const ports: Record<string, number> = {};
  for (const [name, host] of Object.entries(hosts)) {
    ports[name] = 0;
    if (host === 'unreachable') continue;
    if (host === 'ssh') {
      const server = await startSshServer(major, variables);
      ports[name] = server.port;
      remotes.push(server.process);
      continue;
    }
    const speak = speakerOf(host);
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
      if (typeof host === 'object' && 'greets' in host) return void socket.write(host.greets);
      // TLS where the client begins with its handshake; a silent host does not even answer that.
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        const isTls = first[0] === tlsHandshake && certificate !== undefined && host !== 'silent';
        speak(isTls ? secured(socket, certificate) : socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    ports[name] = (server.address() as AddressInfo).port;
  }
  return {
    ports,
    certificate: certificate?.cert,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
      for (const remote of remotes) remote.kill('SIGKILL');
    },
  };
}

/** A remote host that runs commands; it needs the paramiko of the SSH provider. */
async function startSshServer(major: 2 | 3, variables: Readonly<Record<string, string>>) {
  const server = spawn(ensurePython(major), [path.join(airflowFolder, 'ssh_server.py')], {
    // Of the run are the commands that it starts, and not the host itself.
    env: { ...process.env, AIRWORTHY_REMOTE: JSON.stringify(variables) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
  return { process: server, port: Number(line) };
}

function secured(socket: Socket, certificate: { key: string; cert: string }): Socket {
  const secure = new TLSSocket(socket, {
    isServer: true,
    secureContext: createSecureContext(certificate),
  });
  return secure.on('error', () => secure.destroy());
}

/** What a host does with a connection on which the client has spoken first. */
function speakerOf(host: Exclude<StandInHost, 'unreachable' | 'ssh'>): (socket: Socket) => void {
  if (host === 'silent') return (socket) => void socket.resume();
  const http = createHttpServer((request, response) => {
    request.resume();
    if (host === 'endless') {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      const beat = setInterval(() => response.write('{"beat": 1}\n'), 1000);
      response.once('close', () => clearInterval(beat));
    } else if (typeof host === 'object' && 'status' in host) {
      response.writeHead(host.status, { 'Content-Type': 'application/json' }).end(host.body);
    }
  });
  return (socket) => void http.emit('connection', socket);
}
