// Clean-up behind the bare `yield` of a context manager is skipped when the `with` body raises.

import { tryFinally } from '../../fixes/try-finally';
import { methodName, roleOf } from '../../semantic/clean-up';
import { generatorContextManagers, type ManagedYield } from '../../semantic/context-managers';
import type { FileModel } from '../../semantic/file-model';
import { firstLineOf } from '../../syntax/excerpt';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'context-manager-without-finally',
  group: 'resource',
  summary: 'A context manager whose clean-up is skipped when the `with` body raises',
  severity: 'warning',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  skipped: (cleanUp: string) =>
    `When the \`with\` body raises, \`${cleanUp}\` after this \`yield\` is never run. ` +
    'A failing task leaves it behind: put the clean-up into `try: … finally:`.',
  processLeft: (cleanUp: string) =>
    `When the \`with\` body raises, \`${cleanUp}\` after this \`yield\` is never run: the failed ` +
    'task hangs, stays "running" or leaves an orphan. Put the clean-up into `try: … finally:`.',
  fix: 'Wrap the `yield` in try/finally',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const manager of generatorContextManagers(model)) {
    const skipped = manager.yields.filter((managed) => cleanUpOf(model, managed) !== undefined);
    for (const managed of skipped) {
      const levels = skipped.filter((other) => other.node === managed.node);
      const cleanUp = cleanUpOf(model, managed);
      if (cleanUp === undefined || levels[0] !== managed) continue;
      const isGrave = managed.unprotected.some((statement) => endsLiveThing(model, statement));
      const text = firstLineOf(cleanUp);
      // Clean-up that is spread over several blocks needs a person to sort it.
      const fix = levels.length === 1 ? fixFor(model, managed) : undefined;
      yield {
        message: isGrave ? messages.processLeft(text) : messages.skipped(text),
        node: managed.node,
        severity: isGrave ? 'error' : 'warning',
        subject: manager.definition,
        related: [{ place: cleanUp, message: 'This clean-up is skipped' }],
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

function cleanUpOf(model: FileModel, managed: ManagedYield): SyntaxNode | undefined {
  return managed.unprotected.find((statement) => roleOf(model, statement) === 'clean-up');
}

/** Methods that end a process, thread or lock, whatever object they belong to. */
const endingMethods: ReadonlySet<string> = new Set(['kill', 'release', 'terminate']);

/** Methods that do so for connections, pools and processes. */
const closingMethods: ReadonlySet<string> = new Set([
  'close',
  'disconnect',
  'join',
  'quit',
  'shutdown',
  'stop',
]);

function endsLiveThing(model: FileModel, statement: SyntaxNode): boolean {
  for (const node of ownCode(statement)) {
    const method = node.kind === 'call' ? methodName(node) : undefined;
    if (method === undefined) continue;
    if (endingMethods.has(method)) return true;
    const owner = node.child('function')?.child('object');
    if (closingMethods.has(method) && isConnectionLike(model, owner)) return true;
  }
  return false;
}

function isConnectionLike(model: FileModel, owner: SyntaxNode | undefined): boolean {
  const type = model.names.instanceType(owner) ?? '';
  const value = owner?.kind === 'identifier' ? model.names.singleValue(owner) : undefined;
  const maker = value?.kind === 'call' ? (value.child('function')?.text ?? '') : '';
  return /conn|session|client|engine|cursor|process|popen|pool|thread|executor/i.test(
    `${type} ${maker}`,
  );
}

function fixFor(model: FileModel, managed: ManagedYield): Fix | undefined {
  const roles = managed.unprotected.map((statement) => roleOf(model, statement));
  // What belongs to success only stays behind the yield; it must not run after an error.
  const firstCleanUp = roles.indexOf('clean-up');
  const lastCompletion = roles.lastIndexOf('completion');
  if (lastCompletion > firstCleanUp) return undefined;
  const staysFrom = lastCompletion + 1;
  const cleanUp = managed.unprotected.slice(staysFrom);
  if (cleanUp.some(jumpsOut)) return undefined;
  const body = [managed.statement, ...managed.unprotected.slice(0, staysFrom)];
  const edits = tryFinally(model, body, cleanUp);
  return edits === undefined ? undefined : { title: messages.fix, safety: 'safe', edits };
}

/** A jump in a finally would swallow the exception; a second yield would break the manager. */
function jumpsOut(statement: SyntaxNode): boolean {
  return [...ownCode(statement)].some(
    (node) =>
      node.kind === 'return_statement' ||
      node.kind === 'break_statement' ||
      node.kind === 'continue_statement' ||
      (node.kind === 'yield' && node.isNamed),
  );
}

export const contextManagerWithoutFinally: Rule = { meta, check };
