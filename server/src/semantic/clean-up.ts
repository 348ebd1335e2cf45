import { tellsTime } from '../knowledge/clocks';
import { ownCode } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

/** What a statement does at the end of something's life. */
export type StatementRole =
  /** Gives back what was taken, or restores what was changed. */
  | 'clean-up'
  /** Belongs to success only: a commit, a flush of results. */
  | 'completion'
  /** Logs, prints, computes a value: its absence harms nobody. */
  | 'remark';

const completionMethods: ReadonlySet<string> = new Set([
  'commit',
  'complete',
  'mark_success',
  'push',
  'save',
  'succeed',
]);

const remarkMethods: ReadonlySet<string> = new Set([
  'critical',
  'debug',
  'error',
  'exception',
  'info',
  'log',
  'observe',
  'timing',
  'warn',
  'warning',
]);

const plainBuiltins: ReadonlySet<string> = new Set([
  'builtins.float',
  'builtins.int',
  'builtins.len',
  'builtins.max',
  'builtins.min',
  'builtins.print',
  'builtins.round',
  'builtins.str',
]);

/** The role of a statement behind the work that it belongs to. */
export function roleOf(model: FileModel, statement: SyntaxNode): StatementRole {
  if (statement.kind === 'pass_statement' || statement.kind === 'return_statement') return 'remark';
  if (assignsOutside(statement) || statement.kind === 'delete_statement') return 'clean-up';
  let role: StatementRole = 'remark';
  for (const node of ownCode(statement)) {
    if (node.kind !== 'call') continue;
    const callRole = roleOfCall(model, node);
    if (callRole === 'clean-up') return 'clean-up';
    if (callRole === 'completion') role = 'completion';
  }
  return role;
}

/** The method's name of a call such as `process.terminate()`. */
export function methodName(call: SyntaxNode): string | undefined {
  const callee = call.child('function');
  return callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
}

function roleOfCall(model: FileModel, call: SyntaxNode): StatementRole {
  const name = model.names.calleeName(call);
  if (name !== undefined && isPlainFunction(name)) return 'remark';
  const method = methodName(call);
  if (method === undefined) return 'clean-up';
  if (completionMethods.has(method)) return 'completion';
  if (remarkMethods.has(method) || method === 'total_seconds' || method === 'format') {
    return 'remark';
  }
  return 'clean-up';
}

function isPlainFunction(name: string): boolean {
  return plainBuiltins.has(name) || tellsTime(name) || name.startsWith('logging.');
}

/** Writes to an attribute or item, which outlives the function: a restored setting, mostly. */
function assignsOutside(statement: SyntaxNode): boolean {
  const assignment = statement.parts[0];
  if (statement.kind !== 'expression_statement' || assignment?.kind !== 'assignment') return false;
  const target = assignment.child('left');
  return target?.kind === 'attribute' || target?.kind === 'subscript';
}
