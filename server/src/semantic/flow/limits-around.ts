import {
  alarms,
  limitingCalls,
  limitingContexts,
  limitingDecorators,
} from '../../knowledge/blocking-calls';
import { argumentValue, positionalValue } from '../../syntax/calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import { callsOfCode, codeAround } from '../code-around';
import type { Constants } from '../constants';
import { withItems } from '../dag/contexts';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import { isAlarmSetBefore } from './alarms';

interface AroundSources {
  readonly tree: SyntaxTree;
  readonly names: Names;
  readonly constants: Constants;
  /** True for a value such as `None`, by which a library is told to wait without limit. */
  readonly isNoLimit: (value: SyntaxNode) => boolean;
}

/** Knows the time limits that stand around calls, in the same function. */
export class LimitsAround {
  constructor(private readonly sources: AroundSources) {}

  /** A `with timeout(...)`, `asyncio.wait_for(...)`, decorator or alarm around the call. */
  isAround(call: SyntaxNode): boolean {
    const { isNoLimit, names } = this.sources;
    for (const above of ancestors(call)) {
      if (above.kind === 'with_statement' && this.#hasLimitingContext(above)) return true;
      if (above.kind === 'call' && limitingCalls.has(names.calleeName(above) ?? '')) {
        const limit = argumentValue(above, 'timeout', 1);
        return limit !== undefined && !isNoLimit(limit);
      }
      if (above.kind !== 'function_definition') continue;
      const isLimitedFunction = decoratorsOf(above, names).some(
        ({ name }) => name !== undefined && limitingDecorators.has(name),
      );
      return isLimitedFunction || this.#hasAlarmBefore(call);
    }
    return false;
  }

  #hasLimitingContext(statement: SyntaxNode): boolean {
    const { isNoLimit, names } = this.sources;
    return withItems(statement).some((item) => {
      if (item.kind !== 'call' || !limitingContexts.has(names.calleeName(item) ?? '')) return false;
      const given = positionalValue(item, 0);
      return given === undefined || !isNoLimit(given);
    });
  }

  #hasAlarmBefore(call: SyntaxNode): boolean {
    const { constants, names, tree } = this.sources;
    if (call.tree !== tree) return false;
    const set = this.#alarmsIn(codeAround(call));
    return isAlarmSetBefore(call, set, names, constants);
  }

  /** The calls that set alarms in the code of a function or module. */
  readonly #alarmsIn = onceEach((code: SyntaxNode) =>
    callsOfCode(code).filter((call) => alarms.includes(this.sources.names.calleeName(call) ?? '')),
  );
}
