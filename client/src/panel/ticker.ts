import type * as vscode from 'vscode';

/** Calls back every second while it is switched on, so that durations grow without anything being asked for. */
export class Ticker implements vscode.Disposable {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly tick: () => void) {}

  set isOn(isOn: boolean) {
    if (isOn === (this.#timer !== undefined)) return;
    if (isOn) this.#timer = setInterval(this.tick, 1000);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  dispose(): void {
    this.isOn = false;
  }
}
