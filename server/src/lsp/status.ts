import type { Connection } from 'vscode-languageserver';
import { type StatusParams, statusNotification } from '../protocol/status';

/** Tells the client what the server is doing, when that changes. */
export class Status {
  #last: string | undefined;

  constructor(private readonly connection: Connection) {}

  set(status: StatusParams): void {
    const text = JSON.stringify(status);
    if (text === this.#last) return;
    this.#last = text;
    void this.connection.sendNotification(statusNotification, status);
  }
}
