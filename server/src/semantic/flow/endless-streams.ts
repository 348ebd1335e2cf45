import {
  type EndlessStream,
  streamOfCall,
  streamOfIterable,
} from '../../knowledge/endless-streams';
import { argumentValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { mappedCommand } from '../mapped-text';
import { endlessCommands } from '../shell/endless';
import { readScript } from '../shell/script';
import { creationsOf } from './creations';
import { iteratedStream } from './read-streams';
import { shardLoops } from './shard-readers';

/** A place that waits for what others send, for as long as they send something, and then for more. */
export interface StreamUse {
  /** The call that does not return or reads a part, or the loop's iterable. */
  readonly node: SyntaxNode;
  /** The loop that iterates the stream. */
  readonly loop: SyntaxNode | undefined;
  readonly stream: EndlessStream;
}

/** The uses of streams that never end by themselves, and that no argument ends. */
export function* endlessStreamUses(model: FileModel): Generator<StreamUse> {
  for (const { name, node } of model.calls) {
    const stream = name === undefined ? undefined : streamOfCall(name);
    if (stream === undefined || isEnded(model, stream, node)) continue;
    if (stream.isStopped !== undefined && mentions(model, stream.isStopped)) continue;
    yield { node, loop: undefined, stream };
  }
  for (const { call, loop, reader } of shardLoops(model)) {
    yield { node: call, loop, stream: reader.stream };
  }
  for (const kind of ['for_statement', 'for_in_clause'] as const) {
    for (const loop of model.nodes(kind)) {
      const use = iterated(model, loop);
      if (use !== undefined) yield use;
    }
  }
}

function iterated(model: FileModel, loop: SyntaxNode): StreamUse | undefined {
  const iterable = loop.child('right');
  if (iterable === undefined) return undefined;
  const inner = withoutParentheses(iterable);
  const call = inner.kind === 'call' ? inner : undefined;
  const called = call === undefined ? undefined : model.names.calleeName(call);
  const ofCall = called === undefined ? undefined : streamOfIterable(called);
  if (call !== undefined && ofCall !== undefined) {
    return isEnded(model, ofCall, call) ? undefined : { node: iterable, loop, stream: ofCall };
  }
  const type = model.names.instanceType(inner);
  const stream = type === undefined ? followedPipe(model, inner) : streamOfIterable(type);
  if (stream === undefined) return undefined;
  const creations = creationsOf(model.names, model.values, inner) ?? [];
  // A consumer that comes from somewhere else may have been given its limit there.
  const isUnseen = stream.limits.length > 0 && creations.length === 0;
  if (isUnseen || creations.some((made) => isEnded(model, stream, made))) return undefined;
  return { node: iterable, loop, stream };
}

function isEnded(model: FileModel, stream: EndlessStream, call: SyntaxNode): boolean {
  if (stream.withoutWaiting.some((condition) => model.blocking.isMet(call, condition))) return true;
  const [limit] = stream.limits;
  const given = limit && argumentValue(call, limit.name, limit.position);
  if (stream.zeroIsNoLimit && given !== undefined) {
    const value = model.constants.value(given);
    if (value?.type === 'number' && value.value === 0) return false;
  }
  return stream.limits.length > 0 && model.blocking.isLimitedBy(call, stream.limits);
}

/** True where the file calls a method of that name, which is how such a stream is ended. */
function mentions(model: FileModel, method: string): boolean {
  return model.identifiersNamed(method).some((name) => name.parent?.kind === 'attribute');
}

const followedOutput: EndlessStream = {
  library: 'subprocess',
  limits: [],
  withoutWaiting: [],
  waitsFor: 'the next line',
  instead: 'Leave the loop at a deadline, and end the process.',
  isStopped: undefined,
  zeroIsNoLimit: false,
};

/** `Popen(["tail", "-f", …]).stdout`, also line by line: a command that goes on for ever. */
function followedPipe(model: FileModel, iterable: SyntaxNode): EndlessStream | undefined {
  const output = iteratedStream(model.names, iterable) ?? iterable;
  const isOutput = output.kind === 'attribute' && output.child('attribute')?.text === 'stdout';
  const process = isOutput ? output.child('object') : undefined;
  const creations = creationsOf(model.names, model.values, process) ?? [];
  const isFollowed = creations.some((made) => {
    if (model.names.calleeName(made) !== 'subprocess.Popen') return false;
    const command = mappedCommand(model, argumentValue(made, 'args', 0));
    if (command === undefined) return false;
    const found = endlessCommands(readScript(command.text), (start, end) =>
      command.text.slice(start, end),
    );
    return found.some(({ fact }) => fact.waits === 'output');
  });
  return isFollowed ? followedOutput : undefined;
}
