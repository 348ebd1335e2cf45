import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeModel } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { FileModel } from '../../../server/src/semantic/file-model';
import type { NotedSurroundings } from '../../../server/src/semantic/project/noted-surroundings';
import { Project } from '../../../server/src/semantic/project/project';
import { testParser } from '../../harness/parser';
import { paths, text } from '../../harness/random-project';
import { tries } from '../../harness/tries';

type Step =
  | { readonly kind: 'write' | 'edit'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete' | 'close'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'link'; readonly path: string; readonly to: string };

const path = fc.constantFrom(...paths);
const beginning = fc.uniqueArray(fc.tuple(path, text), {
  minLength: 4,
  maxLength: paths.length,
  selector: ([at]) => at,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), path, text }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), path, text }) },
  fc.record({ kind: fc.constantFrom('delete' as const, 'close' as const), path }),
  fc.record({ kind: fc.constant('rename' as const), path, to: path }),
  fc.record({
    kind: fc.constant('link' as const),
    path: fc.constantFrom('/p/dags/linked', '/p/plugins/lib'),
    to: fc.constantFrom('/p/dags/lib', '/p/dags', '/p/src/lib'),
  }),
);

test('any sequence of changes gives what a fresh project gives', async () => {
  const parser = await testParser();
  fc.assert(
    fc.property(beginning, fc.array(step, { minLength: 1, maxLength: 6 }), (texts, steps) => {
      const onDisk = new Map<string, string>();
      const open = new Map<string, string>();
      const links = new Map<string, string>();
      const project = new Project('/p', parser);
      for (const [at, content] of texts) onDisk.set(at, content);
      project.update({ texts: onDisk });
      // Everything is known after each step, so that what must not stay so would be seen.
      const known = new Map<string, Known>();
      for (const at of paths) findingsIn(project, at, known);
      for (const step of steps) {
        apply(step, project, onDisk, open, links);
        const fresh = new Project('/p', parser);
        fresh.update({ texts: onDisk, links });
        for (const [at, content] of open) fresh.files.open(at, content);
        for (const at of paths) {
          expect(findingsIn(project, at, known), at).toEqual(findingsIn(fresh, at, new Map()));
        }
      }
    }),
    tries(25, 3_000),
  );
});

interface Known {
  readonly text: string;
  readonly basis: NotedSurroundings['basis'];
  readonly findings: unknown;
}

/** As the language server does: what still holds is not found again, and what it asked for is worked out behind it. */
function findingsIn(project: Project, at: string, known: Map<string, Known>): unknown {
  const content = project.files.textOf(at);
  if (content === undefined) return undefined;
  for (;;) {
    const before = known.get(at);
    if (before?.text !== content || !project.stillHolds(at, before.basis)) {
      known.set(at, analyzed(project, at, content));
      continue;
    }
    const missing = project.missingFor(at);
    if (missing.length === 0) return before.findings;
    for (const work of missing) while (work());
  }
}

function analyzed(project: Project, at: string, content: string): Known {
  const surroundings = project.surroundingsAsKnownOf(at, content);
  const model = new FileModel(surroundings.own.tree, surroundings);
  const { findings, notices } = analyzeModel(model, at, {
    ...defaultConfiguration,
    select: ['request-without-timeout', 'missing-execution-timeout'],
  });
  expect(notices).toEqual([]);
  return { text: content, basis: surroundings.basis, findings };
}

function apply(
  step: Step,
  project: Project,
  onDisk: Map<string, string>,
  open: Map<string, string>,
  links: Map<string, string>,
): void {
  const { kind, path: at } = step;
  switch (kind) {
    case 'write':
      onDisk.set(at, step.text);
      project.update({ texts: new Map([[at, step.text]]) });
      return;
    case 'delete':
      onDisk.delete(at);
      project.update({ texts: new Map([[at, undefined]]) });
      return;
    case 'rename': {
      const content = onDisk.get(at);
      if (content === undefined || at === step.to) return;
      onDisk.delete(at);
      onDisk.set(step.to, content);
      project.update({
        texts: new Map([
          [at, undefined],
          [step.to, content],
        ]),
      });
      return;
    }
    case 'edit':
      open.set(at, step.text);
      project.files.open(at, step.text);
      return;
    case 'close':
      open.delete(at);
      project.files.close(at);
      return;
    case 'link':
      // A link and a file cannot be at one place.
      if ([...onDisk.keys(), ...open.keys()].some((file) => file.startsWith(`${at}/`))) return;
      links.set(at, step.to);
      project.update({ texts: new Map(), links: new Map(links) });
      return;
  }
}
