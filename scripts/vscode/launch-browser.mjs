// A browser to show VS Code in.
import { chromium } from 'playwright-core';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A browser without a window, with a profile of its own.
 *
 * @param {string} executable
 * @param {string} profile a folder that may be missing
 * @param {import('playwright-core').BrowserContextOptions} [options] such as the size of the page
 */
export function launchBrowser(executable, profile, options = {}) {
  return chromium.launchPersistentContext(profile, {
    viewport: { width: 1280, height: 800 },
    ...options,
    executablePath: executable,
    headless: true,
    // The sandbox does not work for root, who most containers run as.
    chromiumSandbox: false,
    args: flags,
  });
}
