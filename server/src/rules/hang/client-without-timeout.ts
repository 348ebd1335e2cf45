// A client that waits for its server without a limit keeps its task in "running" for ever.

import { limitClient, limitNames, setterLine } from '../../fixes/client-limit';
import { setTimeLimit } from '../../fixes/time-limit';
import type { ClientFact, ClientWait } from '../../knowledge/clients';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { ClientCall } from '../../semantic/flow/client-limits';
import { limitPlaceOf } from '../../semantic/flow/limit-place';
import { type Stall, stallAt } from '../../semantic/flow/stalls';
import { isTimeLimited } from '../../semantic/flow/time-limits';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'client-without-timeout',
  group: 'hang',
  summary: 'A client of a server that waits for it without a time limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['blocking-call-in-trigger'],
};

const consequences: Readonly<Record<Stall, string>> = {
  task: 'If the server goes silent, the task stays in "running" until someone kills it.',
  'limited-task':
    'If the server goes silent, the task holds its slot until `execution_timeout` ends it.',
  trigger: 'If the server goes silent, this trigger and all others of the triggerer stand still.',
  callback:
    'If the server goes silent, the callback never returns and holds up the process that runs it.',
  parsing:
    'It runs each time Airflow loads this file: if the server goes silent, it holds up the DAG ' +
    'processor until the import is given up, and the DAG is lost.',
};

/** How long a call of the user's own may take, in seconds, until the author says otherwise. */
const ownCallSeconds = 60;

const messages = {
  own: (callee: string) => `\`${callee}()\` has no timeout.`,
  both: (callee: string) =>
    `\`${callee}()\` sets no timeout: it waits without limit to connect, and for each answer.`,
  connect: (callee: string) => `\`${callee}()\` waits without limit to connect.`,
  read: (callee: string, connectLimit: string) =>
    `\`${callee}()\` sets no timeout: it waits without limit for each answer${connectLimit}.`,
  connectLimit: (limit: string) => ` (only connecting ends, after ${limit})`,
  before: (name: string, version: string, sentence: string) =>
    `Before ${name} ${version}, ${sentence}`,
  since: (name: string, version: string) => ` (since ${name} ${version})`,
  uninterruptible:
    'If the server goes silent, not even `execution_timeout` ends the task, whose signal the ' +
    'driver does not look at.',
  pass: (names: readonly string[]) => `Pass ${names.map((name) => `\`${name}=\``).join(' and ')}`,
  call: (line: string) => `Set \`${line}\`.`,
  fix: 'Limit how long it waits',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const { node } of model.calls) {
    const client = model.blocking.clientAt(node);
    if (client === undefined) {
      const problem = problemOfOwnCall(model, node);
      if (problem !== undefined) yield problem;
      continue;
    }
    if (client.connect === undefined && client.read === undefined) continue;
    const place = stallOf(model, client);
    if (place === undefined || isTimeLimited(model, node)) continue;
    const since = client.fact.limitedSince;
    const isNew = since === undefined || client.isLifted ? false : model.hasPackage(since);
    if (isNew === true) continue;
    yield {
      message: messageFor(model, client, place.stall, isNew === undefined),
      node: calleeAnchor(node),
      ...(place.tasks === undefined ? {} : { tasks: place.tasks }),
      fixes: fixesFor(model, client),
    };
  }
}

/** A call that the configuration names, with the argument that limits it. */
function problemOfOwnCall(model: FileModel, node: SyntaxNode): Problem | undefined {
  const call = model.blocking.of(node);
  if (call === undefined || !call.fact.isOwn || call.isLimited) return undefined;
  const isOfServer = call.fact.kind === 'network' || call.fact.kind === 'database';
  const limit = call.fact.limits[0];
  const stall = stallAt(model, node);
  if (!isOfServer || limit === undefined || stall === undefined) return undefined;
  if (isTimeLimited(model, node)) return undefined;
  const edits = setTimeLimit(model, limitPlaceOf(model, call), ownCallSeconds);
  const callee = writtenCallee(node);
  return {
    message: `${messages.own(callee)} ${consequences[stall]} ${messages.pass([limit.name])}.`,
    node: calleeAnchor(node),
    fixes: edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }],
  };
}

interface ClientStall {
  readonly stall: Stall;
  /** The tasks that use a client which is made when the file is loaded. */
  readonly tasks?: readonly Task[];
}

/** What stands still where the client waits: where it is made, or where it is used. */
function stallOf(model: FileModel, client: ClientCall): ClientStall | undefined {
  const { fact, node } = client;
  const stall = stallAt(model, node);
  if (stall === undefined || (stall === 'parsing' && fact.waitsAtOnce)) {
    return stall === undefined ? undefined : { stall };
  }
  if (stall !== 'parsing' && fact.uses.length === 0) return { stall };
  for (const use of model.blocking.usesOfClient(client)) {
    const there = stallAt(model, use);
    if (there === undefined || there === 'parsing') continue;
    return stall === 'parsing' ? { stall: there, tasks: model.reach(use).tasks } : { stall };
  }
  return undefined;
}

function messageFor(
  model: FileModel,
  client: ClientCall,
  stall: Stall,
  isVersionOpen: boolean,
): string {
  const { connect, fact, node, read } = client;
  const said = waitSentence(writtenCallee(node), client);
  const what =
    isVersionOpen && fact.limitedSince !== undefined
      ? messages.before(fact.limitedSince.package, fact.limitedSince.version, said)
      : said;
  const consequence =
    stall === 'limited-task' && fact.isUninterruptible
      ? messages.uninterruptible
      : consequences[stall];
  return `${what} ${consequence} ${adviceFor(model, fact, [connect, read])}`;
}

function waitSentence(callee: string, { connect, fact, read }: ClientCall): string {
  if (connect !== undefined) {
    return read === undefined ? messages.connect(callee) : messages.both(callee);
  }
  const limit = fact.connect?.default;
  return messages.read(callee, limit === undefined ? '' : messages.connectLimit(limit));
}

function adviceFor(
  model: FileModel,
  fact: ClientFact,
  waits: readonly (ClientWait | undefined)[],
): string {
  if (fact.instead !== undefined) return fact.instead;
  const names = limitNames(waits);
  if (names.length === 0) return messages.call(setterLine('…', fact));
  const since = fact.argumentsSince;
  const isOpen = since !== undefined && model.hasPackage(since) !== true;
  return `${messages.pass(names)}${isOpen ? messages.since(since.package, since.version) : ''}.`;
}

function fixesFor(model: FileModel, client: ClientCall): Fix[] {
  const since = client.fact.argumentsSince;
  // An argument that the installed version does not know would break the call.
  if (since !== undefined && model.hasPackage(since) !== true) return [];
  const edits = limitClient(model, client);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

export const clientWithoutTimeout: Rule = { meta, check };
