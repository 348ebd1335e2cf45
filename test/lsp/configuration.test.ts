import { expect, test, vi } from 'vitest';
import { DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver-protocol/node';
import { versionFileGlobs } from '../../server/src/engine/airflow-version/version-files';
import { dag, project, TestClient } from './harness/client';
import { endlessDag } from './harness/texts';

const pyproject = `${project}/pyproject.toml`;

async function codes(client: TestClient, uri: string): Promise<unknown[]> {
  return (await client.pushed(uri))
    .filter(isUnboundedLoop)
    .map(({ code, severity }) => [code, severity]);
}

function isUnboundedLoop({ code }: { readonly code?: unknown }): boolean {
  return code === 'unbounded-loop';
}

/** What is pushed after now, which may be for the same version as before. */
async function codesAfter(client: TestClient, change: () => Promise<void>): Promise<unknown[]> {
  client.published.length = 0;
  await change();
  return codes(client, dag);
}

const asError = [['unbounded-loop', 1]];
const asHint = [['unbounded-loop', 4]];

test('initializationOptions hold settings for clients that cannot be asked', async () => {
  const client = await TestClient.start({
    initializationOptions: { rules: { 'unbounded-loop': 'hint' } },
  });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asHint);
  expect(
    await codesAfter(client, () =>
      client.changeSettings({ airworthy: { rules: { 'unbounded-loop': 'off' } } }),
    ),
  ).toEqual([]);
});

test('a client that can be asked is asked for each folder, and for no defaults of its start', async () => {
  const scopes: (string | undefined)[] = [];
  const client = await TestClient.start({
    initializationOptions: { rules: { 'unbounded-loop': 'off' } },
    settings: (scope) => {
      scopes.push(scope);
      return {};
    },
  });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asError);
  await client.open('untitled:Untitled-1', endlessDag());
  expect(await codes(client, 'untitled:Untitled-1')).toEqual(asError);
  expect(scopes).toEqual([project, undefined]);
});

test('changed settings count at once, for all that is open', async () => {
  let severity = 'hint';
  const client = await TestClient.start({
    settings: () => ({ rules: { 'unbounded-loop': severity } }),
  });
  const other = `${project}/dags/other.py`;
  await client.open(dag, endlessDag());
  await client.open(other, endlessDag());
  expect(await codes(client, dag)).toEqual(asHint);
  severity = 'error';
  expect(await codesAfter(client, () => client.changeSettings())).toEqual(asError);
  expect(await codes(client, other)).toEqual(asError);
});

test('a client that pulls is asked to pull again', async () => {
  let severity = 'hint';
  const client = await TestClient.start({
    pull: true,
    settings: () => ({ rules: { 'unbounded-loop': severity } }),
  });
  await client.open(dag, endlessDag());
  const first = await client.pull(dag);
  severity = 'error';
  await client.changeSettings();
  await vi.waitFor(() => expect(client.refreshes).toBe(1));
  expect(await client.pull(dag, first.resultId)).toMatchObject({
    kind: 'full',
    items: expect.arrayContaining([
      expect.objectContaining({ code: 'unbounded-loop', severity: 1 }),
    ]),
  });
});

test('the nearest configuration file counts, and settings override it', async () => {
  const files = new Map([
    [
      pyproject,
      '[tool.airworthy]\nprofile = "all"\n[tool.airworthy.rules]\nunbounded-loop = "hint"',
    ],
    [`${project}/dags/pyproject.toml`, '[tool.other]\n'],
    [`${project}/.git`, ''],
    ['file:///airworthy.toml', 'rules = {unbounded-loop = "off"}'],
  ]);
  let settings = {};
  const client = await TestClient.start({ files, settings: () => settings });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asHint);
  files.set(`${project}/dags/airworthy.toml`, 'rules = {unbounded-loop = "off"}');
  expect(
    await codesAfter(client, () => client.changeFile(`${project}/dags/airworthy.toml`)),
  ).toEqual([]);
  settings = { rules: { 'unbounded-loop': 'error' } };
  expect(await codesAfter(client, () => client.changeSettings())).toEqual(asError);
});

test('the search goes on above the workspace folder, up to the root of the repository', async () => {
  const files = new Map([['file:///airworthy.toml', 'rules = {unbounded-loop = "hint"}']]);
  const client = await TestClient.start({ files });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asHint);
});

test('asks to be told of changed configuration files and Python files', async () => {
  const client = await TestClient.start();
  await vi.waitFor(() => {
    const watched = client.registrations.find(
      ({ method }) => method === DidChangeWatchedFilesNotification.method,
    );
    expect(watched?.registerOptions).toEqual({
      watchers: [
        { globPattern: '**/airworthy.toml' },
        { globPattern: '**/pyproject.toml' },
        ...versionFileGlobs.map((name) => ({ globPattern: `**/${name}` })),
        { globPattern: '**/*.py' },
        { globPattern: '**/.gitignore' },
        { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
      ],
    });
  });
});

test('where the server cannot read files, the client is asked for them', async () => {
  const folder = 'vscode-vfs://github/team/project';
  const files = new Map([[`${folder}/airworthy.toml`, 'rules = {unbounded-loop = "hint"}']]);
  const setup = { files, folders: [folder], virtual: true };
  const uri = `${folder}/dags/dag.py`;
  const able = await TestClient.start({ ...setup, initializationOptions: { canReadFiles: true } });
  await able.open(uri, endlessDag());
  expect(await codes(able, uri)).toEqual(asHint);
  const unable = await TestClient.start(setup);
  await unable.open(uri, endlessDag());
  expect(await codes(unable, uri)).toEqual(asError);
});

test('every workspace folder has its own configuration', async () => {
  const [one, two] = ['file:///one', 'file:///two'];
  const files = new Map([[`${two}/airworthy.toml`, 'rules = {unbounded-loop = "hint"}']]);
  const client = await TestClient.start({
    folders: [one],
    files,
    settings: (scope) => (scope === one ? { rules: { 'unbounded-loop': 'off' } } : {}),
  });
  await client.open(`${one}/dag.py`, endlessDag());
  await client.open(`${two}/dag.py`, endlessDag());
  expect(await codes(client, `${one}/dag.py`)).toEqual([]);
  expect(await codes(client, `${two}/dag.py`)).toEqual(asHint);
  client.published.length = 0;
  await client.changeFolders([two], [one]);
  expect(await codes(client, `${one}/dag.py`)).toEqual(asError);
  expect(await codes(client, `${two}/dag.py`)).toEqual(asHint);
});

test('excluded files get no diagnostics, relative to where the patterns stand', async () => {
  const files = new Map([[`${project}/team/airworthy.toml`, 'exclude = ["dags/old"]']]);
  let settings = {};
  const client = await TestClient.start({ files, settings: () => settings });
  const uris = ['team/dags/old/a.py', 'team/dags/new/a.py', 'dags/old/a.py'].map(
    (path) => `${project}/${path}`,
  );
  for (const uri of uris) await client.open(uri, endlessDag());
  const counts = async () => {
    const found: number[] = [];
    for (const uri of uris) found.push((await codes(client, uri)).length);
    return found;
  };
  expect(await counts()).toEqual([0, 1, 1]);
  settings = { exclude: ['dags/old'] };
  client.published.length = 0;
  await client.changeSettings();
  expect(await counts()).toEqual([1, 1, 0]);
});

test('wrong settings are told once, without their values, and the others count', async () => {
  const files = new Map([[pyproject, '[tool.airworthy]\nprofile = "sekret"\n']]);
  const settings = { profil: 1, airflowVersion: 'sekret', rules: { 'unbounded-loop': 'hint' } };
  const client = await TestClient.start({ files, settings: () => settings });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asHint);
  const told = [
    'Airworthy: Settings: `airflowVersion` must be "auto" or a version in quotes, such as "2.10".',
    'Airworthy: Settings: Unknown setting `profil`.',
    'Airworthy: pyproject.toml: `profile` must be one of "recommended", "strict", "all".',
  ];
  expect([...client.shown].sort()).toEqual(told.sort());
  expect(await codesAfter(client, () => client.changeSettings())).toEqual(asHint);
  expect(client.shown).toHaveLength(told.length);
  expect(JSON.stringify([client.shown, client.logged])).not.toContain('sekret');
});

test('a problem that was mended and made again is told again', async () => {
  const broken = '[tool.airworthy\n';
  const files = new Map([[pyproject, broken]]);
  const client = await TestClient.start({ files });
  await client.open(dag, endlessDag());
  expect(await codes(client, dag)).toEqual(asError);
  expect(client.shown).toHaveLength(1);
  for (const [text, count] of [
    ['[tool.airworthy]\n', 1],
    [broken, 2],
  ] as const) {
    files.set(pyproject, text);
    expect(await codesAfter(client, () => client.changeFile(pyproject))).toEqual(asError);
    expect(client.shown).toHaveLength(count);
  }
});

test('settings of no use at all are survived', async () => {
  for (const settings of ['text', 7, [], { rules: [] }, { exclude: [1] }]) {
    const client = await TestClient.start({
      initializationOptions: settings,
      settings: () => settings,
    });
    await client.open(dag, endlessDag());
    expect(await codes(client, dag)).toEqual(asError);
    expect(client.shown).toHaveLength(1);
  }
});

test('a parser that cannot be loaded is told, and no request hangs', async () => {
  const client = await TestClient.start({
    pull: true,
    loadParser: () => Promise.reject(new Error('no such module')),
  });
  await vi.waitFor(() => expect(client.statuses).toMatchObject([{ state: 'error' }]));
  expect(client.shown).toEqual([
    'Airworthy: The Python parser could not be loaded: no such module',
  ]);
  await client.open(dag, endlessDag());
  await expect(client.pull(dag)).rejects.toThrow('no such module');
});
