import { defineConfig } from 'vitest/config';

/** The proofs of the rules' pages: two runs at a time, since each takes a core and half a GiB. */
export default defineConfig({
  test: {
    name: 'proofs',
    include: ['test/proofs/pages.test.ts'],
    maxConcurrency: 2,
  },
});
