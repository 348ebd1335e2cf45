import type { Locator } from 'playwright-core';
import * as workbench from '../../scripts/vscode/workbench.mjs';
import type { EditorWindow } from '../e2e/window';

export interface EnteredEnvironment {
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** What a user does with the Airworthy views, and what is there to be read. */
export class AirworthyViews {
  constructor(private readonly window: EditorWindow) {}

  open(): Promise<void> {
    return workbench.openAirworthyViews(this.window.page);
  }

  /** Shows another container in the side bar, which hides the views. */
  async hide(): Promise<void> {
    await this.window.runCommand('View: Show Explorer');
    await this.activeFile.waitFor({ state: 'hidden' });
  }

  get activeFile(): Locator {
    return workbench.view(this.window.page, 'Active File');
  }

  get running(): Locator {
    return workbench.view(this.window.page, 'Running Now');
  }

  /** The rows, each as a screen reader gets it, indented by its depth. */
  async rows(view: Locator): Promise<string[]> {
    const rows = await workbench.treeRows(view);
    return rows.map(({ text, level }) => '  '.repeat(level - 1) + text);
  }

  row(view: Locator, text: string | RegExp): Locator {
    return view.locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /** The text that stands in the place of an empty tree. */
  welcome(text: string): Locator {
    return this.activeFile.locator('.welcome-view-content', { hasText: text });
  }

  button(text: string): Locator {
    return this.activeFile.locator('.welcome-view-content .monaco-button', { hasText: text });
  }

  get status(): Locator {
    return this.window.page.locator('[id$="airworthy.environment"]');
  }

  /** Answers the questions for a new environment, up to its test. */
  async enterEnvironment({ name, url, username, password }: EnteredEnvironment): Promise<void> {
    await this.window.runCommand('Airworthy: Add Airflow Environment');
    await this.answer('What do you call this Airflow', name);
    await this.answer('Its address', url);
    await this.choose('How do you sign in', 'User name and password');
    await this.answer('User name', username);
    await this.answer('Password', password);
  }

  /** Types an answer into the question that is asked, and enters it. */
  async answer(question: string, text: string): Promise<void> {
    const widget = this.#question(question);
    await widget.locator('input').fill(text);
    await this.window.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  async choose(question: string, label: string): Promise<void> {
    const widget = this.#question(question);
    await widget.locator('.monaco-list-row', { hasText: label }).first().click();
    await widget.waitFor({ state: 'hidden' });
  }

  /** The question is the prompt below an input, or stands in the empty input of a list. */
  #question(text: string): Locator {
    const { page } = this.window;
    return page.locator('.quick-input-widget:visible', { hasText: text }).or(
      page.locator('.quick-input-widget:visible', {
        has: page.locator(`input[placeholder*="${text}"]`),
      }),
    );
  }
}
