import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'e2e',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['package-extension.ts'],
    // Each file runs a whole VS Code and a browser of its own, on machines that may have two cores.
    fileParallelism: false,
    testTimeout: 120_000,
    // What an editor shows comes when it comes: the second that is usual is too short on a busy machine.
    expect: { poll: { timeout: 30_000, interval: 100 } },
    hookTimeout: 120_000,
  },
});
