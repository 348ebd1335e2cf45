import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** The files that a module has behind it before anything of it runs. */
async function loadedWith(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    define: { 'import.meta.url': '""' },
  });
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

test.each([
  'server/src/main/command-line.ts',
  'server/src/cli/commands/check.ts',
  'server/src/cli/reporters/json.ts',
])('%s loads neither rules nor parser', async (entry) => {
  const loaded = await loadedWith(entry);
  expect(loaded).toContain(entry);
  const heavy = loaded.filter((file) =>
    /rules\/registry\.ts|file-model\.ts|web-tree-sitter/.test(file),
  );
  expect(heavy).toEqual([]);
});
