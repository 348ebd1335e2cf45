import { keywordArgument, keywordValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Dag, KnownArguments, Task } from '../dag/types';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';

/**
 * Whether a schema holds the values of a param: Airflow validates the merged params of each run
 * against the JSON schema of each `Param` (airflow/models/param.py of 2.10.5,
 * airflow/sdk/definitions/param.py of 3.3.2).
 */
export type ParamLimits = 'free' | 'limited' | 'unknown';

/** What the DAGs of a task and the task itself declare of a param. */
export function paramLimits(model: FileModel, task: Task, key: string | undefined): ParamLimits {
  if (key === undefined) return 'free';
  if (task.contexts.length === 0) return 'unknown';
  const ofTask = limitsIn(model, task.arguments, key);
  const ofDags = task.contexts.map(({ dag }) =>
    dag === undefined ? 'unknown' : limitsOfDag(model, dag, key),
  );
  const all = [ofTask, ...ofDags];
  if (all.includes('unknown')) return 'unknown';
  return all.includes('limited') ? 'limited' : 'free';
}

function limitsOfDag(model: FileModel, dag: Dag, key: string): ParamLimits {
  return limitsIn(model, dag.arguments, key);
}

function limitsIn(model: FileModel, given: KnownArguments, key: string): ParamLimits {
  const params = given.entries.get('params');
  if (params === undefined) return given.isComplete ? 'free' : 'unknown';
  const declared = model.arguments.read(params);
  const value = declared?.entries.get(key);
  if (value === undefined) return declared?.isComplete === true ? 'free' : 'unknown';
  const limits = model.values.of(value).map((one) => limitsOfValue(model, one));
  return limits.find((limit) => limit !== 'free') ?? 'free';
}

/** The types of JSON schema whose values hold nothing that a shell would read. */
const harmlessTypes: ReadonlySet<string> = new Set(['boolean', 'integer', 'null', 'number']);

/** The formats of JSON schema of which the same is true (JSON Schema Validation, section 7.3). */
const harmlessFormats: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'ipv4',
  'ipv6',
  'time',
  'uuid',
]);

function limitsOfValue(model: FileModel, value: SyntaxNode): ParamLimits {
  if (value.kind !== 'call') return isWritten(value) ? 'free' : 'unknown';
  if (model.names.calleeName(value) !== 'airflow.Param') return 'unknown';
  if (hasLimitingSchema(model, value)) return 'limited';
  const { isComplete } = model.arguments.ofCall(value);
  const type = keywordValue(value, 'type');
  if (type === undefined) return isComplete ? 'free' : 'unknown';
  const [list] = model.values.of(type);
  const types = list !== undefined && isListLike(list) ? list.parts : [type];
  const names = types.map((one) => model.constants.string(one));
  if (names.includes(undefined)) return 'unknown';
  return names.every((name) => harmlessTypes.has(name ?? '')) ? 'limited' : 'free';
}

function hasLimitingSchema(model: FileModel, param: SyntaxNode): boolean {
  if (['const', 'enum'].some((name) => keywordArgument(param, name) !== undefined)) return true;
  const format = model.constants.string(keywordValue(param, 'format'));
  if (format !== undefined && harmlessFormats.has(format)) return true;
  const pattern = keywordValue(param, 'pattern');
  const text = model.constants.string(pattern);
  // A pattern is searched for: without both anchors, anything may stand around what it finds.
  return pattern !== undefined && (text === undefined || /^\^.*\$$/s.test(text));
}

function isWritten(value: SyntaxNode): boolean {
  return !['attribute', 'identifier', 'subscript'].includes(value.kind);
}
