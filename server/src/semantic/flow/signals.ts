import { argumentNodes, positionalValue } from '../../syntax/calls';
import { descendants, inSourceOrder } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import { remembered } from '../../text/remembered';
import { callsBesideOf } from '../code-around';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';
import { callsOfMethod } from '../tree-index';
import type { ExceptionClass } from './exceptions';

/** A call that says what a signal does, or when one comes. */
export interface SignalUse {
  readonly call: SyntaxNode;
  /** `handler`: `signal.signal(…)`; `timer`: `signal.alarm(…)`, which sends SIGALRM. */
  readonly kind: 'handler' | 'timer';
  /** The signals that it may be about: `SIGTERM`, `SIGALRM`, … */
  readonly signals: readonly string[];
  /** The function of the file that handles it. */
  readonly handler: SyntaxNode | undefined;
}

/** Every change that a file makes to signals, in source order. */
export const signalUses = rememberedOfFile((model): readonly SignalUse[] => {
  const named = model.callsOf('signal.alarm', 'signal.setitimer', 'signal.signal');
  const ofLoops = callsOfMethod(model.tree, 'add_signal_handler');
  const calls = [...new Set([...named, ...ofLoops])].sort(inSourceOrder);
  return calls.flatMap((call) => signalUseOf(model, call) ?? []);
});

function signalUseOf(model: FileModel, call: SyntaxNode): SignalUse | undefined {
  switch (model.names.calleeName(call)) {
    case 'signal.alarm':
      return alarmUse(call);
    case 'signal.setitimer': {
      // The other timers of this function send other signals.
      const timer = model.names.qualifiedName(positionalValue(call, 0));
      return timer === 'signal.ITIMER_REAL' ? alarmUse(call) : undefined;
    }
    case 'signal.signal':
      return handlerUse(model, call);
    default: {
      const callee = call.child('function');
      const isLoops = callee?.child('attribute')?.text === 'add_signal_handler';
      return isLoops ? handlerUse(model, call) : undefined;
    }
  }
}

function alarmUse(call: SyntaxNode): SignalUse {
  return { call, kind: 'timer', signals: ['SIGALRM'], handler: undefined };
}

function handlerUse(model: FileModel, call: SyntaxNode): SignalUse | undefined {
  const [number, handler] = [positionalValue(call, 0), positionalValue(call, 1)];
  if (number === undefined || handler === undefined) return undefined;
  const signals = signalsNamed(model, number);
  if (signals.length === 0) return undefined;
  const definition = model.names.definition(handler);
  const isFunction = definition !== undefined && definition.kind !== 'class_definition';
  return { call, kind: 'handler', signals, handler: isFunction ? definition : undefined };
}

/** The signals that an expression may stand for, also the ones that a loop goes through. */
function signalsNamed(model: FileModel, expression: SyntaxNode): string[] {
  return model.values.of(expression).flatMap((value) => {
    const name = model.names.qualifiedName(value);
    const constant = name === undefined ? model.constants.value(value) : undefined;
    const signal =
      constant?.type === 'number'
        ? signalNumbers.get(constant.value)
        : /^signal\.(?:Signals\.)?(SIG\w+)$/.exec(name ?? '')?.[1];
    return signal === undefined ? [] : [signal];
  });
}

/** Those by which Airflow ends tasks. Source: signal(7), the same on Linux and macOS. */
const signalNumbers: ReadonlyMap<number, string> = new Map([
  [14, 'SIGALRM'],
  [15, 'SIGTERM'],
]);

/** The classes that the function which handles a signal raises. */
export function raisedBySignal(model: FileModel, { handler }: SignalUse): ExceptionClass[] {
  if (handler?.kind !== 'function_definition') return [];
  return model.completions
    .ofBlock(handler.child('body'))
    .jumps.flatMap((jump) =>
      jump.kind === 'raise' && jump.exception !== undefined ? [jump.exception] : [],
    );
}

/**
 * True where the handler that was there before is put back, or called by the new one: the result of
 * `signal.signal()` or `signal.getsignal()` is used later in the file.
 */
export function isRestored(model: FileModel, { call, handler }: SignalUse): boolean {
  if (restoresWhatWas(model, call)) return true;
  return callsBesideOf(model, call, 'signal.signal', 'signal.getsignal').some((other) => {
    const target = other.parent?.kind === 'assignment' ? other.parent.child('left') : undefined;
    if (target === undefined) return false;
    return (
      (handler !== undefined && calledIn(handler).has(target.text)) ||
      (restoringCalls(model).get(target.text) ?? []).some((later) => later !== other)
    );
  });
}

/** `signal.signal(number, previous)`, where `previous` came from the `signal` module. */
function restoresWhatWas(model: FileModel, call: SyntaxNode): boolean {
  const given = positionalValue(call, 1);
  const value = given?.kind === 'identifier' ? model.names.singleValue(given) : given;
  const source = value?.kind === 'call' ? model.names.calleeName(value) : undefined;
  if (source === 'signal.signal' || source === 'signal.getsignal') return true;
  return given?.kind === 'attribute' && /old|orig|prev|saved/i.test(given.text);
}

/** What the code of a function calls, as it is written. */
const calledIn = remembered((definition: SyntaxNode): ReadonlySet<string | undefined> => {
  const calls = [...descendants(definition)].filter(({ kind }) => kind === 'call');
  return new Set(calls.map((call) => call.child('function')?.text));
});

/** `signal.signal(number, previous)`, by how its arguments are written. */
const restoringCalls = rememberedOfFile((model) => {
  const found = new Map<string, SyntaxNode[]>();
  for (const call of model.callsOf('signal.signal')) {
    for (const argument of argumentNodes(call)) addTo(found, argument.text, call);
  }
  return found;
});
