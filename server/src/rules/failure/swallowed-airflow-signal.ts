// A broad handler that eats a skip or a failure which the task itself has raised for Airflow.

import { importedName } from '../../fixes/imports';
import { reraiseBefore } from '../../fixes/narrow-handler';
import { logAndReraise } from '../../fixes/reraise';
import type { AirflowSignal } from '../../knowledge/airflow-exceptions';
import type { FileModel } from '../../semantic/file-model';
import {
  type Handler,
  handlersOf,
  headOf,
  isSwallowing,
  suppressorsOf,
} from '../../semantic/flow/handlers';
import { type LostSignal, lostSignals } from '../../semantic/flow/lost-signals';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'swallowed-airflow-signal',
  group: 'failure',
  summary: 'A broad handler that catches the skip or the final failure which the task raises',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  swallowed: (head: string, names: string, harm: string, advice: string) =>
    `\`${head}\` also catches the ${names} that this block raises, and does not raise it again: ` +
    `${harm}. ${advice}`,
  replaced: (head: string, names: string, harm: string, advice: string) =>
    `\`${head}\` also catches the ${names} that this block raises, and raises something else: ` +
    `${harm}. ${advice}`,
  harm: {
    skip: 'the task goes on instead of being skipped, and can end as a success',
    fail: 'the task goes on instead of failing for good, and can end as a success',
    reschedule: 'the sensor goes on instead of being asked again later',
    defer: 'the task goes on instead of being deferred',
  },
  replacedHarm: {
    skip: 'the task fails instead of being skipped',
    fail: 'the task is tried again instead of failing for good',
    reschedule: 'the sensor fails instead of being asked again later',
    defer: 'the task fails instead of being deferred',
  },
  advice: (list: string) => `Put \`except ${list}: raise\` before it.`,
  narrower: 'Suppress only the exceptions that you expect.',
  raisedHere: 'This is what it catches.',
  fix: {
    before: (list: string) => `Raise ${list} again`,
    both: (list: string) => `Raise ${list} again; log other failures and raise them, too`,
  },
} satisfies Record<string, unknown> & {
  readonly harm: Record<AirflowSignal, string>;
  readonly replacedHarm: Record<AirflowSignal, string>;
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const handler of [...handlersOf(model), ...suppressorsOf(model)]) {
    if (!model.runsInTask(handler.clause)) continue;
    const signals = lostSignals(model, handler).filter((signal) =>
      doesHarm(model, handler, signal),
    );
    const [first] = signals;
    if (first !== undefined) yield problemAt(model, handler, first, signals);
  }
}

function problemAt(
  model: FileModel,
  handler: Handler,
  first: LostSignal,
  signals: readonly LostSignal[],
): Problem {
  const isClause = handler.clause.kind === 'except_clause';
  const range = isClause ? headOf(handler.clause) : handler.clause;
  const head = model.text.slice(range.start, range.end);
  const list = listOf(namesOf(signals));
  const names = namesOf(signals)
    .map((name) => `\`${name}\``)
    .join(' and ');
  const harm = (first.isReplaced ? messages.replacedHarm : messages.harm)[first.signal];
  const advice = isClause ? messages.advice(list) : messages.narrower;
  const message = first.isReplaced ? messages.replaced : messages.swallowed;
  return {
    message: message(head, names, harm, advice),
    node: handler.clause,
    range,
    related: signals.map(({ place }) => ({ place, message: messages.raisedHere })),
    fixes: isClause ? fixesFor(model, handler, namesOf(signals)) : [],
  };
}

/** A failure for good that becomes another failure matters only where the task would be retried. */
function doesHarm(model: FileModel, { clause }: Handler, signal: LostSignal): boolean {
  if (signal.signal !== 'fail' || !signal.isReplaced) return true;
  return model.reach(clause).tasks.some((task) => {
    const retries = model.tasks.effectiveArgument(task, 'retries')?.value;
    const value = model.constants.value(retries);
    return value?.type === 'number' && value.value > 0;
  });
}

/** The bare names of the signals' classes, each once. */
function namesOf(signals: readonly LostSignal[]): string[] {
  const names = signals.map(({ exception }) => exception.slice(exception.lastIndexOf('.') + 1));
  return [...new Set(names)];
}

function listOf(names: readonly string[]): string {
  return names.length === 1 ? names.join('') : `(${names.join(', ')})`;
}

function fixesFor(model: FileModel, handler: Handler, names: readonly string[]): Fix[] {
  const types = names.map((name) =>
    isImported(model, name)
      ? { expression: name, edits: [] }
      : importedName(model, 'airflow.exceptions', name, handler.clause),
  );
  const list = listOf(types.map(({ expression }) => expression));
  const edits: TextEdit[] = [
    ...types.flatMap((type) => type.edits),
    ...reraiseBefore(model, handler, list),
  ];
  if (!isSwallowing(model, handler)) {
    return [{ title: messages.fix.before(list), safety: 'unsafe', edits }];
  }
  // A handler that would still hide every other failure is made to raise as well.
  edits.push(...logAndReraise(model, handler));
  return [{ title: messages.fix.both(list), safety: 'unsafe', edits }];
}

/** True where the file imports the class by its name, from whichever module of Airflow. */
function isImported(model: FileModel, name: string): boolean {
  const bindings = model.scopes.module.bindings.get(name) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(
      ({ imported, kind }) => kind === 'import' && imported?.endsWith(`.${name}`) === true,
    )
  );
}

export const swallowedAirflowSignal: Rule = { meta, check };
