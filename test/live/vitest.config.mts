import { defineConfig } from 'vitest/config';

/** A whole VS Code before real Airflows: one file at a time, on machines that may have two cores. */
export default defineConfig({
  test: {
    name: 'live',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['../e2e/package-extension.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    expect: { poll: { timeout: 30_000, interval: 200 } },
    hookTimeout: 300_000,
  },
});
