import { type AirflowVersion, compareAirflowVersions } from '../../knowledge/airflow-versions';
import { type OutsideWorkFact, outsideWorkFact } from '../../knowledge/outside-work';
import { keywordValue } from '../../syntax/calls';
import { descendants, nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { methodName } from '../clean-up';
import type { FileModel } from '../file-model';
import { runsQuickCommand } from '../shell/quick';
import type { Component } from './components';

/** Work that an operator of the project starts, and that lives on when its task is killed. */
export interface OutsideWork {
  readonly operator: Component;
  readonly call: SyntaxNode;
  readonly fact: OutsideWorkFact;
  /** True for a process that is not in the process group of the task. */
  readonly leadsGroup: boolean;
}

/** The first such call of each operator class that neither has nor inherits an `on_kill`. */
export function* unendedWork(
  model: FileModel,
  version: AirflowVersion | undefined,
): Generator<OutsideWork> {
  for (const operator of model.components) {
    if (operator.kind !== 'operator' && operator.kind !== 'sensor') continue;
    if (model.names.methodOf(operator.node, 'on_kill') !== undefined) continue;
    if (!hasKnownBases(model, operator.node)) continue;
    const work = firstWorkOf(model, operator, version);
    if (work !== undefined) yield work;
  }
}

/** Classes of Airflow whose `on_kill` does nothing. */
const plainBases: ReadonlySet<string> = new Set([
  'airflow.BaseOperator',
  'airflow.BaseSensorOperator',
  'airflow.LoggingMixin',
  'airflow.SkipMixin',
]);

/** False where a base class that is not seen may have an `on_kill`. */
function hasKnownBases(model: FileModel, definition: SyntaxNode, hops = 0): boolean {
  const bases = definition.child('superclasses')?.parts ?? [];
  return bases.every((base) => {
    if (base.kind === 'keyword_argument') return true;
    const name = model.names.qualifiedName(base);
    if (name !== undefined) return plainBases.has(name);
    const own = model.names.definition(base);
    return own?.kind === 'class_definition' && hops < 8 && hasKnownBases(model, own, hops + 1);
  });
}

function firstWorkOf(
  model: FileModel,
  operator: Component,
  version: AirflowVersion | undefined,
): OutsideWork | undefined {
  const nodes = [...descendants(operator.node)];
  for (const call of nodes) {
    if (call.kind !== 'call' || isSetUp(call)) continue;
    const name = model.names.calleeName(call);
    const fact = name === undefined ? undefined : outsideWorkFact(name);
    if (fact === undefined) continue;
    const leadsGroup = fact.kind === 'session' || startsSession(model, call);
    const work = { operator, call, fact, leadsGroup };
    if (fact.kind === 'job') {
      // What is only started, and left to a sensor, has no one to kill.
      if (nodes.some((node) => waits(node, call))) return work;
    } else if (!isQuestion(model, work) && livesOn(nodes, leadsGroup, version)) {
      return work;
    }
  }
  return undefined;
}

/** What a sensor runs to ask for a state, and a command like `mkdir`, ends by itself. */
function isQuestion(model: FileModel, { call, operator }: OutsideWork): boolean {
  if (operator.kind === 'sensor') return true;
  const waiting = model.blocking.of(call);
  return waiting !== undefined && runsQuickCommand(model, waiting);
}

/** The constructor runs when the file is loaded. */
function isSetUp(call: SyntaxNode): boolean {
  return nearestAncestor(call, 'function_definition')?.child('name')?.text === '__init__';
}

function startsSession(model: FileModel, call: SyntaxNode): boolean {
  const session = keywordValue(call, 'start_new_session');
  if (session !== undefined) return model.constants.truth(session) !== false;
  if (keywordValue(call, 'process_group') !== undefined) return true;
  return /\bset(?:sid|pgrp|pgid)\b/.test(keywordValue(call, 'preexec_fn')?.text ?? '');
}

/** A loop, a pause, or a method that says that it waits for what was started. */
function waits(node: SyntaxNode, start: SyntaxNode): boolean {
  if (node.kind === 'while_statement') return true;
  if (node.kind !== 'call' || node === start) return false;
  const name = methodName(node) ?? node.child('function')?.text ?? '';
  return /wait|poll|monitor|sleep|^result$/.test(name);
}

/**
 * Airflow 2 ends the process group of the task (`reap_process_group`, airflow/utils/process_utils.py),
 * and so does Airflow 3 from 3.3 on; 3.0 to 3.2 end the process of the task alone
 * (`kill`, airflow/sdk/execution_time/supervisor.py of the Task SDK 1.0.6, 1.1.6, 1.2.0 and 1.3).
 */
function livesOn(
  nodes: readonly SyntaxNode[],
  leadsGroup: boolean,
  version: AirflowVersion | undefined,
): boolean {
  if (!leadsGroup) {
    return (
      version?.major === 3 && compareAirflowVersions(version, { major: 3, minor: 3, patch: 0 }) < 0
    );
  }
  // In Airflow 2 a `finally` still runs.
  return version?.major !== 2 || !nodes.some(endsOnTheWayOut);
}

function endsOnTheWayOut(node: SyntaxNode): boolean {
  if (node.kind !== 'call') return false;
  const name = methodName(node) ?? node.child('function')?.text ?? '';
  const isEnding = /^(?:kill|killpg|terminate|send_sigterm|send_signal)$/.test(name);
  return isEnding && nearestAncestor(node, 'finally_clause', 'except_clause') !== undefined;
}
