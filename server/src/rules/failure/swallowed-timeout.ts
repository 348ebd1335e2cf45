// A handler that catches the exception by which a task is stopped keeps the task running.

import { importedName } from '../../fixes/imports';
import { catchExceptionOnly, reraiseBefore } from '../../fixes/narrow-handler';
import { logAndReraise } from '../../fixes/reraise';
import { withItems } from '../../semantic/dag/contexts';
import type { FileModel } from '../../semantic/file-model';
import { runsInThreads } from '../../semantic/flow/background';
import { isInTidyingCode } from '../../semantic/flow/handler-purpose';
import {
  alwaysRaises,
  caughtClasses,
  type Handler,
  handlersOf,
  headOf,
  isSwallowing,
  keepsException,
  suppressorsOf,
} from '../../semantic/flow/handlers';
import { type SignalUse, signalUses } from '../../semantic/flow/signals';
import { hasNoExecutionTimeout } from '../../semantic/flow/time-limits';
import {
  includesTimeout,
  isFirstToCatch,
  type LongWork,
  longWorkIn,
  mayRaiseTimeoutAgain,
  type SwallowedSignal,
  swallowedSignal,
  taskTimeout,
  timeoutIsException,
} from '../../semantic/flow/timeout-handlers';
import { argumentNodes } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, RelatedPlace, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'swallowed-timeout',
  group: 'failure',
  summary: 'A handler that catches the exception by which Airflow stops a task',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

const messages = {
  timeout: (head: string, around: string, advice: string) =>
    `\`${head}\` around ${around} also catches \`AirflowTaskTimeout\`, by which \`execution_timeout\` ` +
    `ends a task: the timeout is swallowed and the task runs on, or ends as a success. ${advice}`,
  later: (head: string, around: string, advice: string) =>
    `\`${head}\` around ${around} also catches \`AirflowTaskTimeout\`: once this task is given an ` +
    `\`execution_timeout\`, the timeout is swallowed and the task runs on, or ends as a success. ${advice}`,
  itself: (head: string, around: string) =>
    `\`${head}\` around ${around} catches the exception by which \`execution_timeout\` ends a task ` +
    'and does not raise it again: the task runs on, or ends as a success.',
  parsing: (head: string, around: string, advice: string) =>
    `\`${head}\` around ${around} also catches \`AirflowTaskTimeout\`, by which Airflow ends the ` +
    `import of a DAG file that takes too long: the import hangs on. ${advice}`,
  context: (item: string, around: string) =>
    `\`${item}\` around ${around} swallows every exception of its body, also \`AirflowTaskTimeout\`, by ` +
    'which `execution_timeout` ends a task: the task runs on, or ends as a success. Let it swallow ' +
    '`Exception` at most.',
  signal: (head: string, exception: string) =>
    `\`${head}\` swallows the \`${exception}\` that this task's signal handler raises, so the loop ` +
    'that it should end goes on. Raise it again in a handler of its own, or catch only what you expect.',
  narrow: (version: string | undefined) =>
    `Catch \`Exception\` instead, which lets it pass ${version === undefined ? 'from Airflow 2.8.2 on' : `in Airflow ${version}`}, or raise it again.`,
  reraise: (version: string | undefined) =>
    `In Airflow ${version ?? 'before 2.8.2'} it is an \`Exception\`: raise it again before this handler.`,
  call: (name: string) => `\`${name}()\``,
  loop: 'a loop',
  setHere: 'The signal handler is set here.',
  fix: {
    log: 'Log the exception and raise it again',
    narrow: 'Catch Exception, which leaves the timeout alone',
    before: (type: string) => `Raise ${type} again`,
  },
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const signals = signalUses(model);
  for (const handler of handlersOf(model)) {
    if (alwaysRaises(model, handler) || keepsException(model, handler)) continue;
    if (mayRaiseTimeoutAgain(model, handler, airflowVersion)) continue;
    if (isInTidyingCode(model, handler.clause) || runsInThreads(model, handler.clause)) continue;
    yield* checkTimeout(model, handler, airflowVersion, signals);
  }
  yield* checkSuppressed(model, airflowVersion);
  yield* checkContexts(model, airflowVersion);
}

function* checkTimeout(
  model: FileModel,
  handler: Handler,
  version: string | undefined,
  signals: readonly SignalUse[],
): Generator<Problem> {
  const { clause, statement } = handler;
  const { phases } = model.reach(clause);
  const catches = (candidate: SyntaxNode) =>
    includesTimeout(model.exceptions.caughtBy(candidate), version);
  const range = headOf(clause);
  const head = model.text.slice(range.start, range.end);
  const isTask = phases.has('task') || phases.has('unknown');
  const work =
    (isTask || phases.has('parse')) && isFirstToCatch(handler, catches)
      ? longWorkIn(model, statement.child('body'), statement)
      : undefined;
  const isLater = !phases.has('parse') && hasNoExecutionTimeout(model, clause);
  // Until there is a timeout, a handler that hides every failure is the matter of `swallowed-exception`.
  if (work !== undefined && !(isLater && isSwallowing(model, handler))) {
    const message = isLater
      ? messages.later(head, workText(work), adviceFor(version))
      : timeoutMessage(model, handler, head, work, version);
    const severity = isLater ? 'information' : meta.severity;
    yield { message, node: clause, range, severity, fixes: timeoutFixes(model, handler, version) };
    return;
  }
  const signal = isTask ? swallowedSignal(model, handler, signals) : undefined;
  if (signal === undefined) return;
  yield {
    message: messages.signal(head, nameOf(signal)),
    node: clause,
    range,
    related: relatedTo(signal),
    fixes: signalFixes(model, handler, signal),
  };
}

function timeoutMessage(
  model: FileModel,
  { clause }: Handler,
  head: string,
  work: LongWork,
  version: string | undefined,
): string {
  const around = workText(work);
  const caught = model.exceptions.caughtBy(clause);
  if (caught.every((type) => type === `airflow.${taskTimeout}`)) {
    return messages.itself(head, around);
  }
  const { phases } = model.reach(clause);
  const isTask = phases.has('task') || phases.has('unknown');
  const advice = adviceFor(version);
  return isTask ? messages.timeout(head, around, advice) : messages.parsing(head, around, advice);
}

function adviceFor(version: string | undefined): string {
  return timeoutIsException(version) ? messages.reraise(version) : messages.narrow(version);
}

/** `with contextlib.suppress(BaseException):` */
function* checkSuppressed(model: FileModel, version: string | undefined): Generator<Problem> {
  for (const handler of suppressorsOf(model)) {
    const { clause: call, statement } = handler;
    if (!model.runsInTask(call) || isInTidyingCode(model, call)) continue;
    if (!includesTimeout(caughtClasses(model, call), version)) continue;
    const work = longWorkIn(model, statement.child('body'), statement);
    if (work === undefined) continue;
    const isLater = hasNoExecutionTimeout(model, call);
    if (isLater && isSwallowing(model, handler)) continue;
    const message = isLater ? messages.later : messages.timeout;
    yield {
      message: message(call.text, workText(work), adviceFor(version)),
      node: call,
      severity: isLater ? 'information' : meta.severity,
      fixes: suppressFixes(model, handler, version),
    };
  }
}

function workText(work: LongWork): string {
  return work.kind === 'call' ? messages.call(work.name) : messages.loop;
}

function timeoutFixes(model: FileModel, handler: Handler, version: string | undefined): Fix[] {
  // A handler that would still hide every failure is made to raise; one that acts is narrowed.
  if (isSwallowing(model, handler)) return [logFix(model, handler)];
  if (!timeoutIsException(version)) {
    const edits = catchExceptionOnly(handler.clause);
    return edits === undefined
      ? [logFix(model, handler)]
      : [{ title: messages.fix.narrow, safety: 'unsafe', edits }];
  }
  const type = importedName(model, 'airflow.exceptions', taskTimeout, handler.clause);
  const edits = [...type.edits, ...reraiseBefore(model, handler, type.expression)];
  return [{ title: messages.fix.before(taskTimeout), safety: 'unsafe', edits }];
}

function signalFixes(model: FileModel, handler: Handler, signal: SwallowedSignal): Fix[] {
  if (isSwallowing(model, handler)) return [logFix(model, handler)];
  const name = nameOf(signal);
  const edits = reraiseBefore(model, handler, name);
  return [{ title: messages.fix.before(name), safety: 'unsafe', edits }];
}

/** A context manager of the project that swallows what its body raises, the timeout too. */
function* checkContexts(model: FileModel, version: string | undefined): Generator<Problem> {
  for (const statement of model.nodes('with_statement')) {
    if (!model.runsInTask(statement) || isInTidyingCode(model, statement)) continue;
    if (hasNoExecutionTimeout(model, statement)) continue;
    for (const item of withItems(statement)) {
      const isOwn = model.names.qualifiedName(item.child('function') ?? item) === undefined;
      if (!isOwn || !includesTimeout(model.completions.suppressedByItem(item), version)) continue;
      const work = longWorkIn(model, statement.child('body'), statement);
      if (work === undefined) continue;
      const node = item.child('function') ?? item;
      yield { message: messages.context(node.text, workText(work)), node };
    }
  }
}

function suppressFixes(model: FileModel, handler: Handler, version: string | undefined): Fix[] {
  // Narrowed, it would still hide every failure.
  if (isSwallowing(model, handler)) return [];
  const call = handler.clause;
  const type = argumentNodes(call)[0];
  const isPlain = argumentNodes(call).length === 1 && type?.text === 'BaseException';
  if (!isPlain || type === undefined || timeoutIsException(version)) return [];
  const edits = [{ start: type.start, end: type.end, text: 'Exception' }];
  return [{ title: messages.fix.narrow, safety: 'unsafe', edits }];
}

function logFix(model: FileModel, handler: Handler): Fix {
  return { title: messages.fix.log, safety: 'unsafe', edits: logAndReraise(model, handler) };
}

function nameOf({ exception }: SwallowedSignal): string {
  return typeof exception === 'string' ? exception : (exception.child('name')?.text ?? '');
}

function relatedTo({ use }: SwallowedSignal): RelatedPlace[] {
  return [{ place: use.call, message: messages.setHere }];
}

export const swallowedTimeout: Rule = { meta, check };
