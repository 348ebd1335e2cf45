// CPython as the judge: what it says of every variable of a program, and whether ours agrees.

import { spawnSync } from 'node:child_process';
import {
  type EvaluatedFile,
  evaluateFile,
} from '../../../server/src/semantic/evaluation/evaluate-file';
import type { Host } from '../../../server/src/semantic/evaluation/host';
import type { Value } from '../../../server/src/semantic/evaluation/values';
import { Scopes } from '../../../server/src/semantic/scopes';
import { testParser } from '../../harness/parser';

/** A value of CPython's, written in a form that tells all types apart. */
type Written =
  | readonly ['none' | 'other']
  | readonly ['bool', boolean]
  | readonly ['int' | 'float' | 'str' | 'bytes' | 'timedelta', string]
  | readonly ['list' | 'tuple' | 'set', readonly Written[]]
  | readonly ['dict', readonly (readonly [Written, Written])[]]
  | readonly ['object', string, Readonly<Record<string, Written>>];

export interface CpythonRun {
  readonly variables: Readonly<Record<string, Written>>;
  /** The class of the exception that ended it. */
  readonly raised: string | null;
}

const judge = `
import datetime, io, json, random, sys, types

def written(value, depth=0):
    kind = type(value)
    if depth > 12: return ['other']
    if value is None: return ['none']
    if kind is bool: return ['bool', value]
    if kind is int: return ['int', str(value)]
    if kind is float: return ['float', repr(value)]
    if kind is str: return ['str', value]
    if kind is bytes: return ['bytes', value.decode('latin-1')]
    if isinstance(value, datetime.timedelta): return ['timedelta', repr(value.total_seconds())]
    if kind in (list, range): return ['list', [written(item, depth + 1) for item in value]]
    if isinstance(value, tuple): return ['tuple', [written(item, depth + 1) for item in value]]
    if kind in (set, frozenset): return ['set', [written(item, depth + 1) for item in value]]
    if isinstance(value, dict):
        return ['dict', [[written(k, depth + 1), written(v, depth + 1)] for k, v in value.items()]]
    if kind.__module__ == 'program' and hasattr(value, '__dict__'):
        return ['object', kind.__name__, {k: written(v, depth + 1) for k, v in vars(value).items()}]
    return ['other']

def run(program, seed):
    chance = random.Random(seed)
    outside = types.ModuleType('outside')
    outside.maybe = lambda: chance.random() < 0.5
    outside.many = lambda: [chance.randrange(4) for _ in range(chance.randrange(4))]
    sys.modules['outside'] = outside
    names = {'__name__': 'program', '__file__': '/project/dags/program.py'}
    raised = None
    out, sys.stdout = sys.stdout, io.StringIO()
    try:
        exec(compile(program, 'program', 'exec', dont_inherit=True), names)
    except BaseException as error:
        raised = type(error).__name__
    finally:
        sys.stdout = out
    variables = {k: written(v) for k, v in names.items() if not k.startswith('__')}
    return {'variables': variables, 'raised': raised}

programs, seeds = json.load(sys.stdin)
json.dump([[run(program, seed) for seed in seeds] for program in programs], sys.stdout)
`;

/** Runs each program once for each seed, which decides what the module `outside` gives. */
export function runInCpython(
  programs: readonly string[],
  seeds: readonly number[] = [0],
): readonly (readonly CpythonRun[])[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', judge], {
    input: JSON.stringify([programs, seeds]),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 300_000,
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  if (status !== 0) throw new Error(`CPython did not run the programs: ${stderr}`);
  return JSON.parse(stdout) as CpythonRun[][];
}

export async function evaluated(text: string, host: Host = {}): Promise<EvaluatedFile> {
  const tree = (await testParser()).parse(text);
  const path = '/project/dags/program.py';
  return evaluateFile({ tree, scopes: new Scopes(tree), path, surroundings: undefined, host });
}

/** What our evaluation claims that does not hold in a run of CPython, as `name: claim ≠ truth`. */
export function wrongClaims(ours: EvaluatedFile, run: CpythonRun): string[] {
  if (run.raised !== null) return [];
  const wrong: string[] = [];
  if (ours.raised !== undefined) wrong.push('it raises, we say; it does not');
  if (!ours.isWhole || ours.raised !== undefined) return wrong;
  for (const [name, variable] of ours.environment.variables) {
    const truth = run.variables[name];
    if (variable.value === undefined) {
      if (truth !== undefined) wrong.push(`${name}: we say it is unbound`);
    } else if (truth === undefined) {
      if (!variable.mayBeUnbound) wrong.push(`${name}: we say it is bound`);
    } else if (!agrees(variable.value, truth)) {
      wrong.push(`${name}: ${claimed(variable.value)} ≠ ${JSON.stringify(truth)}`);
    }
  }
  return wrong;
}

/** True where the value is known down to its last part. */
export function isKnown(value: Value | undefined): boolean {
  switch (value?.kind) {
    case undefined:
    case 'unknown':
    case 'result':
      return false;
    case 'list':
    case 'tuple':
      return !value.mayHaveMore && value.items.every(isKnown);
    case 'set':
      return !value.mayHaveMore;
    case 'dict':
      return (
        !value.mayHaveMore && [...value.entries.values()].every((entry) => isKnown(entry.value))
      );
    case 'instance':
      return [...value.attributes.values()].every((held) => isKnown(held.value));
    default:
      return true;
  }
}

/** Whether all that we say of a value holds for the real one. */
function agrees(value: Value, truth: Written): boolean {
  switch (value.kind) {
    case 'unknown':
      return !value.isOneOfChoices || value.choices.some((choice) => agrees(choice, truth));
    case 'none':
      return truth[0] === 'none';
    case 'boolean':
      return truth[0] === 'bool' && truth[1] === value.value;
    case 'integer':
      return truth[0] === 'int' && truth[1] === String(value.value);
    case 'float':
      return truth[0] === 'float' && Number(truth[1]) === value.value;
    case 'string':
      return truth[0] === 'str' && truth[1] === value.value;
    case 'bytes':
      return truth[0] === 'bytes' && truth[1] === value.value;
    case 'duration':
      return truth[0] === 'timedelta' && Number(truth[1]) === value.seconds;
    case 'list':
    case 'tuple': {
      // A view of a dictionary is shown as a list by ours.
      if (truth[0] === 'other') return value.kind === 'list';
      if (truth[0] !== value.kind) return false;
      const [, items] = truth;
      const isLong = value.mayHaveMore
        ? items.length >= value.items.length
        : items.length === value.items.length;
      return isLong && value.items.every((item, i) => agreesWith(item, items[i]));
    }
    case 'range':
      return truth[0] === 'list';
    case 'set': {
      if (truth[0] !== 'set') return false;
      const [, items] = truth;
      const isLong = value.mayHaveMore || items.length === value.items.size;
      return (
        isLong &&
        [...value.items.values()].every((item) => items.some((each) => agrees(item, each)))
      );
    }
    case 'dict': {
      if (truth[0] !== 'dict') return false;
      const [, entries] = truth;
      const isLong = value.mayHaveMore || entries.length === value.entries.size;
      return (
        isLong &&
        [...value.entries.values()].every((entry) => {
          const found = entries.find(([key]) => agrees(entry.key, key));
          return found !== undefined && agrees(entry.value, found[1]);
        })
      );
    }
    case 'instance': {
      if (truth[0] !== 'object') return truth[0] === 'other';
      if (value.class.flavor === 'enum') return true;
      const [, name, attributes] = truth;
      return (
        name === value.class.name &&
        [...value.attributes].every(
          ([attribute, held]) =>
            held.value === undefined || agreesWith(held.value, attributes[attribute]),
        )
      );
    }
    default:
      return (
        truth[0] === 'other' ||
        truth[0] === 'object' ||
        value.kind === 'result' ||
        value.kind === 'outside'
      );
  }
}

function agreesWith(value: Value, truth: Written | undefined): boolean {
  return truth !== undefined && agrees(value, truth);
}

function claimed(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return `one of ${value.choices.map(claimed).join(' | ')}`;
    case 'list':
    case 'tuple':
      return `[${value.items.map(claimed).join(', ')}${value.mayHaveMore ? ', …' : ''}]`;
    case 'dict':
      return `{${[...value.entries.values()].map((entry) => `${claimed(entry.key)}: ${claimed(entry.value)}`).join(', ')}${value.mayHaveMore ? ', …' : ''}}`;
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
    case 'bytes':
      return JSON.stringify(value.value);
    default:
      return value.kind;
  }
}
