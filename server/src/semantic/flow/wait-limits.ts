import { type BlockingFact, sharedLimits, timeoutObject } from '../../knowledge/blocking-calls';
import type { ArgumentCondition, LimitArgument } from '../../knowledge/limit-arguments';
import { argumentValue, hasSplat, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import { once, rememberedBy } from '../../text/remembered';
import type { Constants } from '../constants';
import type { Names } from '../names';
import { assignmentsToEntry, callsNamed, callsOfMethod } from '../tree-index';
import type { Values } from '../values';
import { creationsOf, objectsAt } from './creations';
import { LimitsAround } from './limits-around';
import { WrappedSessions, wrappedSession } from './wrapped-sessions';

/** Says what ends the wait of calls that can block. */
export class WaitLimits {
  readonly #sessions: WrappedSessions;
  readonly #around: LimitsAround;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly values: Values,
    /** What other files do that limits waits of the whole process. */
    private readonly limitsElsewhere: () => readonly string[],
  ) {
    this.#sessions = new WrappedSessions(names, values);
    const isNoLimit = (value: SyntaxNode) => this.isNoLimit(value);
    this.#around = new LimitsAround({ tree, names, constants, isNoLimit });
  }

  /** False where the arguments make the call return at once. */
  waits(call: SyntaxNode, fact: BlockingFact): boolean {
    const { name, position } = fact.waitsOnlyWith ?? { name: undefined, position: undefined };
    if (name !== undefined && argumentValue(call, name, position) === undefined) return false;
    if (
      fact.waitsOnlyWithOwner !== undefined &&
      !this.#isOwnerSized(call, fact.waitsOnlyWithOwner)
    ) {
      return false;
    }
    if (fact.address !== undefined && this.#isRefused(call, fact.address)) return false;
    return !fact.withoutWaiting.some((condition) => this.isMet(call, condition));
  }

  /**
   * True for a URL of another scheme than HTTP, for which requests raises `InvalidSchema` before it
   * connects (`get_adapter` in requests/sessions.py 2.32).
   */
  #isRefused(call: SyntaxNode, { name, position }: LimitArgument): boolean {
    const url = this.constants.value(argumentValue(call, name, position));
    return url?.type === 'string' && /^(?!\s*http)[^:]*:/i.test(url.value);
  }

  /** True where the object was made with an argument (`maxsize`) that is seen to be more than zero. */
  #isOwnerSized(call: SyntaxNode, { name, position }: LimitArgument): boolean {
    const creations = creationsOf(this.names, this.values, call.child('function')?.child('object'));
    return (
      creations?.some((creation) => {
        const size = this.constants.value(argumentValue(creation, name, position));
        return size?.type === 'number' && size.value > 0;
      }) === true
    );
  }

  isLimited(call: SyntaxNode, fact: BlockingFact): boolean {
    const own = this.#meansDefault(call, fact) ? undefined : this.limitIn(call, fact.limits);
    if (own !== undefined) return own || this.isLimitedAround(call);
    const owner = this.#limitOfOwner(call, fact);
    if (owner !== undefined) return owner || this.isLimitedAround(call);
    if (fact.isLimitedByDefault) return true;
    if (fact.sharedLimit !== undefined && this.hasSharedLimit(fact.sharedLimit, call)) return true;
    return this.isLimitedAround(call);
  }

  /** True where the argument is the number (-1) by which a library names its own limit. */
  #meansDefault(call: SyntaxNode, { limits, meansDefault }: BlockingFact): boolean {
    if (meansDefault === undefined) return false;
    return limits.some(({ name, position }) => {
      const value = this.constants.value(argumentValue(call, name, position));
      return value?.type === 'number' && value.value === meansDefault;
    });
  }

  /** True for a value that means "no limit": `None`, -1, `(5, None)`, `ClientTimeout(total=None)`. */
  isNoLimit(value: SyntaxNode): boolean {
    const inner = withoutParentheses(value);
    if (inner.kind === 'tuple') {
      const last = inner.parts.at(-1);
      return last !== undefined && this.isNoLimit(last);
    }
    const constant = this.constants.value(inner);
    if (constant !== undefined) {
      return constant.type === 'none' || (constant.type === 'number' && constant.value < 0);
    }
    if (this.#isLeftAtNone(inner)) return true;
    const written = inner.kind === 'identifier' ? this.names.singleValue(inner) : inner;
    const object =
      written?.kind === 'call' ? timeoutObject(this.names.calleeName(written) ?? '') : undefined;
    if (written === undefined || object === undefined) return false;
    const { decisive, limits } = object;
    const decided = decisive === undefined ? undefined : keywordValue(written, decisive);
    return decided === undefined ? this.limitIn(written, limits) !== true : this.isNoLimit(decided);
  }

  /** `timeout` of `def fetch(url, timeout=None)`, which no call of `fetch` gives another value. */
  #isLeftAtNone(name: SyntaxNode): boolean {
    if (name.kind !== 'identifier') return false;
    const values = this.values.of(name);
    return values.length > 0 && values.every((value) => value.kind === 'none');
  }

  /** True where an argument limits, false where one lifts the limit, undefined where none is given. */
  limitIn(call: SyntaxNode, limits: readonly LimitArgument[]): boolean | undefined {
    let isLifted = false;
    for (const { name, position, key } of limits) {
      const given = argumentValue(call, name, position);
      const value = key === undefined ? given : this.entry(given, key);
      if (value === undefined) continue;
      if (value === 'unknown' || !this.isNoLimit(value)) return true;
      isLifted = true;
    }
    if (isLifted) return false;
    // What is spread into the call may hold the limit.
    return limits.length > 0 && hasSplat(call) ? true : undefined;
  }

  /** What a dictionary says at a key; `unknown` where it cannot be read. */
  entry(dictionary: SyntaxNode | undefined, key: string): SyntaxNode | 'unknown' | undefined {
    if (dictionary === undefined) return undefined;
    const inner = withoutParentheses(dictionary);
    if (inner.kind === 'identifier' && this.#isFilledLater(inner, key)) return 'unknown';
    const written = inner.kind === 'identifier' ? this.names.singleValue(inner) : inner;
    if (written?.kind === 'none') return undefined;
    if (written?.kind === 'call' && this.names.calleeName(written) === 'builtins.dict') {
      return keywordValue(written, key) ?? (hasSplat(written) ? 'unknown' : undefined);
    }
    if (written?.kind !== 'dictionary') return 'unknown';
    if (written.parts.some((part) => part.kind !== 'pair')) return 'unknown';
    const pair = written.parts.find((part) => {
      const name = part.child('key');
      return name !== undefined && stringValue(name) === key;
    });
    return pair?.child('value');
  }

  /** `options["timeout"] = 10`, `options.update(…)` */
  #isFilledLater(name: SyntaxNode, key: string): boolean {
    return (
      this.#updatedNames().has(name.text) ||
      assignmentsToEntry(this.tree, name.text).some((assignment) => {
        const written = assignment.child('left')?.child('subscript');
        const entry = written === undefined ? undefined : stringValue(written);
        return entry === undefined || entry === key;
      })
    );
  }

  readonly #updatedNames = once(() => {
    const calls = ['setdefault', 'update'].flatMap((method) => callsOfMethod(this.tree, method));
    const objects = calls.map((call) => call.child('function')?.child('object'));
    return new Set(
      objects.map((object) => (object?.kind === 'identifier' ? object.text : undefined)),
    );
  });

  /** True where an argument of a call has a value. */
  isMet(call: SyntaxNode, condition: ArgumentCondition): boolean {
    const value = argumentValue(call, condition.name, condition.position);
    if (value === undefined) return false;
    if (condition.value === undefined) return true;
    if (condition.value !== 'True' && condition.value !== 'False') {
      return this.names.qualifiedName(value)?.endsWith(`.${condition.value}`) === true;
    }
    const constant = this.constants.value(value);
    return constant?.type === 'boolean' && constant.value === (condition.value === 'True');
  }

  /** What the constructor of the object, or a method called on it, says of the limit. */
  #limitOfOwner(call: SyntaxNode, fact: BlockingFact): boolean | undefined {
    const callee = call.child('function');
    const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
    if (object === undefined) return undefined;
    const creations = creationsOf(this.names, this.values, object);
    if (isRequestsSession(fact) && this.#isWrappedSession(object, creations)) return true;
    if (fact.ownerSetters.length > 0 && this.#isSetLater(object, creations, fact.ownerSetters)) {
      return true;
    }
    if (fact.ownerLimits.length === 0 || creations === undefined) return undefined;
    const said = creations.map((creation) => this.limitIn(creation, fact.ownerLimits));
    return said.every((limit) => limit === said[0]) ? said[0] : said.includes(true);
  }

  #isSetLater(
    object: SyntaxNode,
    creations: readonly SyntaxNode[] | undefined,
    setters: readonly string[],
  ): boolean {
    return this.#treesOf(object, creations).some((tree) =>
      setters.some((setter) => this.#setLater(tree, setter)(object, creations)),
    );
  }

  readonly #setLater = rememberedBy((tree: SyntaxTree, setter: string) => {
    const places = callsOfMethod(tree, setter).filter(
      (place) => !argumentIsNone(positionalValue(place, 0), this),
    );
    return objectsAt(this.names, this.values, places);
  });

  #isWrappedSession(object: SyntaxNode, creations: readonly SyntaxNode[] | undefined): boolean {
    const mayBeWrapped = creations === undefined && this.limitsElsewhere().includes(wrappedSession);
    const trees = this.#treesOf(object, creations);
    return mayBeWrapped || this.#sessions.isWrapped(object, creations, trees);
  }

  /** The files in which something can be done to an object: where it is made, and where it is used. */
  #treesOf(object: SyntaxNode, creations: readonly SyntaxNode[] | undefined): SyntaxTree[] {
    return [...new Set([this.tree, object.tree, ...(creations ?? []).map(({ tree }) => tree)])];
  }

  /** What the file does that limits waits of the whole process, by its name. */
  processLimits(): readonly string[] {
    const setters = [...sharedLimits].filter((setter) => this.#callsSetter(this.tree, setter));
    return this.#sessions.areWrappedIn(this.tree) ? [...setters, wrappedSession] : setters;
  }

  /** True where a file that leads to a call sets the limit of every such call of the process. */
  hasSharedLimit(setter: string, at: SyntaxNode): boolean {
    if (this.limitsElsewhere().includes(setter)) return true;
    const trees = new Set([this.tree, at.tree]);
    return [...trees].some((tree) => this.#callsSetter(tree, setter));
  }

  readonly #callsSetter = rememberedBy((tree: SyntaxTree, setter: string) => {
    const method = setter.slice(setter.lastIndexOf('.') + 1);
    return callsNamed(tree, method).some(
      (call) =>
        this.names.calleeName(call) === setter && !argumentIsNone(positionalValue(call, 0), this),
    );
  });

  /** True where something around the call ends it, whatever its own arguments say. */
  isLimitedAround(call: SyntaxNode): boolean {
    return this.#around.isAround(call);
  }
}

function argumentIsNone(value: SyntaxNode | undefined, limits: WaitLimits): boolean {
  return value === undefined || limits.isNoLimit(value);
}

function isRequestsSession(fact: BlockingFact): boolean {
  return fact.library === 'requests' || fact.library === 'google-auth';
}
