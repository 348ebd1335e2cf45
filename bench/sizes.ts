import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** Bytes of one file of the extension's package. */
export interface PackagedFile {
  readonly name: string;
  readonly size: number;
  /** As a package stores it. */
  readonly compressed: number;
}

/** What the package is made of, with the bundles of a folder, the largest first. */
export function packagedFiles(root: string, dist: string): PackagedFile[] {
  return (
    output(root, ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'])
      .split('\n')
      .filter((name) => name !== '' && !name.startsWith('dist/'))
      .map((name) => ({ name, file: path.join(root, name) }))
      .concat(
        readdirSync(dist).map((name) => ({ name: `dist/${name}`, file: path.join(dist, name) })),
      )
      // The command line is published by itself.
      .filter(({ name }) => !['dist/cli.js', 'dist/command-line.js'].includes(name))
      .map(({ file, name }) => {
        const bytes = readFileSync(file);
        const compressed = deflateRawSync(bytes, { level: 9 }).length;
        return { name, size: bytes.length, compressed };
      })
      .sort((a, b) => b.compressed - a.compressed)
  );
}

function output(root: string, command: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stderr}`);
  return stdout;
}
