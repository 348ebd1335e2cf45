import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import { descendants, statementOf, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import { methodName } from '../clean-up';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';

/**
 * Children that a task forks inherit its signal handlers. That of Airflow 3 for SIGTERM returns at
 * once in any process but the task's own (`_on_term`, airflow/sdk/execution_time/task_runner.py,
 * 3.3.2), so that `terminate()` does not end them.
 */
export interface DeafChildren {
  readonly kind: 'process' | 'pool';
  /** The call that ends them by SIGTERM and waits: `join()`, `terminate()`, or the `with Pool()`. */
  readonly wait: SyntaxNode;
  /** The call that makes the pool. */
  readonly creation: SyntaxNode | undefined;
}

/** Where code of the file waits for children that do not hear that they should end. */
export function* deafChildren(model: FileModel): Generator<DeafChildren> {
  for (const wait of joinsBehindTerminate(model)) {
    const creations = model.blocking.creationsOfOwner(wait) ?? [];
    if (creations.every((creation) => inheritsHandlers(model, creation))) {
      yield { kind: 'process', wait, creation: undefined };
    }
  }
  for (const creation of model.callsOf('multiprocessing.Pool')) {
    if (!inheritsHandlers(model, creation)) continue;
    const wait = endingByTerminate(model, creation);
    if (wait !== undefined) yield { kind: 'pool', wait, creation };
  }
}

/** `p.join()` without a timeout behind `p.terminate()`, with nothing stronger between them. */
function joinsBehindTerminate(model: FileModel): SyntaxNode[] {
  return model.callsOf('multiprocessing.Process.join').filter((join) => {
    if (argumentNodes(join).length > 0) return false;
    const owner = join.child('function')?.child('object')?.text;
    const statement = statementOf(join);
    if (statement?.parts[0] !== join) return false;
    const siblings = statementsOf(statement.parent);
    const before = siblings.slice(0, siblings.indexOf(statement)).reverse();
    for (const earlier of before) {
      const call = earlier.kind === 'expression_statement' ? earlier.parts[0] : undefined;
      const isOwn =
        call?.kind === 'call' && call.child('function')?.child('object')?.text === owner;
      if (!isOwn || call === undefined) return false;
      const method = methodName(call);
      if (method === 'terminate') return true;
      if (method === 'kill') return false;
    }
    return false;
  });
}

/** The `with` that a pool is made for, else its first `terminate()`. */
function endingByTerminate(model: FileModel, creation: SyntaxNode): SyntaxNode | undefined {
  const statement = statementOf(creation);
  const isManaged = statement?.kind === 'with_statement' && withItems(statement).includes(creation);
  if (isManaged) return creation;
  return terminations(model).get(creation)?.[0];
}

/** Where pools are terminated, by the calls that make them. */
const terminations = rememberedOfFile((model) => {
  const found = new Map<SyntaxNode, SyntaxNode[]>();
  for (const call of model.callsOf('multiprocessing.Pool.terminate')) {
    for (const creation of model.blocking.creationsOfOwner(call) ?? [])
      addTo(found, creation, call);
  }
  return found;
});

/** False for children of a fresh interpreter, and for those that see to SIGTERM themselves. */
function inheritsHandlers(model: FileModel, creation: SyntaxNode): boolean {
  if (!isForked(model, creation)) return false;
  const isPool = model.names.instanceType(creation) === 'multiprocessing.Pool';
  const runs = isPool
    ? (keywordValue(creation, 'initializer') ?? positionalValue(creation, 1))
    : (keywordValue(creation, 'target') ?? positionalValue(creation, 1));
  // A pool whose initializer is not given, or a process of which it does not matter what it runs.
  if (runs === undefined || runs.kind === 'none') return true;
  const definition = model.names.definition(runs);
  // What an initializer from elsewhere does is not known.
  if (definition === undefined) return !isPool;
  return ![...descendants(definition)].some(
    (node) => node.kind === 'call' && setsTermination(model, node),
  );
}

function setsTermination(model: FileModel, call: SyntaxNode): boolean {
  const number = positionalValue(call, 0);
  return (
    model.names.calleeName(call) === 'signal.signal' && number?.text.endsWith('SIGTERM') === true
  );
}

/** True where the start method is not seen to be another one than `fork`. */
export function isForked(model: FileModel, creation: SyntaxNode): boolean {
  if (model.whole.callsOf('multiprocessing.set_start_method').length > 0) return false;
  const module = creation.child('function')?.child('object');
  if (module === undefined) return true;
  return model.values.of(module).every((value) => {
    const isContext =
      value.kind === 'call' && model.names.calleeName(value) === 'multiprocessing.get_context';
    const method = isContext ? positionalValue(value, 0) : undefined;
    return method === undefined || /^["']fork["']$/.test(method.text);
  });
}
