import type { AirflowVersion } from '../../../knowledge/airflow-versions';
import { isReached } from '../../../knowledge/removals';

/** The Airflow that loads a file, as far as the load asks which one it is: that of most files never does. */
export class Release {
  readonly #answers = new Map<string, boolean>();

  constructor(private readonly version: AirflowVersion | undefined) {}

  /** True from a version on (`X.Y`); where the version is not known, the newest one is meant. */
  isAtLeast(since: string): boolean {
    const answer = this.#reaches(since);
    this.#answers.set(since, answer);
    return answer;
  }

  /** Whether another release would have been told the same. */
  isLike(other: Release): boolean {
    return [...this.#answers].every(([since, answer]) => other.#reaches(since) === answer);
  }

  #reaches(since: string): boolean {
    return this.version === undefined || isReached(this.version, since);
  }
}
