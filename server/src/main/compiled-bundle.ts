import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { keepFile, pruneFiles } from '../cli/cache/kept-files';

/** A CommonJS module as a function (https://nodejs.org/api/modules.html#the-module-wrapper). */
type ModuleFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

const extension = 'code';
/** What the compiled code of all versions may take, in bytes; that of one takes about three million. */
const largestFolder = 32 * 1024 * 1024;
/** In bytes: before the code stands the SHA-256 of the file's name and the code. */
const digestSize = 32;

export interface CompiledBundle {
  readonly exports: unknown;
  /** Of the source. */
  readonly digest: string;
  /** Keeps what is compiled by now for the next run, where this one did not find it. */
  keepCode(): void;
}

/**
 * Runs a bundle with what V8 has compiled of it in an earlier run: to compile it takes longer than most commands. Node
 * has something of the kind from 22.1 on (`module.enableCompileCache`).
 *
 * @param codeFolder where compiled code is kept; undefined where none is to be used.
 */
export function runCompiled(file: string, codeFolder: string | undefined): CompiledBundle {
  const source = readFileSync(file);
  const digest = hash(source).toString('hex');
  const name = nameOfCode(digest);
  const cachedData = codeFolder === undefined ? undefined : readCode(path.join(codeFolder, name));
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${source}\n})`,
    { filename: file, ...(cachedData === undefined ? {} : { cachedData }) },
  );
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  const moduleFunction: ModuleFunction = script.runInThisContext();
  const module = { exports: {} };
  moduleFunction(module.exports, createRequire(file), module, file, path.dirname(file));
  return {
    exports: module.exports,
    digest,
    keepCode() {
      if (isKept || codeFolder === undefined) return;
      const code = script.createCachedData();
      keepFile(codeFolder, name, Buffer.concat([hash(name, code), code]));
      pruneFiles(codeFolder, extension, largestFolder);
    },
  };
}

/** Of everything that decides whether V8 can use the code: of the source it compares only the length. */
function nameOfCode(digest: string): string {
  const { arch, execArgv, platform, version, versions } = process;
  const flags = [execArgv, process.env.NODE_OPTIONS ?? ''];
  const key = JSON.stringify([digest, version, versions.v8, platform, arch, flags]);
  return `${hash(key).toString('hex')}.${extension}`;
}

/**
 * Code that was kept and is whole; undefined for anything else. What is in the file is run, so that nobody else
 * may have been able to write it.
 */
function readCode(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { mode, uid } = fstatSync(descriptor);
      const isOurs =
        process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      if (!isOurs) return undefined;
      const content = readFileSync(descriptor);
      const code = content.subarray(digestSize);
      return hash(path.basename(file), code).equals(content.subarray(0, digestSize))
        ? code
        : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Not there, or not ours to read.
    return undefined;
  }
}

function hash(...contents: readonly (string | Uint8Array)[]): Buffer {
  const digest = createHash('sha256');
  for (const content of contents) digest.update(content);
  return digest.digest();
}
