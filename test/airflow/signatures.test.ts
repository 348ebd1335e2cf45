/** The tables of server/src/knowledge against the classes of the installed Airflow. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { argumentNames, triggerRules } from '../../server/src/knowledge/airflow-arguments';
import { contextKeys } from '../../server/src/knowledge/airflow-context';
import {
  exceptionBase,
  isImportable,
  nameHistory,
} from '../../server/src/knowledge/airflow-imports';
import { parseAirflowVersion } from '../../server/src/knowledge/airflow-versions';
import argumentsTable from '../../server/src/knowledge/data/airflow-arguments.json' with {
  type: 'json',
};
import namesTable from '../../server/src/knowledge/data/airflow-names.json' with { type: 'json' };
import { makeAirflowHome, runPython } from '../harness/python';

interface Observation {
  readonly version: string;
  readonly callables: Readonly<Record<string, readonly string[] | null>>;
  /** Null where another package is missing here that the module needs. */
  readonly importable: Readonly<Record<string, boolean | null>>;
  readonly contextKeys: readonly string[];
  readonly triggerRules: readonly string[];
  readonly exceptions: Readonly<Record<string, boolean>>;
}

/** Where a name leads to a provider package, it is there only where that package is installed. */
const isInProvider = (path: string) =>
  [path, ...(nameHistory(path)?.places ?? [])].some(
    (place) => place.startsWith('airflow.providers.') && !place.includes('.standard.'),
  );

/**
 * Where the table and an import of the installed package differ, each for its reason. The
 * first asks 3.2 and 3.3 for a name that they do not have themselves, the second is redirected to
 * what its own release lacks, the third is bound under a condition. The last two are given by a
 * function that no table says it of.
 */
const exceptional = new Set([
  'airflow.utils.log.task_handler_with_custom_formatter.TaskHandlerWithCustomFormatter',
  'airflow.contrib.task_runner.cgroup_task_runner.CgroupTaskRunner',
  'airflow.sentry.ConfiguredSentry',
  'airflow.models.errors.ImportError',
  'airflow.utils.operator_resources.conf',
]);

/** Arguments that no signature has and that Airflow takes out of `**kwargs`, tested by facts.test.ts. */
const takenFromKwargs = new Set(['provide_context']);

const callees = [...Object.keys(argumentsTable.names), ...Object.keys(argumentsTable.callables)]
  // What `@task` accepts is spread over a function, a factory and an operator class.
  .filter((name) => !/(?:decorators|sdk)\.task(?:\.|$)/.test(name));

const paths = Object.entries(namesTable.modules).flatMap(([module, names]) =>
  Object.keys(names).map((name) => `${module}.${name}`),
);

const observer = `
import importlib, inspect, json, sys, warnings
warnings.simplefilter("ignore")
wanted = json.load(open(sys.argv[1]))

def find(path):
    module, _, name = path.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return None

def importable(path):
    module, _, name = path.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), name)
    except ImportError as error:
        missing = error if isinstance(error, ModuleNotFoundError) else error.__cause__
        needed = getattr(missing, "name", None) or "airflow"
        return False if needed.startswith("airflow") else None

def arguments(thing):
    if inspect.isfunction(thing):
        parameters = inspect.signature(thing).parameters.values()
        if any(p.name == "decorator_kwargs" for p in parameters):
            return arguments(find("airflow.sdk.DAG"))
        return sorted(p.name for p in parameters if p.kind is not p.VAR_KEYWORD)
    names = set()
    for owner in thing.__mro__:
        if "__init__" not in owner.__dict__:
            continue
        parameters = inspect.signature(owner.__dict__["__init__"]).parameters.values()
        names |= {p.name for p in parameters if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)}
        closed = all(p.kind is not p.VAR_KEYWORD for p in parameters)
        if closed or owner.__name__ == "BaseOperator":
            break
    return sorted(name for name in names if name != "self" and not name.startswith("_"))

import airflow
if airflow.__version__.startswith("2."):
    from airflow.utils.context import KNOWN_CONTEXT_KEYS as keys
else:
    from airflow.sdk.definitions.context import KNOWN_CONTEXT_KEYS as keys
from airflow.utils.trigger_rule import TriggerRule

exceptions = {}
for name in wanted["exceptions"]:
    found = find("airflow.exceptions." + name) or find("airflow.sdk.exceptions." + name)
    if isinstance(found, type):
        exceptions[name] = issubclass(found, Exception)

things = {path: find(path) for path in wanted["callees"]}
json.dump({
    "version": airflow.__version__,
    "callables": {p: None if t is None else arguments(t) for p, t in things.items()},
    "importable": {path: importable(path) for path in wanted["paths"]},
    "contextKeys": sorted(keys),
    "triggerRules": sorted(rule.value for rule in TriggerRule),
    "exceptions": exceptions,
}, sys.stdout)
`;

describe.each([2, 3] as const)('Airflow %i', (major) => {
  let seen: Observation;

  beforeAll(async () => {
    const home = makeAirflowHome(major);
    const wanted = { callees, paths, exceptions: Object.keys(namesTable.exceptions) };
    const list = path.join(home.folder, 'wanted.json');
    writeFileSync(list, JSON.stringify(wanted));
    const run = await runPython(major, observer, {
      args: [list],
      variables: home.variables,
      seconds: 120,
    });
    home.dispose();
    expect(run.status, run.stderr).toBe(0);
    seen = JSON.parse(run.stdout.slice(run.stdout.indexOf('{"version"')));
  }, 150_000);

  const version = () => {
    const parsed = parseAirflowVersion(seen.version);
    if (parsed === undefined) throw new Error(`not a version: ${seen.version}`);
    return parsed;
  };

  it('takes the arguments that the table says, for every callable', () => {
    const differences: string[] = [];
    for (const [callee, actual] of Object.entries(seen.callables)) {
      if (actual === null || isInProvider(callee)) continue;
      const expected = argumentNames(callee, version()) ?? new Set();
      const missing = actual.filter((name) => !expected.has(name));
      const extra = [...expected].filter(
        (name) => !actual.includes(name) && !takenFromKwargs.has(name),
      );
      if (missing.length + extra.length > 0) {
        differences.push(`${callee}: lacks ${missing.join()}; has too much ${extra.join()}`);
      }
    }
    expect(differences).toEqual([]);
    expect(Object.values(seen.callables).filter(Boolean).length).toBeGreaterThan(40);
  });

  it('has the names that the table says', () => {
    const differences = Object.entries(seen.importable)
      .filter(([path, found]) => found !== null && !exceptional.has(path) && !isInProvider(path))
      .filter(([path, found]) => isImportable(path, version()) !== found)
      .map(([path, found]) => `${path}: ${found ? 'is there' : 'is missing'}`);
    expect(differences).toEqual([]);
  });

  it('has the context keys that the table says', () => {
    expect([...contextKeys(version())].sort()).toEqual(seen.contextKeys);
  });

  it('has the trigger rules that the table says', () => {
    expect([...triggerRules(version())].sort()).toEqual(seen.triggerRules);
  });

  it('derives its exceptions from what the table says', () => {
    for (const [name, isException] of Object.entries(seen.exceptions)) {
      expect(exceptionBase(name, version()), name).toBe(
        isException ? 'Exception' : 'BaseException',
      );
    }
    expect(Object.keys(seen.exceptions).length).toBeGreaterThan(30);
  });
});
