import { expect, test, vi } from 'vitest';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver-protocol/node';
import { connectedAirflowNotification } from '../../server/src/protocol/connected-airflow';
import { project, TestClient } from './harness/client';

const source = `
from airflow import DAG
from airflow.operators.bash_operator import BashOperator

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command="true")
`;
const first = `${project}/old/dags/a.py`;
const second = `${project}/new/dags/a.py`;
const firstLock = `${project}/old/uv.lock`;

function lock(version: string): string {
  return `[[package]]\nname = "apache-airflow"\nversion = "${version}"\n`;
}

const initializationOptions = { select: ['moved-import'] };

test.each([false, true])(
  'one DAG in two folders with different locks gets different findings (virtual: %s)',
  async (virtual) => {
    const files = new Map([
      [firstLock, lock('2.10.5')],
      [`${project}/new/requirements.txt`, '-c constraints.txt\napache-airflow\n'],
      [`${project}/new/constraints.txt`, 'apache-airflow==3.3.2\n'],
      [first, source],
      [second, source],
    ]);
    const client = await TestClient.start({
      files,
      virtual,
      initializationOptions: {
        ...initializationOptions,
        ...(virtual && { canReadFiles: true, canListFolders: true }),
      },
    });
    await client.open(first, source);
    await client.open(second, source);
    expect(await client.pushed(first)).toMatchObject([
      { severity: 2, message: expect.stringContaining('is deprecated, and gone in Airflow 3.0') },
    ]);
    expect(await client.pushed(second)).toMatchObject([
      { severity: 1, message: expect.stringContaining('is gone since Airflow 3.0') },
    ]);
    expect(client.logged).toContainEqual(
      expect.stringMatching(/Airflow 3\.3\.2, from .*new\/constraints\.txt/),
    );
  },
);

test('a lock file that changes changes what is said', async () => {
  const files = new Map([
    [firstLock, lock('2.10.5')],
    [first, source],
  ]);
  const client = await TestClient.start({ files, initializationOptions });
  await client.open(first, source);
  expect(await client.pushed(first)).toMatchObject([{ severity: 2 }]);
  files.set(firstLock, lock('3.0.6'));
  client.published.length = 0;
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: firstLock, type: 2 }],
  });
  await vi.waitFor(async () => expect(await client.pushed(first)).toMatchObject([{ severity: 1 }]));
});

test('the Airflow that the editor is connected to counts before files, and after the settings', async () => {
  const files = new Map([
    [firstLock, lock('2.10.5')],
    [first, source],
  ]);
  const client = await TestClient.start({ files, initializationOptions });
  await client.open(first, source);
  expect(await client.pushed(first)).toMatchObject([{ severity: 2 }]);
  const connected = async (version: unknown, severity: number) => {
    await client.connection.sendNotification(connectedAirflowNotification, { version });
    await vi.waitFor(async () => expect(await client.pushed(first)).toMatchObject([{ severity }]));
  };
  await connected('3.3.2+composer', 1);
  await connected(null, 2);

  const fixed = await TestClient.start({
    files,
    initializationOptions: { ...initializationOptions, airflowVersion: '2.10' },
  });
  for (const version of ['3.3.2', { odd: true }]) {
    await fixed.connection.sendNotification(connectedAirflowNotification, { version });
  }
  await fixed.open(first, source);
  expect(await fixed.pushed(first)).toMatchObject([{ severity: 2 }]);
});
