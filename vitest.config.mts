import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          globalSetup: ['test/harness/build.ts'],
          include: [
            'test/*.test.ts',
            'test/rules/*.test.ts',
            'test/model/**/*.test.ts',
            'test/unit/**/*.test.ts',
            'test/lsp/**/*.test.ts',
            'test/cli/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/unit/engine/total.test.ts'],
          env: { FUZZ_RUNS: '20000' },
        },
      },
    ],
  },
});
