// Tasks that may fail because another one has: they look at its state, or raise by themselves.

import { isAirflowPackage } from '../../knowledge/airflow-objects';
import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { LoadedTask } from './graph/types';

/**
 * Whether a task may turn the failure of another task into one of its own, as a last task does that
 * looks at the states of the run. True also where the code that it runs is not known.
 */
export function mayReportFailures(model: FileModel, task: LoadedTask): boolean {
  const { callable, operator, operatorClass } = task;
  if (!isAirflowPackage(operator)) return true;
  if (operatorClass !== undefined) return mayRaise(model, operatorClass);
  if (callable !== undefined) return mayRaise(model, callable);
  if (runsUnknownCode.test(operator)) return true;
  return commandArguments.some((name) => mayFailByCommand(task, name));
}

const runsUnknownCode = /^airflow\.(?:task\b|\w*Python\w*Operator$)/;

const commandArguments = ['bash_command', 'command'] as const;

/** A shell command can end with any code, and be told the states of other tasks by a template. */
function mayFailByCommand(task: LoadedTask, name: string): boolean {
  const given = task.effective(name);
  if (given === 'unset') return false;
  if (given === 'unknown' || given.value.type !== 'string') return true;
  return /\bexit\b|\bfalse\b|\{\{|\{%/.test(given.value.value);
}

/** Methods of DAG runs and task instances that tell or set how a task has ended. */
const stateMethods: ReadonlySet<string> = new Set([
  'get_dagrun',
  'get_dag_run',
  'get_failed_task_instances',
  'get_task_instance',
  'get_task_instances',
  'get_task_states',
  'set_dag_run_state_to_failed',
  'set_state',
]);

/** Whether code, or a function of the file that it calls, raises by itself or looks at states. */
function mayRaise(model: FileModel, start: SyntaxNode): boolean {
  const seen = new Set<SyntaxNode>();
  const waiting = [start];
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    if (seen.has(code)) continue;
    seen.add(code);
    // What is written in other files is not followed here.
    if (code.tree !== model.tree) return true;
    for (const node of descendants(code)) {
      if (node.kind === 'raise_statement' && !raisesSkip(model, node)) return true;
      if (node.kind === 'attribute' && stateMethods.has(node.child('attribute')?.text ?? '')) {
        return true;
      }
      if (node.kind === 'call' && leavesByExit(model, node)) return true;
      if (node.kind === 'function_definition') waiting.push(...model.callGraph.calledBy(node));
    }
    waiting.push(...model.callGraph.calledBy(code));
  }
  return false;
}

function raisesSkip(model: FileModel, statement: SyntaxNode): boolean {
  const raised = statement.parts[0];
  const type = raised?.kind === 'call' ? raised.child('function') : raised;
  return model.names.qualifiedName(type) === 'airflow.AirflowSkipException';
}

function leavesByExit(model: FileModel, call: SyntaxNode): boolean {
  const name = model.names.calleeName(call);
  return name === 'sys.exit' || name === 'builtins.exit' || name === 'os._exit';
}
