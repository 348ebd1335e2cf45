// Reads the import lines of the product against the table of rooms in docs/architecture.md.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Room {
  /** Other rooms whose files it may import. */
  readonly rooms: readonly string[];
  /** Packages that it may import; a name ending in `/*` stands for all below. */
  readonly packages: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  'server/src/text': { rooms: [], packages: ['fastest-levenshtein'] },
  'server/src/syntax': { rooms: ['text'], packages: ['web-tree-sitter'] },
  'server/src/knowledge': { rooms: [], packages: [] },
  'server/src/files': { rooms: [], packages: ['ignore'] },
  'server/src/semantic': { rooms: ['syntax', 'text', 'knowledge', 'files'], packages: [] },
  'server/src/fixes': { rooms: ['semantic', 'knowledge', 'syntax', 'text'], packages: [] },
  'server/src/rules': {
    rooms: ['semantic', 'fixes', 'knowledge', 'syntax', 'text'],
    packages: [],
  },
  'server/src/engine': {
    rooms: ['rules', 'semantic', 'fixes', 'knowledge', 'syntax', 'text'],
    packages: ['@renovatebot/pep440', 'diff', 'picomatch', 'smol-toml', 'zod/mini'],
  },
  'server/src/disk': {
    rooms: ['engine', 'semantic', 'files', 'text'],
    packages: ['node:*', 'iconv-lite'],
  },
  'server/src/protocol': { rooms: [], packages: [] },
  'server/src/lsp': {
    rooms: ['engine', 'rules', 'semantic', 'files', 'syntax', 'text', 'protocol'],
    packages: [
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-uri',
      'zod/mini',
    ],
  },
  'server/src/cli': {
    rooms: ['disk', 'engine', 'rules', 'semantic', 'files', 'syntax', 'text'],
    packages: [
      'node:*',
      'commander',
      'diff',
      'fast-xml-parser',
      'picocolors',
      'sarif',
      'string-width',
      'zod/mini',
    ],
  },
  'server/src/main': {
    rooms: ['cli', 'lsp', 'disk', 'engine', 'syntax'],
    packages: ['node:*', 'vscode-languageserver/*', 'vscode-uri'],
  },
  'client/src/airflow': { rooms: [], packages: ['zod/mini'] },
  'client/src/environments': {
    rooms: ['client/src', 'airflow'],
    packages: ['vscode', 'zod/mini', 'node:child_process'],
  },
  'client/src/panel': {
    rooms: ['client/src', 'airflow', 'environments', 'protocol'],
    packages: ['vscode'],
  },
  'client/src': {
    // What talks to Airflow is a bundle of its own, which is loaded on use: nothing here may draw it in.
    rooms: ['protocol'],
    packages: ['vscode', 'vscode-languageclient', 'vscode-languageclient/*', 'vscode-uri'],
  },
};

/** Lines of a file that a person still keeps in mind. What is longer holds more than one idea. */
const longestFile = 450;
/** Tables that scripts write. */
const generated = new Set([
  'server/src/syntax/kinds.ts',
  'server/src/rules/registry.ts',
  'client/src/airflow/generated/api-v1.ts',
  'client/src/airflow/generated/api-v2.ts',
]);

const root = path.join(import.meta.dirname, '..');
const sources = [...sourcesBelow('server/src'), ...sourcesBelow('client')];

test('there are sources to look at', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((file) => roomOf(file) === undefined)).toEqual([]);
});

test('docs/architecture.md shows the same table', () => {
  const rows = read('docs/architecture.md').matchAll(
    /^\| `((?:server|client)\/\S+)` \|.*\| ([^|]+) \|$/gm,
  );
  const shown = Object.fromEntries(
    [...rows].map(([, room = '', allowed = '']) => [
      room,
      [...allowed.matchAll(/`([^`]+)`/g)].map((name) => name[1] ?? '').sort(),
    ]),
  );
  const used = Object.keys(rooms).filter((room) => sources.some((file) => roomOf(file) === room));
  expect(shown).toEqual(
    Object.fromEntries(used.map((room) => [room, [...(rooms[room]?.rooms ?? [])].sort()])),
  );
});

test('every import is one that the room of its file allows', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => !isAllowed(file, target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('no rule imports another rule', () => {
  const wrong = sources
    .filter((file) => /^server\/src\/rules\/.+\//.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => /^server\/src\/rules\/.+\//.test(target))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('only the parser, and what copies its trees, touch web-tree-sitter', () => {
  const users = sources.filter((file) => importsOf(file).includes('web-tree-sitter'));
  expect(users).toEqual(['server/src/syntax/node-copies.ts', 'server/src/syntax/parser.ts']);
});

test('modules of different folders do not import each other in circles', () => {
  const imports = new Map(
    sources.map((file) => [
      file,
      importsOf(file, 'values').filter(
        (target) => target.startsWith('server/') || target.startsWith('client/'),
      ),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);

  function visit(file: string, above: readonly string[]): void {
    const start = above.indexOf(file);
    const circle = start === -1 ? [] : [...above.slice(start), file];
    // Files of one folder may be one idea that calls itself.
    if (new Set(circle.map((part) => path.posix.dirname(part))).size > 1) {
      circles.push(circle.join(' > '));
    }
    if (start !== -1 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...above, file]);
    done.add(file);
  }
});

test('the client of Airflow is handed its network, its clock and its chance', () => {
  const platform =
    /(?<![.\w])(?:setTimeout|setInterval|setImmediate|Date\.now|new Date\(\)|Math\.random|performance|process|Buffer|self(?!-)|window|document|globalThis|console|localStorage|XMLHttpRequest)\b(?!['"`])/;
  const users = sources
    .filter((file) => file.startsWith('client/src/airflow/') && !generated.has(file))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line) && platform.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(users).toEqual([]);
});

test('nothing is exported as default', () => {
  expect(sources.filter((file) => /^export default\b/m.test(read(file)))).toEqual([]);
});

test('files stay small', () => {
  const long = sources
    .filter((file) => !generated.has(file) && read(file).split('\n').length > longestFile)
    .map((file) => `${file} is longer than ${longestFile} lines`);
  expect(long).toEqual([]);
});

test('a test that replaces a module says so in its name, and has modules of its own', () => {
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => path.join(import.meta.dirname, file));
  const replaces = (file: string) => /^ *vi\.(?:mock|doMock)\(/m.test(readFileSync(file, 'utf8'));
  const isNamedSo = (file: string) => file.endsWith('.mocked.test.ts');
  expect(tests.some(isNamedSo)).toBe(true);
  expect(tests.filter((file) => replaces(file) !== isNamedSo(file))).toEqual([]);
});

function isAllowed(file: string, target: string): boolean {
  const name = roomOf(file);
  const room = name === undefined ? undefined : rooms[name];
  if (room === undefined) return false;
  if (target === 'package.json') return true;
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) {
    return room.packages.some((allowed) =>
      allowed.endsWith('*') ? target.startsWith(allowed.slice(0, -1)) : target === allowed,
    );
  }
  return (
    targetRoom === name ||
    room.rooms.some((allowed) =>
      [allowed, `server/src/${allowed}`, `client/src/${allowed}`].includes(targetRoom),
    )
  );
}

/** The innermost room of the table that holds a file; undefined for packages. */
function roomOf(file: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** What a file imports: paths from the repository's root (without `.ts`), and package names. */
function importsOf(file: string, kind: 'all' | 'values' = 'all'): string[] {
  const text = read(file);
  const statements = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]/gm),
    ...text.matchAll(/^import\s+(type\s)?['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport\((type\s)?['"]([^'"]+)['"]\)/g),
  ];
  return statements
    .filter((statement) => kind === 'all' || statement[1] === undefined)
    .map((statement) => statement[2] ?? '')
    .map((target) => {
      if (!target.startsWith('.')) return target;
      const resolved = path.posix.join(path.posix.dirname(file), target);
      return resolved.endsWith('.json') || resolved.endsWith('.ts') ? resolved : `${resolved}.ts`;
    });
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(relative);
    return entry.name.endsWith('.ts') ? [relative] : [];
  });
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
