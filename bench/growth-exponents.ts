import { performance } from 'node:perf_hooks';
import { analyzeModel } from '../server/src/engine/analyze';
import type { AnalysisConfiguration } from '../server/src/engine/configuration';
import { allRules } from '../server/src/rules/registry';
import { FileModel } from '../server/src/semantic/file-model';
import { Project } from '../server/src/semantic/project/project';
import type { PythonParser } from '../server/src/syntax/parser';
import type { Shape } from './adversarial-files';
import { benchConfiguration, checkTime } from './rule-costs';
import { quantile, type Spread, spreadOf } from './statistics';

/** Milliseconds of the parts of one analysis, by name: `parse`, `model`, `engine`, and each rule. */
export type Costs = ReadonlyMap<string, number>;

export interface Growth {
  readonly part: string;
  /** Milliseconds at the largest size; the median of the runs. */
  readonly largest: number;
  /** The power of the size with which time grows: 1 is linear, 2 quadratic. */
  readonly exponent: Spread;
}

/**
 * What each part of an analysis costs. With a rule, it is the only one: the facts that it asks for are
 * part of its own time. `engine` is what is done with the findings of all of them.
 */
export function costsOf(text: string, parser: PythonParser, rule?: string): Costs {
  const costs = new Map<string, number>();
  let started = performance.now();
  const note = (part: string) => {
    costs.set(part, performance.now() - started);
    started = performance.now();
  };
  const tree = parser.parse(text);
  note('parse');
  const model = new FileModel(tree, undefined, benchConfiguration);
  note('model');
  const rules = allRules.filter(({ meta }) => rule === undefined || meta.id === rule);
  for (const each of rules) costs.set(each.meta.id, checkTime(each, model));
  // All facts are known by now: what an analysis takes beyond the rules is the engine's own work.
  const again = rules.reduce((sum, each) => sum + checkTime(each, model), 0);
  const configuration: AnalysisConfiguration =
    rule === undefined ? benchConfiguration : { ...benchConfiguration, select: [rule] };
  started = performance.now();
  analyzeModel(model, 'dag.py', configuration);
  costs.set('engine', Math.max(0, performance.now() - started - again));
  return costs;
}

/**
 * How the parts of an analysis grow with a shape. The exponent is worked out run by run, so that its
 * spread is the noise.
 */
export function growthOf(
  shape: Shape,
  sizes: readonly number[],
  parser: PythonParser,
  runs: number,
  rule?: string,
): Growth[] {
  const texts = sizes.map((size) => ({ size, text: shape.text(size) }));
  const [first] = texts;
  // What is compiled while it is measured would be counted as time at the smallest size.
  if (first !== undefined) costsOf(first.text, parser, rule);
  const measured = Array.from({ length: runs }, () =>
    texts.map(({ size, text }) => ({ size, costs: costsOf(text, parser, rule) })),
  );
  const parts = [...(measured[0]?.[0]?.costs.keys() ?? [])];
  return parts.map((part) => {
    const points = measured.map((run) =>
      run.map(({ costs, size }) => ({ size, time: costs.get(part) ?? 0 })),
    );
    return {
      part,
      largest: quantile(
        points.map((run) => run.at(-1)?.time ?? Number.NaN),
        0.5,
      ),
      exponent: spreadOf(points.map(exponentOf)),
    };
  });
}

/** How the analysis of one file grows with the number of files that import it. */
export function projectGrowth(
  filesOf: (count: number) => ReadonlyMap<string, string>,
  sizes: readonly number[],
  parser: PythonParser,
  runs: number,
): Growth {
  const points = Array.from({ length: runs + 1 }, () =>
    sizes.map((size) => ({ size, time: projectTime(filesOf(size), parser) })),
  ).slice(1);
  const largest = points.map((run) => run.at(-1)?.time ?? Number.NaN);
  return {
    part: 'project',
    largest: quantile(largest, 0.5),
    exponent: spreadOf(points.map(exponentOf)),
  };
}

/** Milliseconds from the texts of a project to what is found in its first file. */
function projectTime(files: ReadonlyMap<string, string>, parser: PythonParser): number {
  const started = performance.now();
  const project = new Project('/project', parser);
  project.update({
    texts: new Map([...files].map(([name, text]) => [`/project/${name}`, text])),
  });
  const [first = ''] = files.keys();
  const path = `/project/${first}`;
  const surroundings = project.surroundingsOf(path);
  const model = new FileModel(
    parser.parse(files.get(first) ?? ''),
    surroundings,
    benchConfiguration,
  );
  analyzeModel(model, path, benchConfiguration);
  return performance.now() - started;
}

interface Point {
  readonly size: number;
  readonly time: number;
}

/** The slope of the straight line through the points, both axes logarithmic, by least squares. */
export function exponentOf(points: readonly Point[]): number {
  const logs = points.map(({ size, time }) => ({
    x: Math.log(size),
    // The clock tells no less, and no time at all has no logarithm.
    y: Math.log(Math.max(time, 0.005)),
  }));
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(logs.map((log) => log.x)), mean(logs.map((log) => log.y))];
  const covariance = mean(logs.map((log) => (log.x - x) * (log.y - y)));
  return covariance / mean(logs.map((log) => (log.x - x) ** 2));
}
