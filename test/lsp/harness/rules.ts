// Stands in for the registry where a test needs fixes of a certain kind. A call of `old()` has a safe fix, which needs
// an import; a call of `risky()` two unsafe ones; `both()` is spoken of by two rules; a call of `same()` has a fix that is
// named like a refactoring; `broken()` makes its rule throw.

import type { Fix, Problem, Rule, RuleMeta } from '../../../server/src/rules/rule';
import type { FileModel } from '../../../server/src/semantic/file-model';
import type { SyntaxNode } from '../../../server/src/syntax/node';

const meta = {
  group: 'hang',
  profile: 'recommended',
  since: '0.1.0',
  summary: 'For tests',
} as const;

function rule(own: Pick<RuleMeta, 'id' | 'severity' | 'fix'>, check: Rule['check']): Rule {
  return { meta: { ...meta, ...own }, check };
}

const oldCall = rule({ id: 'old-call', severity: 'warning', fix: 'safe' }, function* ({ model }) {
  for (const node of [...callsOf(model, 'old'), ...callsOf(model, 'both')]) {
    const isImported = model.text.includes('import new');
    const edits = [
      ...(isImported ? [] : [{ start: 0, end: 0, text: 'from lib import new\n' }]),
      { start: node.start, end: node.end, text: 'new()' },
    ];
    yield problem(node, 'This is old.', [{ title: 'Use new()', safety: 'safe', edits }]);
  }
});

const riskyCall = rule(
  { id: 'risky-call', severity: 'error', fix: 'unsafe' },
  function* ({ model }) {
    for (const node of [...callsOf(model, 'risky'), ...callsOf(model, 'both')]) {
      const fix = (text: string): Fix => ({
        title: `Use ${text}`,
        safety: 'unsafe',
        edits: [{ start: node.start, end: node.end, text }],
      });
      yield problem(node, 'This is risky.', [fix('careful()'), fix('brave()')]);
    }
  },
);

const sameName = rule({ id: 'same-name', severity: 'hint', fix: 'safe' }, function* ({ model }) {
  for (const node of callsOf(model, 'same')) {
    const edits = [{ start: node.start, end: node.end, text: 'other()' }];
    const title = 'Wrap in try/except, log and re-raise';
    yield problem(node, 'This has a fix.', [{ title, safety: 'safe', edits }]);
  }
});

const broken = rule({ id: 'broken-rule', severity: 'error', fix: 'none' }, function* ({ model }) {
  for (const node of callsOf(model, 'broken')) {
    yield problem(node, 'This is told before the rule breaks.', []);
    throw new Error('out of luck');
  }
});

export const allRules: readonly Rule[] = [oldCall, riskyCall, sameName, broken];

export function ruleById(id: string): Rule | undefined {
  return allRules.find((each) => each.meta.id === id);
}

function callsOf(model: FileModel, name: string): SyntaxNode[] {
  return model.nodes('call').filter((node) => node.text === `${name}()`);
}

function problem(node: SyntaxNode, message: string, fixes: readonly Fix[]): Problem {
  return { node, message, fixes };
}
