// What `airworthy` runs: starts the command line, for which V8 need not compile again what it has compiled in an
// earlier run.

import path from 'node:path';
import { ownCacheFolder } from '../cli/cache/kept-files';
import type { CommandLine } from './command-line';
import { runCompiled } from './compiled-bundle';
import { expectShortRun } from './short-run';

// Compiled code counts only under the flags that V8 had when it was kept, so that they are set before anything
// else. The language server is no short run.
const isServer = process.argv[2] === 'server';
if (!isServer) expectShortRun();
const codeFolder = isServer ? undefined : path.join(ownCacheFolder(process.env), 'code');
const { digest, exports, keepCode } = runCompiled(
  path.join(__dirname, 'command-line.js'),
  codeFolder,
);
(exports as CommandLine).start({ entryPoint: __filename, digest, keepCode });
