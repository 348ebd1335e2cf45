import { keywordValue, positionalValue } from '../../syntax/calls';
import { ancestors, isInside, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import { codeAround } from '../code-around';
import type { FileModel } from '../file-model';
import { attributesNamed, identifiersInside } from '../tree-index';
import { blockOf } from './completion';

/** Methods behind which a process has ended, or ends at once. */
const endingMethods: ReadonlySet<string> = new Set([
  'communicate',
  'kill',
  'send_signal',
  'terminate',
  'wait',
]);

/**
 * True for a `wait()` or `communicate()` on a process that has been ended or waited for before: it
 * returns at once.
 */
export function waitsForEndedProcess(model: FileModel, wait: SyntaxNode): boolean {
  const object = objectOf(wait);
  if (object === undefined || !mayHaveEnded(model, wait, object)) return false;
  for (const above of [wait, ...ancestors(wait)]) {
    if (above.kind === 'function_definition') return hasTimer(model, above, object);
    if (above.parent?.kind !== 'block') continue;
    for (const before of statementsOf(above.parent)) {
      if (before === above) break;
      if (endsProcess(model, before, object)) return true;
    }
  }
  return false;
}

/** False where nothing in the file ends the object: then its code need not be read. */
function mayHaveEnded(model: FileModel, wait: SyntaxNode, object: string): boolean {
  if (model.whole.callsOf('os.kill', 'os.killpg', 'threading.Timer').length > 0) return true;
  const { isPolled, firstEnd } = endedObjects(model.tree);
  return isPolled.has(object) || (firstEnd.get(object)?.start ?? wait.start) < wait.start;
}

/** The objects that something in a file polls or ends, by how they are written. */
const endedObjects = remembered((tree: SyntaxTree) => {
  const isPolled = new Set(attributesNamed(tree, 'poll').map(objectText));
  const ends = [...endingMethods].flatMap((name) => attributesNamed(tree, name));
  const firstEnd = new Map<string | undefined, SyntaxNode>();
  for (const end of ends) {
    const text = objectText(end);
    if (end.start < (firstEnd.get(text)?.start ?? Number.POSITIVE_INFINITY))
      firstEnd.set(text, end);
  }
  return { isPolled, firstEnd };
});

function objectText(attribute: SyntaxNode | undefined): string | undefined {
  return attribute?.child('object')?.text;
}

/** True where the function reads the output of the process before it waits for it. */
export function readsOutputBefore(model: FileModel, wait: SyntaxNode): boolean {
  if (wait.tree !== model.tree) return false;
  const object = objectOf(wait);
  const code = codeAround(wait);
  const written = ['stdout', 'stderr'].flatMap((name) => identifiersInside(code, name));
  return written.some((name) => {
    const isOutput = name.field === 'attribute' && name.start < wait.start;
    return isOutput && objectText(name.parent) === object && codeAround(name) === code;
  });
}

function objectOf(call: SyntaxNode): string | undefined {
  const callee = call.child('function');
  return callee?.kind === 'attribute' ? callee.child('object')?.text : undefined;
}

/** True where the process has ended, or been told to, whenever the statement has run to its end. */
function endsProcess(model: FileModel, statement: SyntaxNode, object: string): boolean {
  if (statement.kind === 'while_statement') {
    const condition = statement.child('condition');
    return condition !== undefined && /\bpoll\(\)/.test(condition.text)
      ? condition.text.includes(`${object}.poll()`)
      : false;
  }
  if (statement.kind === 'try_statement') return triesToEnd(model, statement, object);
  if (statement.kind !== 'expression_statement') return false;
  return [...ownCode(statement)].some((node) => node.kind === 'call' && ends(model, node, object));
}

function ends(model: FileModel, call: SyntaxNode, object: string): boolean {
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  if (objectOf(call) === object && method !== undefined && endingMethods.has(method)) return true;
  const name = model.names.qualifiedName(callee);
  const isKill = name === 'os.kill' || name === 'os.killpg';
  return isKill && positionalValue(call, 0)?.text.includes(`${object}.pid`) === true;
}

/** The body waits with a limit, and every handler ends the process or gets out. */
function triesToEnd(model: FileModel, statement: SyntaxNode, object: string): boolean {
  const body = statementsOf(statement.child('body'));
  if (!body.some((inner) => endsProcess(model, inner, object))) return false;
  return statement.parts.every((clause) => {
    if (clause.kind !== 'except_clause') return true;
    const block = blockOf(clause);
    const isLeft = !model.completions.ofBlock(block).isNormal;
    return isLeft || statementsOf(block).some((inner) => endsProcess(model, inner, object));
  });
}

/** `threading.Timer(60, process.kill)` in the same function ends the process in time. */
function hasTimer(model: FileModel, definition: SyntaxNode, object: string): boolean {
  return model.whole.callsOf('threading.Timer').some((timer) => {
    const target = keywordValue(timer, 'function') ?? positionalValue(timer, 1);
    return isInside(timer, definition) && target?.text.includes(object) === true;
  });
}
