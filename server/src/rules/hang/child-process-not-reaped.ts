// A process or thread that is not ended when the code around it raises works on as an orphan.

import { importedModule } from '../../fixes/imports';
import { indentationAt, indentUnit } from '../../fixes/indentation';
import { setKeywordArguments } from '../../fixes/keyword-argument';
import { wrapStatements } from '../../fixes/wrap';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import type { FileModel } from '../../semantic/file-model';
import { type DeafChildren, deafChildren } from '../../semantic/flow/deaf-children';
import {
  guardedRun,
  type StartedWorker,
  startedWorkers,
  unguardedStatement,
} from '../../semantic/workers';
import { argumentValue, calleeAnchor, hasSplat } from '../../syntax/calls';
import { firstLineOf } from '../../syntax/excerpt';
import { enclosingFunction, statementOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { lineBreakOf } from '../../text/lines';
import type { Fix, Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'child-process-not-reaped',
  group: 'hang',
  summary: 'A process or thread that is not ended on every path',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
  yieldsTo: ['context-manager-without-finally'],
};

const messages = {
  never: (what: string) =>
    `This ${what} is started and never ended or waited for: it outlives the task as an orphan, and ` +
    'in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.',
  onError: (what: string, statement: string) =>
    `When \`${statement}\` raises, this ${what} is not ended: it outlives the failed task as an ` +
    'orphan, and in Airflow 3 the task can show "running" long after. End it in a `finally`.',
  cutOff: (what: string) =>
    `Nobody waits for ${what}: Airflow ends the process of the task when its function has ` +
    'returned, so that the work is cut off and the task a success all the same. Wait for it.',
  waitedForAtExit: (what: string, statement: string) =>
    `When \`${statement}\` raises, nothing ends ${what}: an interpreter that runs this task alone, ` +
    'as `dag.test()` does, waits for it at its exit and may never end. End it in a `finally`.',
  deafProcess:
    'In Airflow 3 a forked child ignores the SIGTERM of `terminate()`, so that this `join()` waits ' +
    'for ever. Join with a timeout, then `kill()`.',
  deafPool:
    'In Airflow 3 the workers of this pool ignore the SIGTERM by which it is ended: with a worker ' +
    'still at work, as after any error, the task hangs here for good. Give the pool ' +
    '`initializer=signal.signal, initargs=(signal.SIGTERM, signal.SIG_DFL)`.',
  fixOnError: 'End it in try/finally',
  fixJoin: 'Join with a timeout, then kill',
  fixPool: 'Let the workers end by SIGTERM',
};

const nouns: Readonly<Record<StartedWorker['fact']['kind'], string>> = {
  process: 'process',
  popen: 'process',
  pool: 'pool',
  processes: 'executor',
  thread: 'this thread',
  threads: 'the threads of this executor',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  for (const worker of startedWorkers(model)) {
    if (!model.runsOutsideParsing(worker.start)) continue;
    const problem = problemOf(model, worker);
    if (problem !== undefined) yield problem;
  }
  const severity = severityOfIgnoredTerm(airflowVersion);
  if (severity === undefined) return;
  for (const children of deafChildren(model)) {
    const { kind, wait } = children;
    if (!model.runsOutsideParsing(wait)) continue;
    yield {
      message: kind === 'pool' ? messages.deafPool : messages.deafProcess,
      node: calleeAnchor(wait),
      severity,
      fixes: deafnessFix(model, children),
    };
  }
}

function deafnessFix(model: FileModel, { creation, kind, wait }: DeafChildren): Fix[] {
  if (kind === 'process') {
    return [{ title: messages.fixJoin, safety: 'unsafe', edits: boundedJoin(model, wait) }];
  }
  // An initializer that is there has to be changed where it is written.
  const isFree =
    creation !== undefined &&
    !hasSplat(creation) &&
    argumentValue(creation, 'initializer', 1) === undefined;
  if (!isFree) return [];
  const { edits, expression } = importedModule(model, 'signal', creation);
  const added = setKeywordArguments(model, creation, [
    ['initializer', `${expression}.signal`],
    ['initargs', `(${expression}.SIGTERM, ${expression}.SIG_DFL)`],
  ]);
  return [{ title: messages.fixPool, safety: 'unsafe', edits: [...edits, ...added] }];
}

function problemOf(model: FileModel, worker: StartedWorker): Problem | undefined {
  const node = worker.creation.child('function') ?? worker.creation;
  const subject = enclosingFunction(worker.creation) ?? worker.creation;
  const what = nouns[worker.fact.kind];
  const isThread = worker.fact.kind === 'thread' || worker.fact.kind === 'threads';
  if (worker.endings.length === 0) {
    const message = isThread ? messages.cutOff(what) : messages.never(what);
    return { message, node, subject };
  }
  const unguarded = unguardedStatement(model, worker);
  if (unguarded === undefined) return undefined;
  const fix = fixOf(model, worker);
  return {
    message: isThread
      ? messages.waitedForAtExit(what, firstLineOf(unguarded))
      : messages.onError(what, firstLineOf(unguarded)),
    node,
    severity: isThread ? 'information' : meta.severity,
    subject,
    related: [{ place: unguarded, message: 'An exception here leaves it running' }],
    fixes: fix === undefined ? [] : [fix],
  };
}

function fixOf(model: FileModel, worker: StartedWorker): Fix | undefined {
  const run = guardedRun(worker);
  const [first, last] = [run[0], run.at(-1)];
  const name = worker.name?.name;
  if (first === undefined || last === undefined || name === undefined) return undefined;
  if (worker.fact.kind === 'process') {
    const after = ['finally:', ...endProcess(name).map((line) => `{indent}${line}`)];
    const edits = wrapStatements(model, first, last, { before: ['try:'], after });
    return { title: messages.fixOnError, safety: 'unsafe', edits };
  }
  if (worker.fact.kind !== 'popen') return undefined;
  const subprocess = importedModule(model, 'subprocess', worker.creation);
  const lines = endPopen(name, subprocess.expression);
  const after = ['finally:', ...lines.map((line) => `{indent}${line}`)];
  const edits = [
    ...subprocess.edits,
    ...wrapStatements(model, first, last, { before: ['try:'], after }),
  ];
  return { title: messages.fixOnError, safety: 'unsafe', edits };
}

function endProcess(name: string): string[] {
  return [
    `if ${name}.is_alive():`,
    `{indent}${name}.terminate()`,
    `{indent}${name}.join(5)`,
    `{indent}if ${name}.is_alive():`,
    `{indent}{indent}${name}.kill()`,
    `{indent}{indent}${name}.join()`,
  ];
}

function endPopen(name: string, subprocess: string): string[] {
  return [
    `if ${name}.poll() is None:`,
    `{indent}${name}.terminate()`,
    '{indent}try:',
    `{indent}{indent}${name}.wait(timeout=5)`,
    `{indent}except ${subprocess}.TimeoutExpired:`,
    `{indent}{indent}${name}.kill()`,
    `{indent}{indent}${name}.wait(timeout=5)`,
  ];
}

function boundedJoin(model: FileModel, join: SyntaxNode) {
  const statement = statementOf(join) ?? join;
  const owner = join.child('function')?.child('object')?.text ?? '';
  const lineBreak = lineBreakOf(model.text) + indentationAt(model, statement);
  const unit = indentUnit(model);
  const text = [
    `${owner}.join(5)`,
    `if ${owner}.is_alive():`,
    `${unit}${owner}.kill()`,
    `${unit}${owner}.join()`,
  ].join(lineBreak);
  return [{ start: statement.start, end: statement.end, text }];
}

/** Seen in 3.3.2 and not in 2.10.5 (`sdk/execution_time/task_runner.py`, `_on_term`). */
function severityOfIgnoredTerm(airflowVersion: string | undefined): Severity | undefined {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (version === undefined) return 'information';
  return version.major >= 3 ? 'warning' : undefined;
}

export const childProcessNotReaped: Rule = { meta, check };
