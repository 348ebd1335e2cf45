/** The ways in which a client can be told something. */
export interface Messages {
  /** Shown to the user. */
  show(message: string): void;
  /** Written to the client's log. */
  log(message: string): void;
}

/** Tells the user of what went wrong, each distinct problem once for as long as it lasts. */
export class ProblemReporter {
  #told = new Set<string>();
  #toldBefore: ReadonlySet<string> = new Set();

  constructor(private readonly messages: Messages) {}

  /** The message never holds text of the user's files or values of their settings. */
  warn(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    if (this.#toldBefore.has(message)) return;
    this.messages.show(`Airworthy: ${message}`);
    this.messages.log(message);
  }

  log(message: string): void {
    this.messages.log(message);
  }

  /** Logged once for as long as it holds. */
  note(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    if (!this.#toldBefore.has(message)) this.messages.log(message);
  }

  /** From now on, a problem that is not reported again counts as mended: later it is news. */
  beginRound(): void {
    this.#toldBefore = this.#told;
    this.#told = new Set();
  }
}
