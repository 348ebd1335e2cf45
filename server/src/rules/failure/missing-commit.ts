// What is written to a database and not committed is gone when the connection is.

import { commitBehindWrites } from '../../fixes/commit';
import {
  type UncommittedConnection,
  uncommittedConnections,
} from '../../semantic/flow/uncommitted-writes';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-commit',
  group: 'failure',
  summary: 'Writes to a database that are never committed',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const consequence =
  'The database rolls them back when the connection ends: the data is lost, and the task ends as a success.';

const messages = {
  connection: (write: string) =>
    `What \`${write}()\` writes is never committed: the connection has no autocommit, and nothing calls ` +
    `\`commit()\` on it. ${consequence} Commit it after the last write.`,
  cursor: (write: string) =>
    `What \`${write}()\` writes is never committed: \`get_cursor()\` opens a connection of its own, ` +
    `without autocommit. ${consequence} Use \`run()\` of the hook, which commits.`,
  connectedHere: 'The connection is made here.',
  fix: 'Commit after the last write',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  for (const connection of uncommittedConnections(model, airflowVersion)) {
    const [write] = connection.writes;
    if (write === undefined) continue;
    const edits = commitBehindWrites(model, connection);
    yield {
      message: messageFor(connection, writtenCallee(write)),
      node: calleeAnchor(write),
      related: [{ place: connection.creation, message: messages.connectedHere }],
      fixes: edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }],
    };
  }
}

function messageFor({ fact }: UncommittedConnection, write: string): string {
  return fact.isCursor ? messages.cursor(write) : messages.connection(write);
}

export const missingCommit: Rule = { meta, check };
