/** The table of provider arguments against the classes of the installed providers. */

import { beforeAll, describe, expect, it } from 'vitest';
import data from '../../server/src/knowledge/data/provider-arguments.json' with { type: 'json' };
import { providerArguments } from '../../server/src/knowledge/provider-arguments';
import { makeAirflowHome, runPython } from '../harness/python';

interface Observation {
  /** Path of a class → the parameters of the `__init__` of the class and of those above it. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
  /** Path of a class → what it says to an argument that no class has. */
  readonly refusals: Readonly<Record<string, string>>;
}

const observer = `
import importlib, inspect, json, pkgutil, sys, warnings
warnings.simplefilter("ignore")
import airflow.providers
from airflow.sdk import BaseOperator

KINDS = {"operators", "sensors", "transfers"}
operators, refusals = {}, {}

def arguments(operator):
    names = set()
    for owner in operator.__mro__:
        if "__init__" in owner.__dict__:
            parameters = inspect.signature(owner.__dict__["__init__"]).parameters.values()
            names |= {p.name for p in parameters if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)}
        if owner is BaseOperator:
            break
    return sorted(name for name in names if name != "self" and not name.startswith("_"))

def refusal(operator):
    needed = {}
    for owner in reversed(operator.__mro__):
        if "__init__" in owner.__dict__ and owner is not object:
            for p in inspect.signature(owner.__dict__["__init__"]).parameters.values():
                if p.default is p.empty and p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD):
                    needed[p.name] = "text"
    needed.pop("self", None)
    try:
        operator(**{**needed, "task_id": "any", "no_class_has_this": 1})
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""

for module in pkgutil.walk_packages(airflow.providers.__path__, "airflow.providers.", lambda name: None):
    parts = set(module.name.split("."))
    if not KINDS & parts or "standard" in parts:
        continue
    try:
        loaded = importlib.import_module(module.name)
    except Exception:
        continue  # another package is missing here that the module needs
    for name, thing in vars(loaded).items():
        own = inspect.isclass(thing) and thing.__module__ == module.name
        if own and issubclass(thing, BaseOperator) and not inspect.isabstract(thing):
            operators[f"{module.name}.{name}"] = arguments(thing)
            refusals[f"{module.name}.{name}"] = refusal(thing)

print("OBSERVED" + json.dumps({"operators": operators, "refusals": refusals}))
`;

describe('The installed providers', () => {
  let seen: Observation;

  beforeAll(async () => {
    const home = makeAirflowHome(3);
    const run = await runPython('providers', observer, {
      variables: home.variables,
      seconds: 240,
    });
    home.dispose();
    expect(run.status, run.stderr).toBe(0);
    seen = JSON.parse(run.stdout.slice(run.stdout.indexOf('OBSERVED') + 'OBSERVED'.length));
  }, 300_000);

  it('take no argument that the table lacks', () => {
    const judged = Object.entries(seen.operators).flatMap(([path, taken]) => {
      const known = providerArguments(path);
      return known === undefined ? [] : [{ path, lacking: taken.filter((n) => !known.has(n)) }];
    });
    expect(judged.filter(({ lacking }) => lacking.length > 0)).toEqual([]);
    expect(judged.length).toBeGreaterThan(700);
  });

  it('are in the table, but for those whose arguments are not certain', () => {
    const names = Object.keys(seen.operators).map((path) => path.slice(path.lastIndexOf('.') + 1));
    const absent = names.filter((name) => !Object.hasOwn(data.operators, name));
    expect(absent.length / names.length).toBeLessThan(0.05);
  });

  it('refuse what no class has, where the table is certain', () => {
    const taken = Object.entries(seen.refusals).filter(
      ([path, refusal]) => providerArguments(path) !== undefined && refusal === '',
    );
    expect(taken.map(([path]) => path)).toEqual([]);
    const refused = Object.values(seen.refusals).filter((text) => text.includes('no_class_has'));
    expect(refused.length).toBeGreaterThan(500);
  });
});
