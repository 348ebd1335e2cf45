import { builtinException } from '../../knowledge/builtins';
import { isStandardLibrary } from '../../knowledge/standard-library';
import type { SyntaxNode } from '../../syntax/node';
import { initializeOutside } from './classes';
import { generatorManager } from './contexts';
import type { Evaluator } from './evaluator';
import type { Arguments } from './host';
import { isClassName } from './parts';
import type { Value } from './values';

/** A call of something outside the project, by its name. */
export function callOutside(
  evaluator: Evaluator,
  name: string,
  given: Arguments,
  node: SyntaxNode,
  isDecorator: boolean,
): Value {
  const native = evaluator.libraries.functionNamed(name);
  if (native !== undefined) {
    const value = native(evaluator, given, node);
    if (value !== undefined) return value;
  }
  const initialized = initializesBase(evaluator, name, given, node);
  if (initialized !== undefined) return initialized;
  const answer = evaluator.host.call?.({ name, arguments: given, node, isDecorator }, evaluator);
  if (answer !== undefined) return answer;
  if (!isHarmlessClass(name)) evaluator.mayRaise();
  if (mayChangeArguments(name)) {
    for (const argument of [...given.positional, ...given.named.values()]) {
      evaluator.escape(argument.value, node);
    }
  }
  return { kind: 'result', callee: name, arguments: given, origin: node };
}

/** `Base.__init__(self, …)`, as people wrote before there was `super()`. */
function initializesBase(
  evaluator: Evaluator,
  name: string,
  given: Arguments,
  node: SyntaxNode,
): Value | undefined {
  const [self, ...positional] = given.positional;
  if (!name.endsWith('.__init__') || self?.value.kind !== 'instance') return undefined;
  const base = name.slice(0, -'.__init__'.length);
  return initializeOutside(evaluator, self.value, base, { ...given, positional }, node);
}

/** Making an exception does not raise it, and the classes of the standard library just make objects. */
function isHarmlessClass(name: string): boolean {
  const short = name.startsWith('builtins.') ? name.slice('builtins.'.length) : undefined;
  if (short !== undefined) return builtinException(short) !== undefined;
  return isStandardLibrary(name) && (isClassName(name) || harmless.has(name));
}

const harmless: ReadonlySet<string> = new Set([
  generatorManager,
  'contextlib.nullcontext',
  'contextlib.suppress',
  'logging.getLogger',
  'os.getenv',
  'os.environ.get',
]);

/**
 * Whether an outside function may change the lists and dictionaries that it is given. The standard
 * library says where it does, and a class keeps what its constructor is given as it is.
 */
function mayChangeArguments(name: string): boolean {
  if (name.startsWith('builtins.')) return changing.has(name);
  if (/(^|\.)[A-Z]\w*$/.test(name)) return false;
  return !isStandardLibrary(name) || changing.has(name);
}

const changing: ReadonlySet<string> = new Set([
  'builtins.exec',
  'builtins.eval',
  'builtins.setattr',
  'builtins.delattr',
  'builtins.next',
  'bisect.insort',
  'heapq.heapify',
  'heapq.heappop',
  'heapq.heappush',
  'random.shuffle',
  'operator.setitem',
  'operator.delitem',
  'operator.iadd',
]);
