import { keywordValue } from '../syntax/calls';
import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

const loggingMethods: ReadonlySet<string> = new Set([
  'critical',
  'debug',
  'error',
  'exception',
  'fatal',
  'info',
  'log',
  'success',
  'trace',
  'warn',
  'warning',
]);

const printingFunctions: ReadonlySet<string> = new Set([
  'builtins.print',
  'click.echo',
  'click.secho',
  'pprint.pprint',
  'rich.print',
  'sys.stderr.write',
  'sys.stdout.flush',
  'sys.stdout.write',
  'traceback.print_exc',
  'traceback.print_exception',
  'traceback.print_stack',
  'tqdm.tqdm.write',
  'warnings.warn',
]);

/** True for a call that only says something to whoever reads the log. */
export function isRemark(model: FileModel, call: SyntaxNode): boolean {
  const name = model.names.calleeName(call);
  if (name === undefined || !printingFunctions.has(name)) return isLogCall(model, call);
  return !writesToFile(model, call);
}

/** `print(line, file=report)`: what is written is no remark but the work. */
function writesToFile(model: FileModel, call: SyntaxNode): boolean {
  const file = keywordValue(call, 'file');
  return file !== undefined && !logStreams.has(model.names.qualifiedName(file) ?? '');
}

const logStreams: ReadonlySet<string> = new Set(['sys.stderr', 'sys.stdout']);

/** True for a call of a logger's method. */
export function isLogCall(model: FileModel, call: SyntaxNode): boolean {
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  if (callee === undefined || method === undefined || !loggingMethods.has(method)) return false;
  const name = model.names.qualifiedName(callee);
  if (name !== undefined && /^(?:logging|loguru|structlog)\./.test(name)) return true;
  // A logger that another module made, or that a class inherits, tells itself by its name.
  const object = callee.child('object');
  const written = object?.kind === 'attribute' ? object.child('attribute') : object;
  return written !== undefined && /log/i.test(nameOf(written));
}

/** `logger` in `logger.error(…)`, `get_logger` in `get_logger(…).error(…)`. */
function nameOf(node: SyntaxNode): string {
  const callee = node.kind === 'call' ? node.child('function') : node;
  return (callee?.child('attribute') ?? callee)?.text ?? '';
}

/** True for a node that stands among the arguments of a remark. */
export function isWithinRemark(model: FileModel, node: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above.kind === 'call' && isRemark(model, above)) return true;
    if (above.kind === 'expression_statement' || above.kind === 'block') return false;
  }
  return false;
}
