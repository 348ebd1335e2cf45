import type { Problem, Rule } from '../rules/rule';
import type { FileModel } from '../semantic/file-model';
import { type Unit, unitsOf } from '../syntax/units';
import { reading } from '../text/reading';
import { onceEach, rememberedBy } from '../text/remembered';
import { enabledRules, judged } from './analyze';
import type { AnalysisConfiguration } from './configuration';
import type { Analysis } from './finding';
import { MovingRange } from './moving-range';
import { askRule, type Said, startOfToday } from './said';
import { isAskedByUnit } from './unit-rules';

/** What a rule said, with ranges that stay right when the code moves. */
interface KeptSaid extends Said {
  readonly ranges: ReadonlyMap<Problem, MovingRange>;
}

/**
 * The analysis of a file that is edited: after each edit it says what an analysis from scratch would say. Rules are asked
 * again only where something has changed that they have read.
 */
export class LiveAnalysis {
  readonly #now: Date;
  /** What the rules have to say of a unit; most have nothing. */
  readonly #saidOfUnit = onceEach((unit: Unit): readonly KeptSaid[] => {
    const ask = this.#askerAbout(unit);
    const rules = enabledRules(this.configuration).filter(isAskedByUnit);
    return rules.flatMap((rule) => ask(rule) ?? []);
  });
  readonly #saidOfFile = onceEach((rule: Rule) => this.#ask(rule, this.model));
  readonly #askedUnits = new WeakSet<Unit>();
  readonly #saidOfEditedUnit = rememberedBy((unit: Unit, rule: Rule) =>
    this.#ask(rule, this.model.within(unit)),
  );

  constructor(
    readonly model: FileModel,
    private readonly path: string,
    private readonly configuration: AnalysisConfiguration,
  ) {
    this.#now = configuration.now ?? startOfToday();
  }

  /** False from the next day on, where no day was given. */
  get isOfThisDay(): boolean {
    return this.configuration.now !== undefined || +this.#now === +startOfToday();
  }

  /** Findings without fixes: what they would write depends on more than the findings do. */
  run(): Analysis {
    return reading.recordParts(() => {
      const units = unitsOf(this.model.tree);
      return judged(this.model, this.path, this.configuration, (rules) => {
        const ofFile = rules
          .filter((rule) => !isAskedByUnit(rule))
          .flatMap((rule) => this.#saidOfFile(rule) ?? []);
        const asked = new Set(rules);
        const ofUnits = units.flatMap(this.#saidOfUnit).filter(({ rule }) => asked.has(rule));
        return [...ofFile, ...ofUnits].map(moved);
      });
    });
  }

  /**
   * Most units are asked about once. Where one is asked about again, as are the function that somebody types in and those
   * that call it, it is kept what each rule has read: an edit concerns few of them.
   */
  #askerAbout(unit: Unit): (rule: Rule) => KeptSaid | undefined {
    if (this.#askedUnits.has(unit)) return (rule) => this.#saidOfEditedUnit(unit, rule);
    this.#askedUnits.add(unit);
    const model = this.model.within(unit);
    return (rule) => this.#ask(rule, model);
  }

  /** Undefined where the rule has nothing to say. */
  #ask(rule: Rule, model: FileModel): KeptSaid | undefined {
    const { airflowVersion } = this.configuration;
    const said = askRule(rule, { model, airflowVersion, now: this.#now });
    if (!saysSomething(said)) return undefined;
    const ranges = said.problems.flatMap((problem) =>
      problem.range === undefined
        ? []
        : [[problem, new MovingRange(problem.node, problem.range)] as const],
    );
    return { ...said, ranges: new Map(ranges) };
  }
}

function saysSomething({ isOfToday, notice, problems }: Said): boolean {
  return problems.length > 0 || notice !== undefined || isOfToday;
}

/** What was said, where the code is by now. */
function moved(said: KeptSaid): Said {
  if (said.problems.length === 0) return said;
  const problems = said.problems.map((problem) => {
    const range = said.ranges.get(problem);
    return { ...problem, ...(range === undefined ? {} : { range: range.now }), fixes: [] };
  });
  return { ...said, problems };
}
