import type { Problem, Rule, RuleContext } from '../rules/rule';
import type { Notice } from './finding';

/** What a rule had to say when it was asked. */
export interface Said {
  readonly rule: Rule;
  readonly problems: readonly Problem[];
  /** Undefined where nothing went wrong. */
  readonly notice: Notice | undefined;
  /** Whether it holds for this day only. */
  readonly isOfToday: boolean;
}

/** Asks a rule. Total: of one that throws, what it said until then counts. */
export function askRule(rule: Rule, context: RuleContext): Said {
  const problems: Problem[] = [];
  let isOfToday = false;
  const { airflowVersion, model } = context;
  const noting = {
    model,
    airflowVersion,
    get now() {
      isOfToday = true;
      return context.now;
    },
  };
  const notice = attemptFor(rule, () => {
    for (const problem of rule.check(noting)) problems.push(problem);
  });
  return { rule, problems, notice, isOfToday };
}

/** Does something for a rule. Total: @returns what went wrong, where something did. */
export function attemptFor(rule: Rule, act: () => void): Notice | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return { rule: rule.meta.id, message: describe(error) };
  }
}

/**
 * What is counted up to the present is counted up to this day's midnight (UTC), so that the same files
 * have the same findings all day long.
 */
export function startOfToday(): Date {
  return new Date(new Date().setUTCHours(0, 0, 0, 0));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
