import { type ExitKind, exitKindOf } from '../../knowledge/exit-calls';
import { argumentNodes } from '../../syntax/calls';
import { ancestors, enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';
import { runsInChildProcess, runsInThreads } from './background';
import { signalUses } from './signals';

/** A place where Python code ends its process, or asks for that. */
export interface ProcessExit {
  /** The call, or the `raise` of `SystemExit`. */
  readonly node: SyntaxNode;
  /** The smallest node that names it. */
  readonly anchor: SyntaxNode;
  /** `exception`: by `SystemExit`, which can be caught; `process`: at once. */
  readonly kind: ExitKind;
  /** Whether its code says success; undefined where the file does not show the code. */
  readonly isSuccess: boolean | undefined;
  /** The argument that is the code, or a text that is printed in place of one. */
  readonly code: SyntaxNode | undefined;
}

/** The exits of a file that end the process which runs the task's own code. */
export function processExits(model: FileModel): ProcessExit[] {
  const found = [...exitCalls(model), ...systemExits(model)];
  // Most code has none, and need not know of signals.
  if (found.length === 0) return [];
  const handlers = new Set(signalUses(model).map(({ handler }) => handler));
  return found
    .filter(({ kind, node }) => {
      const definition = enclosingFunction(node);
      if (definition === undefined || handlers.has(definition)) return false;
      if (kind === 'exception' && isCaught(model, node)) return false;
      // There it ends the thread or the child, and not the task.
      if (runsInThreads(model, node) || runsInChildProcess(model, node)) return false;
      return !isBehindFork(model, definition);
    })
    .sort((a, b) => a.node.start - b.node.start);
}

function exitCalls(model: FileModel): ProcessExit[] {
  return model.calls.flatMap(({ name, node }) => {
    const kind = name === undefined ? undefined : exitKindOf(name);
    const anchor = node.child('function');
    if (kind === undefined || anchor === undefined) return [];
    return [{ node, anchor, kind, ...codeOf(model, argumentNodes(node)) }];
  });
}

/** `raise SystemExit` and `raise SystemExit(code)`. */
function systemExits(model: FileModel): ProcessExit[] {
  return model.nodes('raise_statement').flatMap((node) => {
    const raised = node.parts[0];
    const isCall = raised?.kind === 'call';
    const anchor = isCall ? raised.child('function') : raised;
    if (anchor === undefined || model.names.qualifiedName(anchor) !== 'builtins.SystemExit') {
      return [];
    }
    const given = isCall ? argumentNodes(raised) : [];
    return [{ node, anchor, kind: 'exception' as const, ...codeOf(model, given) }];
  });
}

/** No code, `None` and 0 say success; every other number, and a text, failure. */
function codeOf(model: FileModel, given: readonly SyntaxNode[]) {
  const [code] = given;
  if (code === undefined) return { code, isSuccess: true };
  const values = model.values.of(code).map((value) => model.constants.value(value));
  const answers = new Set(
    values.map((value) => {
      if (value === undefined) return undefined;
      return value.type === 'none' || (value.type === 'number' && value.value === 0);
    }),
  );
  const isText = isTextMade(code);
  const [only] = answers;
  return { code, isSuccess: isText ? false : answers.size === 1 ? only : undefined };
}

/** A text that is put together is a text all the same: `"…" % x`, `"…" + x`, `"…".format(x)`. */
export function isTextMade(code: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = code; at !== undefined; at = madeFrom(at)) {
    if (at.kind === 'string' || at.kind === 'concatenated_string') return true;
  }
  return false;
}

function madeFrom(code: SyntaxNode): SyntaxNode | undefined {
  if (code.kind === 'binary_operator') return code.child('left');
  const callee = code.kind === 'call' ? code.child('function') : undefined;
  const method = callee?.child('attribute')?.text;
  return method === 'format' || method === 'join' ? callee?.child('object') : undefined;
}

/** True under a `try` that catches `SystemExit`, in the same function. */
function isCaught(model: FileModel, node: SyntaxNode): boolean {
  let below = node;
  for (const above of ancestors(node)) {
    if (above.kind === 'function_definition') return false;
    if (above.kind === 'try_statement' && below.field === 'body') {
      const clauses = above.parts.filter(({ kind }) => kind === 'except_clause');
      const caught = clauses.flatMap((clause) => model.exceptions.caughtBy(clause));
      if (caught.some((type) => type === 'SystemExit' || type === 'BaseException')) return true;
    }
    below = above;
  }
  return false;
}

/** True in a function that forks: its exits are those of the child. */
function isBehindFork(model: FileModel, definition: SyntaxNode): boolean {
  return codeAroundForks(model).has(definition);
}

const codeAroundForks = rememberedOfFile((model: FileModel): ReadonlySet<SyntaxNode> => {
  const forks = model.callsOf('os.fork', 'os.forkpty', 'pty.fork');
  return new Set(forks.flatMap((fork) => [...ancestors(fork)]));
});
