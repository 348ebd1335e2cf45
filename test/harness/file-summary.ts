import type { FileSummary } from '../../server/src/semantic/project/summary';

/** What a file says in which there is nothing but some parts. */
export function summary(parts: Partial<FileSummary>): FileSummary {
  return {
    definesDag: false,
    tasks: [],
    calls: [],
    seeds: [],
    made: [],
    taskFunctions: [],
    outline: '',
    ...parts,
  };
}
