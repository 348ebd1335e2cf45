import { expect, test, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { type ClientSetup, capabilities, dag, project, TestClient } from './harness/client';

const helpers = `${project}/dags/helpers.py`;

const helperText = `import requests


def fetch():
    return requests.get("https://example.org")


def other():
    pass
`;

const dagText = (callable = 'fetch') => `from airflow import DAG
from airflow.operators.python import PythonOperator
from helpers import fetch, other

with DAG("sales"):
    PythonOperator(task_id="load", python_callable=${callable})
`;

function start(files: Readonly<Record<string, string>>, setup: ClientSetup = {}) {
  const onDisk = new Map(Object.entries(files));
  return TestClient.start({
    files: onDisk,
    initializationOptions: {
      select: ['request-without-timeout'],
      canListFolders: true,
      canReadFiles: true,
    },
    ...setup,
  });
}

/** Waits until the severities that were pushed last for a document are these (2 is a warning). */
async function severities(client: TestClient, uri: string, ...expected: readonly number[]) {
  await vi.waitFor(
    () => {
      const last = client.published.findLast((params) => params.uri === uri);
      expect(last?.diagnostics.map(({ severity }) => severity)).toEqual(expected);
    },
    { timeout: 10_000, interval: 5 },
  );
}

const error = 1;
const warning = 2;
const information = 3;

test('a helper that is opened alone is soon known to run in a task', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText });
  await client.open(helpers, helperText);
  await severities(client, helpers, warning);
  const [diagnostic] = await client.pushed(helpers);
  expect(diagnostic?.relatedInformation).toMatchObject([
    { location: { uri: dag, range: { start: { line: 5 } } } },
  ]);
});

test('an edit of the caller is seen in the open helper, before it is saved', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText });
  await client.open(helpers, helperText);
  await client.open(dag, dagText());
  await severities(client, helpers, warning);
  await client.change(dag, {
    range: client.rangeOf(dag, 'python_callable=fetch'),
    text: 'python_callable=other',
  });
  await severities(client, helpers, information);
  await client.change(dag, {
    range: client.rangeOf(dag, 'python_callable=other'),
    text: 'python_callable=fetch',
  });
  await severities(client, helpers, warning);
});

test('unsaved text no longer counts when it is closed', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText });
  await client.open(helpers, helperText);
  await client.open(dag, dagText('other'));
  await severities(client, helpers, information);
  await client.close(dag);
  await severities(client, helpers, warning);
});

test('what is not changed by an edit is not published again', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText });
  await client.open(helpers, helperText);
  await client.open(dag, dagText());
  await severities(client, helpers, warning);
  const before = client.published.filter(({ uri }) => uri === helpers).length;
  const end = { line: 6, character: 0 };
  for (const text of ['# a remark\n', 'x = 1\n', 'y = 2\n']) {
    await client.change(dag, { range: { start: end, end }, text });
    await client.pushed(dag);
  }
  await client.change(helpers, { text: `${helperText}# a remark\n` });
  await client.pushed(helpers);
  expect(client.published.filter(({ uri }) => uri === helpers)).toHaveLength(before + 1);
});

test('files that are created, renamed and deleted on disk', async () => {
  const files = new Map([[helpers, helperText]]);
  const client = await start({}, { files });
  await client.open(helpers, helperText);
  await client.pushed(helpers);
  files.set(dag, dagText());
  await client.changeFile(dag, FileChangeType.Created);
  await severities(client, helpers, warning);

  const renamed = `${project}/dags/renamed.py`;
  files.delete(dag);
  files.set(renamed, dagText('other'));
  await client.changeFiles([dag, FileChangeType.Deleted], [renamed, FileChangeType.Created]);
  await severities(client, helpers, information);

  files.set(renamed, dagText());
  await client.changeFile(renamed);
  await severities(client, helpers, warning);

  files.delete(renamed);
  await client.changeFile(renamed, FileChangeType.Deleted);
  await severities(client, helpers);
});

test('a folder that is moved away is one event for all in it', async () => {
  const team = `${project}/dags/team/dag.py`;
  const files = new Map([
    [helpers, helperText],
    [team, dagText()],
  ]);
  const client = await start({}, { files });
  await client.open(helpers, helperText);
  await severities(client, helpers, warning);
  files.delete(team);
  await client.changeFile(`${project}/dags/team`, FileChangeType.Deleted);
  await severities(client, helpers);
  files.set(team, dagText());
  await client.changeFile(`${project}/dags/team`, FileChangeType.Created);
  await severities(client, helpers, warning);
});

test('a file that is gone is there again when it is saved', async () => {
  const work = `${project}/plugins/team/work.py`;
  const caller = dagText().replace('from helpers', 'from team.work');
  const files = new Map([
    [work, helperText],
    [dag, caller],
  ]);
  const client = await start({}, { files });
  await client.open(work, helperText);
  await severities(client, work, warning);
  files.delete(work);
  const folders = ['plugins/team', 'plugins'].map((folder) => `${project}/${folder}`);
  const gone = [work, ...folders].map((uri) => [uri, FileChangeType.Deleted] as const);
  await client.changeFiles(...gone);
  await severities(client, work);
  // An editor tells that it has saved the file, and perhaps nothing of the folders that it has made.
  files.set(work, helperText);
  await client.save(work);
  await severities(client, work, warning);
});

test('a switch of branches, with all its changes at once', async () => {
  const others = Array.from({ length: 30 }, (_, i) => `${project}/dags/dag_${i}.py`);
  const files = new Map([[helpers, helperText], ...others.map((uri) => [uri, dagText()] as const)]);
  const client = await start({}, { files });
  await client.open(helpers, helperText);
  await severities(client, helpers, warning);
  for (const uri of others) files.set(uri, dagText('other'));
  await client.changeFiles(...others.map((uri) => [uri, FileChangeType.Changed] as const));
  await severities(client, helpers, information);
});

test('an import that found nothing finds the module that is created', async () => {
  const files = new Map([[dag, dagText()]]);
  const client = await start(
    {},
    { files, initializationOptions: { select: ['missing-execution-timeout'] } },
  );
  await client.open(dag, dagText());
  await severities(client, dag, information);
  files.set(helpers, helperText);
  await client.changeFile(helpers, FileChangeType.Created);
  await vi.waitFor(() => {
    const [diagnostic] = client.published.at(-1)?.diagnostics ?? [];
    expect(diagnostic?.relatedInformation).toMatchObject([{ location: { uri: helpers } }]);
  });
});

test('what was found out for another open document is told of all', async () => {
  const trigger = `from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("sales"):
    TriggerDagRunOperator(task_id="next", trigger_dag_id="stock")
`;
  const other = `${project}/dags/other.py`;
  const dags = 'from airflow import DAG\n\nsales = DAG("sales")\nbills = DAG("bills")\n';
  // That both have a DAG of one id is asked first, and tells all that there is to know of either.
  const client = await start(
    { [dag]: trigger, [other]: dags },
    { initializationOptions: { select: ['duplicate-dag-id', 'unknown-dag-reference'] } },
  );
  await client.open(dag, trigger);
  await client.open(other, dags);
  await severities(client, other, error);
  await severities(client, dag, information);
});

test('a client that cannot watch: the disk is read again when something is saved', async () => {
  const { workspace, ...rest } = capabilities();
  const files = new Map([
    [helpers, helperText],
    [dag, dagText('other')],
  ]);
  const client = await start(
    {},
    { files, capabilities: { ...rest, workspace: { workspaceFolders: true } } },
  );
  await client.open(helpers, helperText);
  await severities(client, helpers, information);
  files.set(dag, dagText());
  await client.save(helpers);
  await severities(client, helpers, warning);
});

test('a client that pulls is told to pull what has become another diagnostic', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText }, { pull: true });
  await client.open(helpers, helperText);
  await client.open(dag, dagText());
  const severityOf = async () => (await client.pulled(helpers)).map(({ severity }) => severity);
  await vi.waitFor(async () => expect(await severityOf()).toEqual([warning]));
  await client.pulled(dag);
  const before = client.refreshes;
  await client.change(dag, {
    range: client.rangeOf(dag, 'python_callable=fetch'),
    text: 'python_callable=other',
  });
  await client.pulled(dag);
  await vi.waitFor(() => expect(client.refreshes).toBe(before + 1));
  expect(await severityOf()).toEqual([information]);
});

test('the files of several folders do not know each other', async () => {
  const other = 'file:///other/dags/helpers.py';
  const client = await start(
    { [dag]: dagText(), [other]: helperText },
    { folders: [project, 'file:///other'] },
  );
  await client.open(dag, dagText());
  await client.open(other, helperText);
  await client.pushed(dag);
  await severities(client, other);
});

test('a folder that is added or removed changes nothing of what belongs together', async () => {
  const client = await start(
    { [dag]: dagText(), [helpers]: helperText },
    { folders: [`${project}/dags`] },
  );
  await client.open(helpers, helperText);
  await severities(client, helpers, warning);
  await client.changeFolders([project], [`${project}/dags`]);
  await client.change(helpers, { text: `\n${helperText}` });
  await client.pushed(helpers);
  await severities(client, helpers, warning);
});

test('files that only the client can read are a project as well', async () => {
  const folder = 'vscode-vfs://host/repo';
  const files = { [`${folder}/dags/dag.py`]: dagText(), [`${folder}/dags/helpers.py`]: helperText };
  const client = await start(files, { folders: [folder], virtual: true });
  await client.open(`${folder}/dags/helpers.py`, helperText);
  await severities(client, `${folder}/dags/helpers.py`, warning);
});

test('code actions speak of the same state of the project as the diagnostics', async () => {
  const client = await start({ [dag]: dagText(), [helpers]: helperText });
  await client.open(helpers, helperText);
  await severities(client, helpers, warning);
  const actions = await client.actions(helpers, client.rangeOf(helpers, 'requests.get'));
  const [fix] = actions.filter(({ title }) => title.includes('timeout'));
  expect(fix?.diagnostics?.map(({ severity }) => severity)).toEqual([warning]);
});
