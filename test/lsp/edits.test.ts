// What the editor is told after any sequence of edits is what a check of the same files finds.
//
//   LONG_TESTS=1   a hundred thousand edits
//   EDITS          another number of them
//   EDITS_SEED     the seed of a run that is to be repeated
//   EDITS_DAGS     DAG files to edit beside those of the repository: a folder, or a text file that lists some

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { analyzeModel } from '../../server/src/engine/analyze';
import { problemOfText } from '../../server/src/engine/open-text';
import { diagnosticsOf } from '../../server/src/lsp/diagnostics';
import { FileModel } from '../../server/src/semantic/file-model';
import { LineIndex } from '../../server/src/text/lines';
import { Editor, editorRoot, uriOf } from '../harness/editor';
import { loadedProject } from '../harness/memory-project';
import { type Before, notificationsOf, type Step, stepOf } from '../harness/random-edits';
import { realProject, realTexts } from '../harness/real-projects';
import { tries } from '../harness/tries';

const goal = Number(process.env.EDITS ?? tries(150, 100_000).numRuns);
const seed = Number(process.env.EDITS_SEED ?? Date.now() % 2 ** 31);
const texts = realTexts(process.env.EDITS_DAGS);

/** Milliseconds that an edit may take on a slow machine, with the check that it is compared with. */
const longestEdit = 500;

const settings = fc.record({
  profile: fc.constantFrom('recommended', 'strict', 'all', 'all'),
  airflowVersion: fc.constantFrom('auto', '2.10.5', '3.0.2'),
});

/** What one notification, or one other step, was followed by. */
const moment = fc.record({
  step: stepOf(texts.length),
  /** Nobody waits for what is said of it: the next one comes at once. */
  isHasty: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
});

beforeEach(() => {
  // What is counted up to the present is another finding after midnight.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-03T12:00:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

test(
  'after any sequence of edits an editor is told what a check finds',
  async () => {
    const started = performance.now();
    let edits = 0;
    for (let round = 0; edits < goal; round++) {
      const property = fc.asyncProperty(
        realProject(texts),
        settings,
        fc.array(moment, { minLength: 1, maxLength: 25 }),
        async (files, chosen, moments) => {
          edits += await replay(files, chosen, moments);
        },
      );
      await fc.assert(property, { seed: seed + round, numRuns: 5 });
    }
    const rate = edits / ((performance.now() - started) / 1000);
    if (goal > 1_000) console.info(`${edits} edits, ${rate.toFixed(0)} a second, seed ${seed}`);
    expect(edits).toBeGreaterThanOrEqual(goal);
  },
  goal * longestEdit,
);

interface Moment {
  readonly step: Step;
  readonly isHasty: boolean;
}

/** @returns how many edits there were */
async function replay(
  files: Readonly<Record<string, string>>,
  chosen: unknown,
  moments: readonly Moment[],
): Promise<number> {
  const editor = new Editor(files, chosen);
  for (const path of Object.keys(files)) editor.open(path);
  await compare(editor, 'opening');
  const history: Before[] = [];
  let edits = 0;
  for (const { isHasty, step } of moments) {
    for await (const what of carriedOut(step, editor, history)) {
      edits++;
      if (!isHasty) await compare(editor, what);
    }
    if (isHasty) await compare(editor, `${step.kind}, in haste`);
  }
  return edits;
}

/** Carries out a step, one notification after the other; yields what was told. */
async function* carriedOut(step: Step, editor: Editor, history: Before[]): AsyncGenerator<string> {
  const everything = [...editor.disk.files.keys()].sort();
  switch (step.kind) {
    case 'save':
    case 'close':
    case 'look': {
      const path = editor.openPaths[step.file % Math.max(1, editor.openPaths.length)];
      if (path === undefined) return;
      if (step.kind === 'save') editor.save(path);
      else if (step.kind === 'close') editor.close(path);
      else await editor.analyzeAs(path, (editor.textOf(path) ?? '').replace(/\n[^\n]*/, ''));
      yield `${step.kind} ${path}`;
      return;
    }
    case 'remove':
    case 'write': {
      const path = everything[step.file % Math.max(1, everything.length)];
      if (path === undefined) return;
      editor.writeFiles({ [path]: step.kind === 'write' ? texts[step.source] : undefined });
      yield `${step.kind} ${path}`;
      return;
    }
    default: {
      const closed = everything.filter((path) => !editor.openPaths.includes(path));
      const [opened] = closed;
      if (opened !== undefined && step.kind === 'paste') editor.open(opened);
      const notifications = notificationsOf(step, editor, texts, history);
      for (const { changes, path } of notifications) {
        const text = editor.textOf(path) ?? '';
        editor.change(path, changes);
        if (step.kind !== 'undo') history.push({ path, text });
        yield `${step.kind} in ${path}: ${JSON.stringify(changes)}`;
      }
    }
  }
}

const style = { relatedInformation: true, rulePage: undefined };

/** Holds what was delivered of every open document against an analysis from scratch. */
async function compare(editor: Editor, what: string): Promise<void> {
  await editor.settled();
  expect(editor.troubles, `after ${what}`).toEqual([]);
  const configuration = await editor.configuration();
  const project = await loadedProject(editor.disk, editorRoot);
  for (const path of editor.openPaths) project.files.open(path, editor.textOf(path) ?? '');
  for (const path of editor.openPaths) {
    const text = editor.textOf(path) ?? '';
    const delivered = editor.deliveredFor(path);
    const problem = problemOfText(text)?.message;
    const about = { uri: uriOf(path), path, text, lines: new LineIndex(text), configuration };
    const analysis = { ...about, id: '', version: 0, problem, findings: findings() };
    const expected = {
      text,
      problem,
      findings: analysis.findings.map((finding) => ({ ...finding, fixes: [] })),
      told: diagnosticsOf(analysis, style),
      fixable: analysis.findings,
    };
    // Who never asks for fixes must be told the same as who does.
    const asksForFixes = problem === undefined && what.length % 3 === 0;
    const told = delivered && {
      text: delivered.text,
      problem: delivered.problem,
      findings: delivered.findings,
      told: diagnosticsOf(delivered, style),
      fixable: asksForFixes ? (await editor.fixableFor(path))?.findings : analysis.findings,
    };
    if (!isDeepStrictEqual(told, expected)) expect(told, `${path} after ${what}`).toEqual(expected);

    function findings() {
      const surroundings = project.surroundingsOfText(path, text);
      if (problem !== undefined) return [];
      const model = new FileModel(surroundings.own.tree, surroundings, configuration);
      const { findings, notices } = analyzeModel(model, path, configuration);
      expect(notices, `${path} after ${what}`).toEqual([]);
      return findings;
    }
  }
}
