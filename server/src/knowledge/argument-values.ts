/**
 * Which values of arguments Airflow refuses while it loads a file, by version. Sources: `BaseOperator`
 * and `parse_retries` in airflow/models/baseoperator.py, `BaseSensorOperator` in airflow/sensors/base.py
 * and `DAG` in airflow/models/dag.py of 2.4 to 2.11; airflow/sdk/bases/operator.py, bases/sensor.py and
 * definitions/dag.py of 3.x. What 2.10.5 and 3.3.2 say was tried in test/airflow/dag-arguments.test.ts.
 */

import {
  type AirflowVersion,
  compareAirflowVersions,
  parseAirflowVersion,
} from './airflow-versions';

/** A value that is known without running the file; durations are in seconds. */
export type ArgumentValue =
  | { readonly type: 'none' | 'list' | 'tuple' | 'dictionary' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'duration'; readonly seconds: number };

/** What an argument belongs to. */
export type ArgumentOwner = 'dag' | 'task' | 'sensor';

export interface ValueLimit {
  /** What Airflow takes, in words. */
  readonly wants: string;
  /** The words that Airflow takes, where it takes only some. */
  readonly words?: readonly string[];
  /** The first and last minor version that refuse such a value, where others do not. */
  readonly since?: string;
  readonly until?: string;
  /** False where the value does not count in `default_args`, which the DAG reads and converts. */
  readonly isForDefaults?: false;
}

interface Check extends ValueLimit {
  refuses(value: ArgumentValue): boolean;
}

const isText = ({ type }: ArgumentValue) => type === 'string';
const isCollection = ({ type }: ArgumentValue) =>
  type === 'list' || type === 'tuple' || type === 'dictionary';
const isNoNumber = (value: ArgumentValue) => isText(value) || isCollection(value);

/** `int(...)` takes a text with a number in it, and cuts what is behind the point. */
const retries: Check = {
  wants: 'a whole number',
  refuses: (value) =>
    value.type === 'string' ? !/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value.value) : isCollection(value),
};

const delay: Check = { wants: 'a `timedelta` or a number of seconds', refuses: isNoNumber };

const interval: Check = {
  wants: 'a `timedelta` or a number of seconds that is not negative',
  refuses: (value) =>
    isNoNumber(value) ||
    (value.type === 'number' && value.value < 0) ||
    (value.type === 'duration' && value.seconds < 0),
};

const switchOnly: Check = {
  wants: 'True or False',
  since: '2.10',
  refuses: (value) => isText(value) || isCollection(value) || value.type === 'number',
};

const textOnly: Check = {
  wants: 'a text',
  since: '2.10',
  refuses: (value) => isCollection(value) || value.type === 'number' || value.type === 'boolean',
};

const count: Check = {
  wants: 'a whole number',
  since: '2.10',
  refuses: (value) => isNoNumber(value) || (value.type === 'number' && value.isFloat),
};

const moment: Check = {
  wants: 'a `datetime`',
  isForDefaults: false,
  refuses: (value) => isNoNumber(value) || value.type === 'number',
};

const sensorModes = ['poke', 'reschedule'];

const checks: Readonly<Record<ArgumentOwner, Readonly<Record<string, Check>>>> = {
  dag: {
    catchup: switchOnly,
    description: textOnly,
    end_date: moment,
    is_paused_upon_creation: switchOnly,
    max_active_runs: count,
    max_active_tasks: count,
    start_date: moment,
    // From 3.0 on, a text is taken apart into its letters.
    tags: { wants: 'a list of texts', since: '2.10', until: '2.11', refuses: isText },
  },
  task: {
    depends_on_past: switchOnly,
    do_xcom_push: switchOnly,
    email_on_failure: switchOnly,
    email_on_retry: switchOnly,
    end_date: moment,
    ignore_first_depends_on_past: switchOnly,
    max_active_tis_per_dag: count,
    max_active_tis_per_dagrun: count,
    max_retry_delay: delay,
    pool: textOnly,
    pool_slots: {
      wants: 'a whole number of at least 1',
      refuses: (value) => isNoNumber(value) || (value.type === 'number' && value.value < 1),
    },
    priority_weight: {
      wants: 'a whole number',
      refuses: (value) => isNoNumber(value) || (value.type === 'number' && value.isFloat),
    },
    queue: textOnly,
    retries,
    retry_delay: delay,
    run_as_user: textOnly,
    start_date: { ...moment, since: '3.0' },
    wait_for_downstream: switchOnly,
    weight_rule: {
      wants: '`downstream`, `upstream` or `absolute`',
      words: ['downstream', 'upstream', 'absolute'],
      // The path of a class is a strategy of the project's own (since 2.9).
      refuses: (value) =>
        value.type === 'string' &&
        !value.value.includes('.') &&
        !['downstream', 'upstream', 'absolute'].includes(value.value),
    },
  },
  sensor: {
    max_wait: interval,
    mode: {
      wants: '`poke` or `reschedule`',
      words: sensorModes,
      refuses: (value) => value.type !== 'string' || !sensorModes.includes(value.value),
    },
    poke_interval: interval,
    timeout: interval,
  },
};

/** What Airflow takes instead of a value that some supported version refuses. */
export function refusedValue(
  owners: readonly ArgumentOwner[],
  name: string,
  value: ArgumentValue,
): ValueLimit | undefined {
  for (const owner of owners) {
    const own = checks[owner];
    const check = Object.hasOwn(own, name) ? own[name] : undefined;
    if (check?.refuses(value) === true) return check;
  }
  return undefined;
}

/** Whether a version is among those that refuse; the first and last are of minor versions. */
export function refusesIn({ since, until }: ValueLimit, version: AirflowVersion): boolean {
  const { major, minor } = version;
  const isWithin = (limit: string | undefined, sign: number) => {
    const other = limit === undefined ? undefined : parseAirflowVersion(limit);
    return other === undefined || sign * compareAirflowVersions({ major, minor }, other) >= 0;
  };
  return isWithin(since, 1) && isWithin(until, -1);
}
