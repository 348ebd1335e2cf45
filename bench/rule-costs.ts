import { performance } from 'node:perf_hooks';
import { analyzeModel } from '../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../server/src/engine/configuration';
import { allRules } from '../server/src/rules/registry';
import { FileModel } from '../server/src/semantic/file-model';
import type { PythonParser } from '../server/src/syntax/parser';
import { quantile } from './statistics';

export const benchConfiguration: AnalysisConfiguration = {
  ...defaultConfiguration,
  profile: 'all',
  airflowVersion: '2.10.5',
  // The same work whenever it is measured.
  now: new Date('2026-01-01'),
};

/** Milliseconds of the parts of one analysis; medians of several. */
export interface AnalysisCost {
  readonly parse: number;
  readonly model: number;
  readonly rules: number;
}

export interface RuleCost {
  readonly rule: string;
  /** Milliseconds with the facts that it is the first to ask for, in the order of the registry. */
  readonly first: number;
  /** Milliseconds when every fact is known. */
  readonly own: number;
}

export function analysisCost(text: string, parser: PythonParser, runs: number): AnalysisCost {
  const costs = Array.from({ length: runs }, () => {
    const started = performance.now();
    const tree = parser.parse(text);
    const parsed = performance.now();
    const model = new FileModel(tree, undefined, benchConfiguration);
    const modeled = performance.now();
    analyzeModel(model, 'dag.py', benchConfiguration);
    const ended = performance.now();
    return { parse: parsed - started, model: modeled - parsed, rules: ended - modeled };
  });
  return {
    parse: median(costs, 'parse'),
    model: median(costs, 'model'),
    rules: median(costs, 'rules'),
  };
}

/** What each rule costs in one file, the dearest first; medians of several runs. */
export function ruleCosts(text: string, parser: PythonParser, runs: number): RuleCost[] {
  const byRule = new Map<string, { readonly first: number; readonly own: number }[]>();
  for (let run = 0; run < runs; run++) {
    const model = new FileModel(parser.parse(text), undefined, benchConfiguration);
    const firsts = allRules.map((rule) => checkTime(rule, model));
    for (const [i, rule] of allRules.entries()) {
      const costs = byRule.get(rule.meta.id) ?? [];
      costs.push({ first: firsts[i] ?? Number.NaN, own: checkTime(rule, model) });
      byRule.set(rule.meta.id, costs);
    }
  }
  return [...byRule]
    .map(([rule, costs]) => ({ rule, first: median(costs, 'first'), own: median(costs, 'own') }))
    .sort((a, b) => b.first - a.first);
}

export function checkTime(rule: (typeof allRules)[number], model: FileModel): number {
  const { airflowVersion, now = new Date() } = benchConfiguration;
  const started = performance.now();
  for (const _ of rule.check({ model, airflowVersion, now })) {
    // A rule works while it is asked for its problems.
  }
  return performance.now() - started;
}

function median<Key extends string>(
  values: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  return quantile(
    values.map((value) => value[key]),
    0.5,
  );
}
