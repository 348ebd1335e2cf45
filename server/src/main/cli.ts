import path from 'node:path';
import { exitCode } from '../cli/exit-code';
import { runCommandLine } from '../cli/program';
import { PythonParser } from '../syntax/parser';
import { readParserModules } from './parser-modules';

// The reader of a pipe may go before everything is said (`airworthy check | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  pagesFolder: path.join(__dirname, '../docs/rules'),
  loadParser: async () => PythonParser.load(await readParserModules()),
  startServer: () => {
    // Loaded only here: no other command needs the protocol's libraries.
    import('./start-node-server').then(({ startNodeServer }) => startNodeServer());
  },
}).then(
  (code) => {
    // Not process.exit(): what is written to a pipe may still be under way.
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `airworthy: internal error: ${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = exitCode.internal;
  },
);
