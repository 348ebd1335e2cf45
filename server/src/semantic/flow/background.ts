import { keywordValue } from '../../syntax/calls';
import { enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import type { FileModel } from '../file-model';
import { bindingAt, usesOf } from '../name-uses';
import { rememberedOfFileBy } from '../remembered-of-file';
import { assignmentsToAttribute, callsOfMethod } from '../tree-index';

/** How many callers are followed from code to the thread that runs it. */
const maximumCalls = 6;

/**
 * True for code that runs only beside the task, where it cannot hold the task up: in daemon threads,
 * in processes that are ended, in asyncio tasks that are cancelled.
 */
export function runsDetached(model: FileModel, node: SyntaxNode, calls = 0): boolean {
  const definition = enclosingFunction(node);
  if (definition === undefined || calls > maximumCalls) return false;
  const starts = handOvers(model, definition);
  const callSites = model.callSites.of(definition);
  if (starts.length + callSites.length === 0) return false;
  if (model.callSites.isCalledElsewhere(definition)) return false;
  return (
    starts.every((start) => isDetachedStart(model, start)) &&
    callSites.every((call) => isCancelledTask(model, call) || runsDetached(model, call, calls + 1))
  );
}

/** The places that hand a function on instead of calling it. */
export function handOvers(model: FileModel, definition: SyntaxNode): readonly SyntaxNode[] {
  if (definition.kind === 'lambda') return [definition];
  const name = definition.child('name');
  return name === undefined ? [] : (handOversOfName(model, name.text).get(definition) ?? []);
}

/** By the functions that have a name: in files with many DAGs, many can have the same. */
const handOversOfName = rememberedOfFileBy((model: FileModel, name: string) =>
  groupBy(model.identifiersNamed(name), (use) => handedOn(model, use)),
);

/** The function that an identifier stands for where it is not called there. */
function handedOn(model: FileModel, identifier: SyntaxNode): SyntaxNode | undefined {
  const reference = referenceOf(identifier);
  const isCallee = reference.parent?.kind === 'call' && reference.field === 'function';
  const definition = isCallee ? undefined : model.names.definition(reference);
  return definition?.child('name') === identifier ? undefined : definition;
}

function referenceOf(identifier: SyntaxNode): SyntaxNode {
  const parent = identifier.parent;
  return parent?.kind === 'attribute' && identifier.field === 'attribute' ? parent : identifier;
}

function isDetachedStart(model: FileModel, use: SyntaxNode): boolean {
  const reference = use.kind === 'lambda' ? use : referenceOf(use);
  const argument = reference.parent;
  const isTarget =
    argument?.kind === 'keyword_argument' && argument.child('name')?.text === 'target';
  const creation = isTarget ? argument.parent?.parent : undefined;
  if (creation?.kind !== 'call') return false;
  const type = model.names.instanceType(creation);
  if (type === 'threading.Thread') return isDaemon(model, creation);
  if (type !== 'multiprocessing.Process') return false;
  // Whether a process is really ended is the matter of another rule.
  return isDaemon(model, creation) || model.whole.callsOf(...endingMethods).length > 0;
}

const endingMethods = ['multiprocessing.Process.terminate', 'multiprocessing.Process.kill'];

/** `daemon=True`, or `t.daemon = True` and `t.setDaemon(True)` behind the creation. */
function isDaemon(model: FileModel, creation: SyntaxNode): boolean {
  const given = keywordValue(creation, 'daemon');
  if (given !== undefined) return model.constants.truth(given) === true;
  const target = creation.parent?.kind === 'assignment' ? creation.parent.child('left') : undefined;
  if (target?.kind === 'attribute') return isAttributeMadeDaemon(model, target);
  if (target?.kind !== 'identifier') return false;
  const binding = bindingAt(model, target);
  if (binding === undefined) return false;
  return usesOf(model, binding).some((use) => {
    const access = use.parent?.kind === 'attribute' && use.field === 'object' ? use.parent : use;
    const attribute = access.child('attribute')?.text;
    const isSet = access.parent?.kind === 'assignment' && access.field === 'left';
    return (attribute === 'daemon' && isSet) || attribute === 'setDaemon';
  });
}

/** `self.thread.daemon = True` in the function that makes `self.thread`. */
function isAttributeMadeDaemon(model: FileModel, target: SyntaxNode): boolean {
  return assignmentsToAttribute(model.tree, 'daemon').some((assignment) => {
    if (enclosingFunction(assignment) !== enclosingFunction(target)) return false;
    const isSet = assignment.child('left')?.text === `${target.text}.daemon`;
    return isSet && model.constants.truth(assignment.child('right')) === true;
  });
}

const taskMakers: ReadonlySet<string> = new Set(['asyncio.create_task', 'asyncio.ensure_future']);

/** `asyncio.create_task(f())` in a file that cancels its tasks. */
function isCancelledTask(model: FileModel, call: SyntaxNode): boolean {
  const outer = call.parent?.kind === 'argument_list' ? call.parent.parent : undefined;
  const name = outer?.kind === 'call' ? model.names.calleeName(outer) : undefined;
  if (name === undefined || !taskMakers.has(name)) return false;
  return callsOfMethod(model.tree, 'cancel').length > 0;
}

/** True for code that only threads run, which no signal and so no `execution_timeout` reaches. */
export function runsInThreads(model: FileModel, node: SyntaxNode): boolean {
  return runsOnlyWhere(model, node, isThreadStart);
}

/** True for code that only a child process of the task runs. */
export function runsInChildProcess(model: FileModel, node: SyntaxNode): boolean {
  return runsOnlyWhere(model, node, isChildStart);
}

/** True where every way to a place leads through a function that is handed on in such a way. */
function runsOnlyWhere(
  model: FileModel,
  node: SyntaxNode,
  isStart: (model: FileModel, reference: SyntaxNode) => boolean,
  calls = 0,
): boolean {
  const definition = enclosingFunction(node);
  if (definition === undefined || calls > maximumCalls) return false;
  const starts = handOvers(model, definition).map((use) =>
    use.kind === 'lambda' ? use : referenceOf(use),
  );
  const callSites = model.callSites.of(definition);
  if (starts.length + callSites.length === 0) return false;
  if (model.callSites.isCalledElsewhere(definition)) return false;
  return (
    starts.every((start) => isStart(model, start)) &&
    callSites.every((call) => runsOnlyWhere(model, call, isStart, calls + 1))
  );
}

/** `Thread(target=f)`, `Timer(5, f)`, `pool.submit(f)`, `pool.map(f, …)` of a thread pool. */
function isThreadStart(model: FileModel, reference: SyntaxNode): boolean {
  const name = receiverOf(model, reference);
  return name !== undefined && /\bthreading\.|ThreadPool|\.run_in_executor$|to_thread$/.test(name);
}

/** `Process(target=f)`, the initializer of a pool of processes, `preexec_fn=f`. */
function isChildStart(model: FileModel, reference: SyntaxNode): boolean {
  const keyword = reference.parent?.kind === 'keyword_argument' ? reference.parent : undefined;
  if (keyword?.child('name')?.text === 'preexec_fn') return true;
  const name = receiverOf(model, reference);
  return name !== undefined && /^multiprocessing\.|ProcessPool/.test(name);
}

/** What a function is handed to: the qualified name of a class, function or method. */
function receiverOf(model: FileModel, reference: SyntaxNode): string | undefined {
  const holder = reference.parent?.kind === 'keyword_argument' ? reference.parent : reference;
  const call = holder.parent?.kind === 'argument_list' ? holder.parent.parent : undefined;
  return call?.kind === 'call' ? model.names.calleeName(call) : undefined;
}
