import { defineConfig } from 'vitest/config';

/** Tests that run a real Airflow: one file at a time, since each may hold a scheduler's worth of memory. */
export default defineConfig({
  test: {
    name: 'airflow',
    include: ['test/airflow/**/*.test.ts', 'test/proofs/**/*.test.ts'],
    globalSetup: ['test/airflow/build.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
