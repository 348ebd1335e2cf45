import { reachable } from '../../semantic/reachable';
import { once } from '../../text/remembered';
import type { ToldSummary } from '../work/work';
import { importersIn } from './affected-files';
import { type SummaryTexts, summaryFrom, textOfSummary } from './kept-summaries';
import type { Standing } from './standing-results';

/**
 * What the files of a project tell those that they lead to. A summary is made of less than the findings of its file are, so
 * that it holds for as long as these do.
 */
export class ProjectSummaries {
  readonly #kept: () => SummaryTexts;

  /** @param kept what an earlier run has kept, under the record that `standing` is of. */
  constructor(
    private readonly standing: Standing,
    kept: () => SummaryTexts | undefined,
  ) {
    this.#kept = once(() => kept() ?? new Map());
  }

  /** Of the files that lead to some, as far as they are known and still hold. */
  leadingTo(paths: Iterable<string>): readonly ToldSummary[] {
    const kept = this.#kept();
    if (kept.size === 0) return [];
    const importers = importersIn(this.standing.imports());
    const leading = reachable(paths, (path) => importers.get(path) ?? []);
    return [...kept]
      .filter(([path]) => leading.has(path) && this.standing.resultOf(path) !== undefined)
      .map(([path, text]) => [path, summaryFrom(text)]);
  }

  /** All that hold, and those that were found now. */
  textsWith(found: readonly ToldSummary[]): SummaryTexts {
    const kept = [...this.#kept()].filter(([path]) => this.standing.resultOf(path) !== undefined);
    const texts = found.map(([path, summary]) => [path, textOfSummary(summary)] as const);
    return new Map([...kept, ...texts]);
  }
}
