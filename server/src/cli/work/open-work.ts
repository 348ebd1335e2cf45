import type { FileSummary } from '../../semantic/project/summary';
import type { ItemAnswer, ProjectLinks, ProjectTexts, ToldSummary, WorkItem } from './work';

/** The files of one project that are to be checked. */
export interface ProjectWork {
  readonly project: ProjectTexts;
  readonly items: readonly WorkItem[];
  /** Of other files, as far as they are known. */
  readonly summaries: readonly ToldSummary[];
  answered(answer: ItemAnswer): void;
  /** Called once, behind the last answer. Undefined where not all could be found out. */
  finished(links: ProjectLinks | undefined): void;
}

/**
 * How much text a thread takes at a time, in UTF-16 units: little, so that all end at about the same
 * time.
 */
const portionSize = 60_000;
/** How many threads may die of one project before the rest of it is given up. */
const mostDeaths = 5;

/** The work for one project that threads share. */
export class OpenWork {
  /** What threads that have left the project know of it. */
  readonly links: ProjectLinks[] = [];
  readonly projectSize: number;
  readonly #waiting: WorkItem[];
  /** What waits until nothing else does. */
  readonly #putOff: WorkItem[] = [];
  /** What files tell those that they lead to, in the order in which that became known. */
  readonly #summaries: ToldSummary[];
  #unanswered: number;
  #deaths = 0;

  constructor(readonly work: ProjectWork) {
    this.#waiting = [...work.items];
    this.#summaries = [...work.summaries];
    this.#unanswered = work.items.length;
    this.projectSize = [...work.project.changes.texts.values()].reduce(
      (sum, text) => sum + (text?.length ?? 0),
      0,
    );
  }

  get isWaiting(): boolean {
    return this.waitingCount > 0;
  }

  get waitingCount(): number {
    return this.#waiting.length + this.#putOff.length;
  }

  get isAnswered(): boolean {
    return this.#unanswered === 0;
  }

  /** How much text no thread has taken. */
  get waitingSize(): number {
    const waiting = [...this.#waiting, ...this.#putOff];
    return waiting.reduce((sum, item) => sum + this.#sizeOf(item), 0);
  }

  /** The next files for a thread: at least one, where any are waiting. */
  take(): WorkItem[] {
    const waiting = this.#waiting.length > 0 ? this.#waiting : this.#putOff;
    let size = 0;
    const end = waiting.findIndex((item) => {
      size += this.#sizeOf(item);
      return size >= portionSize;
    });
    return waiting.splice(0, end === -1 ? waiting.length : end + 1);
  }

  answer(answer: ItemAnswer, summary?: FileSummary): void {
    this.#unanswered--;
    if (summary !== undefined) this.#summaries.push([answer.path, summary]);
    this.work.answered(answer);
  }

  /** Has a file that was taken wait until no other does. */
  putOff(item: WorkItem): void {
    this.#putOff.push({ ...item, isPutOff: true });
  }

  /** What files tell those that they lead to: all but the first ones, as many as are known already. */
  summariesFrom(count: number): readonly ToldSummary[] {
    return this.#summaries.slice(count);
  }

  /** Takes back what a thread has not answered when it died: the first of these was its end. */
  giveBack(items: readonly WorkItem[], reason: string): void {
    this.#deaths++;
    const [first, ...others] = items;
    this.#waiting.unshift(...others);
    const isGivenUp = this.#deaths >= mostDeaths;
    const lost = isGivenUp ? [...this.#waiting.splice(0), ...this.#putOff.splice(0)] : [];
    for (const item of first === undefined ? lost : [first, ...lost]) {
      const fault = `The analysis of this file ended the thread that it ran in: ${reason}.`;
      this.answer({ path: item.path, findings: [], faults: [fault], grounds: undefined });
    }
  }

  finish(): void {
    const [first] = this.links;
    const isWhole = first !== undefined && this.#deaths === 0;
    if (!isWhole) {
      this.work.finished(undefined);
      return;
    }
    const beyond = this.links.flatMap((links) => links.beyond);
    const summaries = this.links.flatMap((links) => links.summaries);
    this.work.finished({ imports: first.imports, beyond, summaries });
  }

  #sizeOf({ ownText, path }: WorkItem): number {
    return (ownText ?? this.work.project.changes.texts.get(path))?.length ?? 0;
  }
}
