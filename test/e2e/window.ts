import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, type TestContext } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/launch-browser.mjs';
import { run } from '../../scripts/vscode/run.mjs';
import { createHome, installExtension, startServer } from '../../scripts/vscode/server.mjs';
import * as workbench from '../../scripts/vscode/workbench.mjs';
import { installedExtension } from './installed-extension';
import { developInPage, serveExtension } from './web-extension';

const pictures = path.resolve(import.meta.dirname, '../../test-results/e2e');

export interface WindowOptions {
  /** Settings that are in force before the window opens. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the extension runs: beside VS Code's server, or in a worker of the browser. */
  readonly host?: 'node' | 'web';
  /** The folder that a copy is opened of; `workspace` beside this file unless given. */
  readonly workspace?: string;
  /** Whether VS Code asks whether the workspace is to be trusted; else it is. */
  readonly asksForTrust?: boolean;
  /** Of the page, in pixels. */
  readonly height?: number;
}

/** A VS Code with the packaged extension in a browser: what a user sees and does, and the files on disk. */
export class EditorWindow {
  private constructor(
    readonly page: Page,
    private readonly home: ReturnType<typeof createHome>,
    /** Where the files of the extension lie that this window runs. */
    readonly extension: string,
    private readonly close: () => Promise<void>,
  ) {}

  /** Opens a copy of a folder. */
  static async open(options: WindowOptions = {}): Promise<EditorWindow> {
    const { asksForTrust = false } = options;
    const home = createHome({
      'security.workspace.trust.enabled': asksForTrust,
      ...options.settings,
    });
    const disposals: (() => Promise<void> | void)[] = [home.remove];
    const close = async () => {
      while (disposals.length > 0) await disposals.pop()?.();
    };
    try {
      const workspace = options.workspace ?? path.join(import.meta.dirname, 'workspace');
      cpSync(workspace, home.workspace, { recursive: true });
      const inWorker = options.host === 'web';
      const folder = inWorker ? path.join(home.root, 'served') : home.extensions;
      await installExtension(home, inject('vsix'), { folder });
      const extension = installedExtension(folder);
      const server = await startServer(home, { asksForTrust });
      disposals.push(server.stop);
      const browser = await launchBrowser(inject('browser'), path.join(home.root, 'browser'), {
        viewport: { width: 1280, height: options.height ?? 800 },
      });
      disposals.push(() => browser.close());
      const page = browser.pages()[0] ?? (await browser.newPage());
      if (inWorker) {
        const files = await serveExtension(extension);
        disposals.push(files.stop);
        await developInPage(page, {
          extensions: [
            // Through code-server's own proxy: the workbench may only fetch from where it came from.
            {
              $mid: 1,
              scheme: 'http',
              authority: server.authority,
              path: `/proxy/${files.port}/`,
            },
          ],
        });
      }
      await workbench.openFolder(page, server, home.workspace);
      return new EditorWindow(page, home, extension, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  async dispose(): Promise<void> {
    await this.close();
  }

  /** Keeps a picture of a test that has failed, for whoever looks into it. */
  async afterTest({ task }: TestContext): Promise<void> {
    if (task.result?.state !== 'fail') return;
    const name = task.name.replaceAll(/[^\w]+/g, '-');
    await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Locator {
    return workbench.squiggles(this.page, severity);
  }

  async openFile(name: string): Promise<void> {
    await workbench.openFile(this.page, name);
  }

  async runCommand(title: string): Promise<void> {
    await workbench.runCommand(this.page, title);
  }

  /** Puts the cursor where `text` first stands in the file on disk, which must be saved. */
  async goTo(name: string, text: string): Promise<void> {
    const before = this.read(name).split(text)[0]?.split('\n') ?? [];
    await workbench.goTo(this.page, before.length, (before.at(-1)?.length ?? 0) + 1);
  }

  async chooseQuickFix(title: string): Promise<void> {
    await this.#choose(await workbench.openQuickFixes(this.page), title);
  }

  async chooseRefactoring(title: string): Promise<void> {
    await this.#choose(await workbench.openRefactorings(this.page), title);
  }

  async #choose(entries: Locator, title: string): Promise<void> {
    await entries.filter({ hasText: title }).first().click();
    await entries.first().waitFor({ state: 'hidden' });
  }

  /** Waits until the editor in front is that of a file, by its name or title. */
  async activeTab(name: string | RegExp): Promise<void> {
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** The line of the cursor, counted from 1. */
  async cursorLine(): Promise<number> {
    const position = this.page.locator('[id="status.editor.selection"]');
    return Number(/Ln (\d+)/.exec((await position.textContent()) ?? '')?.[1]);
  }

  async closeEditor(): Promise<void> {
    await this.runCommand('View: Close Editor');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  read(name: string): string {
    return readFileSync(path.join(this.home.workspace, name), 'utf8');
  }

  write(name: string, content: string): void {
    const file = path.join(this.home.workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** The notification with this text, once it shows. */
  async notification(text: string | RegExp): Promise<Locator> {
    const notification = this.page.locator('.notification-toast', { hasText: text });
    await notification.waitFor();
    return notification;
  }

  /** Everything that VS Code, the extension and the browser have written: settings, logs, storage. */
  get writtenFiles(): string {
    return this.home.root;
  }

  /** Waits for this text in the status that the editor shows for the language of the open file. */
  async status(text: string): Promise<void> {
    const item = `[id="status.languageStatus"][aria-label*="${text}"]`;
    await this.page.locator(item).waitFor();
  }

  /** The process ids of the language servers that this window runs beside VS Code's server. */
  async languageServers(): Promise<number[]> {
    const processes = await run('ps', ['-eo', 'pid=,args=']);
    return processes
      .split('\n')
      .filter((line) => line.includes(this.extension) && line.includes('dist/server.js'))
      .map((line) => Number.parseInt(line, 10));
  }

  async expectOnDisk(name: string, content: string): Promise<void> {
    await expect.poll(() => this.read(name), { timeout: 10_000 }).toBe(content);
  }
}
