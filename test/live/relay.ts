import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { freePort } from '../../scripts/vscode/server.mjs';

/**
 * An address that stays while the Airflow behind it comes, goes and becomes another one. It counts what is asked, and
 * hears what is sent.
 */
export class Relay {
  /** The requests so far, as `GET /api/v2/version`. */
  readonly requests: string[] = [];
  #lastRequestAt = Date.now();
  #target: string | undefined;
  #server: Server | undefined;

  private constructor(readonly port: number) {}

  static async start(target: string): Promise<Relay> {
    const relay = new Relay(await freePort());
    await relay.passTo(target);
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get secondsSinceLastRequest(): number {
    return (Date.now() - this.#lastRequestAt) / 1000;
  }

  /** From now on, requests go to another Airflow. */
  async passTo(target: string): Promise<void> {
    this.#target = target;
    if (this.#server !== undefined) return;
    const server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  /** Nothing listens any more. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#lastRequestAt = Date.now();
    this.requests.push(`${incoming.method} ${incoming.url}`);
    const target = new URL(incoming.url ?? '/', this.#target);
    const headers = { ...incoming.headers, host: target.host };
    const passed = request(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }
}
