import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** One worker for each core: the runner of the tests has little to do itself. */
const maxWorkers = availableParallelism();

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/*.test.ts', 'test/{rules,model,unit,lsp,cli,precision}/**/*.test.ts'],
          exclude: ['**/*.mocked.test.ts'],
          // The files of a worker share its modules and its parser, which would take longer to load
          // for each than its tests take: no test may leave anything behind in them.
          isolate: false,
          pool: 'threads',
          maxWorkers,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // Those that put something else in the place of a module have modules of their own.
          name: 'mocked',
          include: ['test/**/*.mocked.test.ts'],
          pool: 'threads',
          maxWorkers,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // What is published, as the processes that it runs in.
          name: 'built',
          globalSetup: ['test/built/stage.ts'],
          include: ['test/built/*.test.ts'],
          isolate: false,
          pool: 'threads',
          maxWorkers,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          // What must hold for all input, tried far more often.
          name: 'fuzz',
          include: propertyTests(),
          env: { LONG_TESTS: '1' },
          setupFiles: ['test/harness/fuzz.ts'],
          isolate: false,
          pool: 'threads',
          maxWorkers,
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});

/** The files with properties: those that draw their input from fast-check. */
function propertyTests(): string[] {
  const root = import.meta.dirname;
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join('test', file.replaceAll(path.sep, '/')))
    .filter((file) => /^test\/(?:rules|model|unit|lsp|cli)\/.*\.test\.ts$/.test(file))
    .filter((file) => readFileSync(path.join(root, file), 'utf8').includes("from 'fast-check'"));
}
