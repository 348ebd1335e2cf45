import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entries = [
  'server/src/main/command-line.ts',
  'server/src/cli/commands/check.ts',
  'server/src/cli/reporters/json.ts',
];

/** All of them at once: nearly all that they lead to is the same. */
const { metafile } = await build({
  entryPoints: entries,
  outdir: 'dist',
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  define: { 'import.meta.url': '""' },
});

/** The files that a module has behind it before anything of it runs. */
function loadedWith(entry: string): readonly string[] {
  const loaded = new Set<string>();
  const waiting = Object.keys(metafile.inputs).filter((file) => file.endsWith(entry));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (loaded.has(next)) continue;
    loaded.add(next);
    for (const { kind, path } of metafile.inputs[next]?.imports ?? []) {
      if (kind !== 'dynamic-import' && path in metafile.inputs) waiting.push(path);
    }
  }
  return [...loaded];
}

test.each(entries)('%s loads neither rules nor parser', (entry) => {
  const loaded = loadedWith(entry);
  expect(loaded).toContain(entry);
  const heavy = loaded.filter((file) =>
    /rules\/registry\.ts|file-model\.ts|web-tree-sitter/.test(file),
  );
  expect(heavy).toEqual([]);
});
