import { expect, test, vi } from 'vitest';
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver-protocol/node';
import { type ClientSetup, capabilities, dag, TestClient } from './harness/client';

vi.mock('../../server/src/rules/registry', () => import('./harness/rules'));

function taskWith(...statements: readonly string[]): string {
  const body = statements.map((statement) => `    ${statement}\n`);
  return `from airflow.decorators import task\n\n\n@task\ndef work():\n${body.join('')}`;
}

async function opened(text: string, setup: ClientSetup = {}): Promise<TestClient> {
  const client = await TestClient.start({ initializationOptions: {}, ...setup });
  await client.open(dag, text);
  return client;
}

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map((action) => action.title);
}

function named(actions: readonly CodeAction[], title: string): CodeAction {
  return (
    actions.find((action) => action.title === title) ??
    expect.unreachable(`${title} is offered among ${titles(actions).join(', ')}`)
  );
}

test('a fix is offered at its finding, with that diagnostic, and mends it', async () => {
  const client = await opened(taskWith('old()', 'risky()'));
  const diagnostics = await client.pushed(dag);
  const actions = await client.actions(dag, client.rangeOf(dag, 'old()'));
  expect(titles(actions)).toEqual([
    'Use new()',
    'Ignore old-call on this line',
    'Ignore old-call in this file',
    'Wrap in try/except, log and re-raise',
  ]);
  const fix = named(actions, 'Use new()');
  expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
  expect(fix.diagnostics).toEqual(diagnostics.slice(0, 1));
  const text = await client.choose(dag, fix);
  expect(text).toBe(`from lib import new\n${taskWith('new()', 'risky()')}`);
  expect(await client.pushed(dag)).toMatchObject([{ code: 'risky-call' }]);
});

test('unsafe fixes say so; of several none is preferred', async () => {
  const client = await opened(taskWith('risky()'));
  const actions = await client.actions(dag, client.rangeOf(dag, 'risky()'));
  expect(titles(actions).slice(0, 2)).toEqual(['Use careful() (unsafe)', 'Use brave() (unsafe)']);
  expect(actions.some((action) => action.isPreferred)).toBe(false);
  expect(await client.choose(dag, actions[1])).toBe(taskWith('brave()'));
});

test('nothing is offered away from findings', async () => {
  const client = await opened(taskWith('old()'));
  expect(await client.actions(dag, client.rangeOf(dag, 'airflow'))).toEqual([]);
});

test('actions are made for the text as it is now, not as it was when diagnostics came', async () => {
  const client = await opened(taskWith('old()'));
  await client.pushed(dag);
  const start = { line: 0, character: 0 };
  void client.change(dag, { range: { start, end: start }, text: '# a comment\n' });
  const actions = await client.actions(dag, client.rangeOf(dag, 'old()'));
  expect(await client.choose(dag, named(actions, 'Use new()'))).toBe(
    `from lib import new\n# a comment\n${taskWith('new()')}`,
  );
});

test('fixes all of one rule, though each of its fixes adds the same import', async () => {
  const client = await opened(taskWith('old()', 'risky()', 'x = old()'));
  const actions = await client.actions(dag, client.rangeOf(dag, 'x = old()'));
  const fixAll = named(actions, 'Fix all old-call in this file');
  expect(fixAll.edit, 'is worked out when chosen').toBeUndefined();
  expect(await client.choose(dag, fixAll)).toBe(
    `from lib import new\n${taskWith('new()', 'risky()', 'x = new()')}`,
  );
});

test('fixes all of an unsafe rule only under a name that says so', async () => {
  const client = await opened(taskWith('risky()', 'old()', 'x = risky()'));
  const actions = await client.actions(dag, client.rangeOf(dag, 'x = risky()'));
  expect(titles(actions)).not.toContain('Fix all risky-call in this file');
  expect(await client.choose(dag, named(actions, 'Fix all risky-call in this file (unsafe)'))).toBe(
    taskWith('careful()', 'old()', 'x = careful()'),
  );
});

test('fixes all that is safe and leaves the rest alone, edit by edit', async () => {
  const client = await opened(taskWith('old()  # 🛩', 'risky()', 'x = old()'));
  const actions = await client.actions(dag, client.rangeOf(dag, 'risky()'));
  const fixAll = named(actions, 'Fix all safe Airworthy findings');
  expect(await client.choose(dag, fixAll)).toBe(
    `from lib import new\n${taskWith('new()  # 🛩', 'risky()', 'x = new()')}`,
  );
});

test('source.fixAll is given when asked for, by any of its names, and is safe', async () => {
  const client = await opened(taskWith('risky()', 'old()'));
  const range = client.rangeOf(dag, 'from');
  for (const only of ['source', 'source.fixAll', 'source.fixAll.airworthy']) {
    const context = { only: [only], triggerKind: CodeActionTriggerKind.Automatic };
    expect(await client.actions(dag, range, context)).toMatchObject([
      { kind: 'source.fixAll.airworthy', title: 'Fix all safe Airworthy findings' },
    ]);
  }
  for (const only of ['source.fixAll.other', 'source.organizeImports', 'refactor']) {
    expect(await client.actions(dag, range, { only: [only] })).toEqual([]);
  }
  const [fixAll] = await client.actions(dag, range, { only: ['source.fixAll'] });
  expect(await client.choose(dag, fixAll)).toBe(
    `from lib import new\n${taskWith('risky()', 'new()')}`,
  );
  expect(await client.actions(dag, range, { only: ['source.fixAll'] })).toEqual([]);
});

test('fix-all edits only what changes', async () => {
  const statements = Array.from({ length: 50 }, (_, i) => `x = ${i}`);
  const client = await opened(`import new\n${taskWith('old()', ...statements, 'y = old()')}`);
  const [fixAll] = await client.actions(dag, client.rangeOf(dag, 'from'), {
    only: ['source.fixAll'],
  });
  const resolved = await client.resolve(fixAll);
  const [change] = resolved.edit?.documentChanges ?? [];
  expect(change).toMatchObject({
    textDocument: { uri: dag, version: 1 },
    edits: [{ newText: 'new' }, { newText: 'new' }],
  });
});

test('an action that was offered for an older text is not resolved', async () => {
  const client = await opened(taskWith('old()'));
  const [fixAll] = await client.actions(dag, client.rangeOf(dag, 'from'), {
    only: ['source.fixAll'],
  });
  await client.change(dag, { text: taskWith('pass', 'old()') });
  await expect(client.resolve(fixAll)).rejects.toThrow('has changed');
});

test('a client that cannot resolve, or knows no versions, gets plain edits at once', async () => {
  const { textDocument, ...rest } = capabilities();
  const client = await opened(taskWith('old()'), {
    capabilities: {
      ...rest,
      workspace: {},
      textDocument: {
        ...textDocument,
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    },
  });
  const [fixAll] = await client.actions(dag, client.rangeOf(dag, 'from'), {
    only: ['source.fixAll'],
  });
  expect(Object.keys(fixAll?.edit?.changes ?? {})).toEqual([dag]);
  expect(await client.choose(dag, fixAll)).toContain('    new()');
});

test('a finding is ignored on its line, and two on the same line in one comment', async () => {
  const client = await opened(taskWith('both()  # as ever'));
  for (const rule of ['old-call', 'risky-call']) {
    const actions = await client.actions(dag, client.rangeOf(dag, 'both()'));
    await client.choose(dag, named(actions, `Ignore ${rule} on this line`));
  }
  expect(client.text(dag)).toBe(
    taskWith('both()  # as ever  # airworthy: ignore[old-call, risky-call]'),
  );
  expect(await client.pushed(dag)).toEqual([]);
});

test('a rule is ignored in the whole file', async () => {
  const client = await opened(taskWith('old()', 'old()'));
  const actions = await client.actions(dag, client.rangeOf(dag, 'old()'));
  const text = await client.choose(dag, named(actions, 'Ignore old-call in this file'));
  expect(text).toBe(`# airworthy: ignore-file[old-call]\n${taskWith('old()', 'old()')}`);
  expect(await client.pushed(dag)).toEqual([]);
});

test('selected statements are wrapped in try/except, where that is asked for', async () => {
  const client = await opened(taskWith('x = load()', 'y = 1'));
  const range = client.rangeOf(dag, 'x = load()');
  const [wrap, ...others] = await client.actions(dag, range);
  expect(others).toEqual([]);
  expect(wrap).toMatchObject({
    title: 'Wrap in try/except, log and re-raise',
    kind: 'refactor.rewrite',
  });
  for (const only of ['refactor', 'refactor.rewrite']) {
    expect(titles(await client.actions(dag, range, { only: [only] }))).toEqual([wrap?.title]);
  }
  expect(await client.actions(dag, range, { only: ['quickfix'] })).toEqual([]);
  const text = await client.choose(dag, wrap);
  expect(text).toContain('    try:\n        x = load()\n    except Exception:\n');
  expect(text).toContain('        raise\n    y = 1\n');
});

test('a refactoring is not offered beside a fix of the same name', async () => {
  const client = await opened(taskWith('same()'));
  const range = client.rangeOf(dag, 'same()');
  const title = 'Wrap in try/except, log and re-raise';
  const actions = await client.actions(dag, range);
  expect(actions.filter((action) => action.title === title)).toMatchObject([{ kind: 'quickfix' }]);
  const refactorings = await client.actions(dag, range, { only: ['refactor'] });
  expect(refactorings).toMatchObject([{ title, kind: 'refactor.rewrite' }]);
});

test('a mere cursor offers the wrapping only to someone who opens the menu', async () => {
  const client = await opened(taskWith('x = load()'));
  const { start } = client.rangeOf(dag, 'load()');
  const cursor = { start, end: start };
  const triggerKind = CodeActionTriggerKind.Automatic;
  expect(await client.actions(dag, cursor, { triggerKind })).toEqual([]);
  expect(await client.actions(dag, cursor)).toHaveLength(1);
});

test('rule pages are offered to clients that can open them', async () => {
  const client = await opened(taskWith('old()'), {
    initializationOptions: { canOpenRulePage: true },
  });
  const actions = await client.actions(dag, client.rangeOf(dag, 'old()'));
  expect(named(actions, 'Show rule page of old-call').command).toEqual({
    title: 'Show rule page of old-call',
    command: 'airworthy.openRulePage',
    arguments: ['old-call'],
  });
});

test('a rule that throws is told once; its and the other findings stay', async () => {
  const client = await opened(taskWith('broken()', 'old()'));
  expect(await client.pushed(dag)).toMatchObject([{ code: 'broken-rule' }, { code: 'old-call' }]);
  await client.change(dag, { text: taskWith('broken()', 'risky()') });
  expect(await client.pushed(dag)).toMatchObject([{ code: 'broken-rule' }, { code: 'risky-call' }]);
  expect(client.shown).toEqual([
    'Airworthy: The rule broken-rule failed, and its findings are missing: out of luck',
  ]);
});
