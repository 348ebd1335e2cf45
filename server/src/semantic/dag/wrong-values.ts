import { argumentNames, triggerRules } from '../../knowledge/airflow-arguments';
import { type AirflowVersion, describedVersions } from '../../knowledge/airflow-versions';
import {
  type ArgumentOwner,
  type ArgumentValue,
  refusedValue,
  refusesIn,
} from '../../knowledge/argument-values';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { nearestWord } from '../../text/nearest-word';
import type { FileModel } from '../file-model';
import type { WrongValue } from './argument-mistakes';
import type { DefaultUses } from './default-uses';
import type { PassedArgument } from './passed-arguments';

/** What messages show of a value at most, in characters. */
const maximumLength = 40;

/** The mistake that a value is in all of the versions; undefined where one of them takes it. */
export function wrongValue(
  model: FileModel,
  argument: PassedArgument,
  versions: readonly AirflowVersion[],
  uses: DefaultUses,
): WrongValue | undefined {
  const { name, value } = argument;
  if (value.tree !== model.tree) return undefined;
  const newest = versions.at(-1);
  if (newest === undefined) return undefined;
  const owners = ownersOf(argument, newest);
  if (name === 'trigger_rule') {
    const wrong = owners.includes('task') ? wrongRule(model, argument, versions) : undefined;
    return wrong !== undefined && isLookedAt(model, argument, newest, uses) ? wrong : undefined;
  }
  const known = knownValue(model, value);
  const limit = known === undefined ? undefined : refusedValue(owners, name, known);
  if (known === undefined || limit === undefined) return undefined;
  // Asked last: for this, all tasks of the file are gone through.
  if (!isLookedAt(model, argument, newest, uses)) return undefined;
  if (argument.isDefault && limit.isForDefaults === false) return undefined;
  // Where the version is not known, the newest must refuse it, and the message says since when.
  const judged = versions.length > 1 ? versions.slice(-1) : versions;
  if (!judged.every((version) => refusesIn(limit, version))) return undefined;
  const nearest =
    known.type === 'string' && limit.words !== undefined
      ? nearestWord(known.value.trim().toLowerCase(), limit.words)
      : undefined;
  const isRepairable = value.kind === 'string';
  const text = value.text.replaceAll(/\s+/g, ' ');
  const written = text.length > maximumLength ? `${text.slice(0, maximumLength)}…` : text;
  return { kind: 'value', argument, written, limit, nearest, isRepairable };
}

function ownersOf(argument: PassedArgument, newest: AirflowVersion): readonly ArgumentOwner[] {
  const { callee, isDefault, task } = argument;
  if (isDefault) return ['task'];
  if (callee === 'airflow.DAG' || callee === 'airflow.dag') return ['dag'];
  if (task === undefined || !isOfAirflowItself(task.operator, task.operatorClass, newest))
    return [];
  return task.isSensor ? ['task', 'sensor'] : ['task'];
}

/** Other classes may have an argument of the name for themselves, and make of it what they like. */
function isOfAirflowItself(
  operator: string,
  definition: SyntaxNode | undefined,
  version: AirflowVersion,
): boolean {
  return definition === undefined && argumentNames(operator, version) !== undefined;
}

/** What a mapped task is given is looked at when it is run, but for these. */
const lookedAtWhenMapped: ReadonlySet<string> = new Set(['pool_slots', 'retries']);

/** True where some task is made with the value, so that Airflow looks at it. */
function isLookedAt(
  model: FileModel,
  argument: PassedArgument,
  newest: AirflowVersion,
  uses: DefaultUses,
): boolean {
  const { call, isDefault, name, task, value } = argument;
  if (isDefault) {
    return uses
      .takers(name, value)
      .some((one) => isOfAirflowItself(one.operator, one.operatorClass, newest));
  }
  if (task === undefined) return true;
  const isPartial = call?.child('function')?.child('attribute')?.text === 'partial';
  if (isPartial) return lookedAtWhenMapped.has(name);
  if (task.kind === 'operator') return true;
  return model.taskInstances.of(task).some((one) => !one.task.isMapped);
}

function knownValue(model: FileModel, node: SyntaxNode): ArgumentValue | undefined {
  const inner = withoutParentheses(node);
  if (inner.kind === 'list' || inner.kind === 'tuple' || inner.kind === 'dictionary') {
    return { type: inner.kind };
  }
  return model.constants.value(inner);
}

/** What took the place of the rules that went with 3.0 (airflow/utils/trigger_rule.py of 2.x). */
const successors: ReadonlyMap<string, string> = new Map([
  ['dummy', 'always'],
  ['none_failed_or_skipped', 'none_failed_min_one_success'],
]);

function wrongRule(
  model: FileModel,
  argument: PassedArgument,
  versions: readonly AirflowVersion[],
): WrongValue | undefined {
  const { value } = argument;
  const member = /^airflow\.TriggerRule\.([A-Z_]+)$/.exec(
    model.names.qualifiedName(value) ?? '',
  )?.[1];
  const known = model.constants.value(value);
  const rule = member?.toLowerCase() ?? (known?.type === 'string' ? known.value : undefined);
  if (rule === undefined) return undefined;
  const rules = versions.map(triggerRules);
  if (rules.some((names) => names.has(rule))) return undefined;
  const isOfOthers = describedVersions(undefined).some((one) => triggerRules(one).has(rule));
  const guess = isOfOthers
    ? undefined
    : nearestWord(rule.trim().toLowerCase(), [...(rules.at(-1) ?? [])]);
  const nearest = successors.get(rule) ?? guess;
  const isRepairable = value.kind === 'string' || value.kind === 'attribute';
  return { kind: 'value', argument, written: rule, limit: undefined, nearest, isRepairable };
}
