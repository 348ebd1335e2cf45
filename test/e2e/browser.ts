import { type BrowserContext, chromium } from 'playwright-core';
import { inject } from 'vitest';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser without a window, with a profile of its own in the folder `profile`. */
export function launchBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: inject('browser'),
    headless: true,
    viewport: { width: 1280, height: 800 },
    // The sandbox does not work for root, who most containers run as.
    chromiumSandbox: false,
    args: flags,
  });
}
