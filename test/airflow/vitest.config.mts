import { defineConfig } from 'vitest/config';

/** Tests that run a real Airflow: two files at a time, since each run takes a core and half a GiB. */
export default defineConfig({
  test: {
    name: 'airflow',
    include: ['test/airflow/**/*.test.ts', 'test/proofs/*/*.test.ts'],
    globalSetup: ['test/airflow/build.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
