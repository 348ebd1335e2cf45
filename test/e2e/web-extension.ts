import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../scripts/vscode/server.mjs';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves an unpacked extension over http: only from there does VS Code run it in the browser's worker. */
export async function serveExtension(
  folder: string,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    const content = createReadStream(file);
    content.on('error', () => response.writeHead(404).end());
    content.once('open', () => {
      const type = types[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type });
      content.pipe(response);
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface DevelopmentOptions {
  readonly extensions: readonly object[];
  readonly extensionTestsPath?: object;
}

/**
 * Makes VS Code load extensions under development, by editing its configuration in the page before the workbench
 * reads it. Chromium refuses the workbench its WebSockets where the page itself is rewritten on the way.
 */
export async function developInPage(page: Page, options: DevelopmentOptions): Promise<void> {
  await page.addInitScript((developmentOptions) => {
    if (self !== top) return;
    const edit = () => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      const settings = element?.getAttribute('data-settings');
      if (!element || !settings) return false;
      element.setAttribute(
        'data-settings',
        JSON.stringify({ ...JSON.parse(settings), developmentOptions }),
      );
      return true;
    };
    if (edit()) return;
    const observer = new MutationObserver(() => {
      if (edit()) observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  }, options);
}
