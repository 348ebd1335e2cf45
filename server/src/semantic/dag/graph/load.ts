// The DAGs that Airflow finds in a file.

import type { AirflowVersion } from '../../../knowledge/airflow-versions';
import { evaluateFile, type FileToEvaluate } from '../../evaluation/evaluate-file';
import { AirflowHost } from './host';
import { loadedDags, tasksWithoutDag } from './loaded';
import { Release } from './release';
import type { Load } from './types';
import { World } from './world';

/** A DAG file, and the Airflow that is to load it; without a version, the newest is meant. */
export type FileToLoad = Omit<FileToEvaluate, 'host'> & {
  readonly version: AirflowVersion | undefined;
};

/**
 * What comes of a DAG file when Airflow loads it. Nothing runs: the code is followed as far as it is
 * known, and what is not known is said to be so.
 */
export function loadFile(file: FileToLoad, release = new Release(file.version)): Load {
  const world = new World(release);
  const evaluated = evaluateFile({ ...file, host: new AirflowHost(world) });
  const { calledFunctions, environment, gaps, isWhole, raised } = evaluated;
  for (const { tree } of calledFunctions) file.surroundings?.noteBodies(tree);
  const isLoaded = isWhole && raised === undefined;
  const failure =
    raised === undefined
      ? []
      : [{ place: raised.place, reason: 'an exception that ends the load of the file' }];
  return {
    dags: loadedDags(world, environment, isLoaded),
    tasksWithoutDag: tasksWithoutDag(world),
    calledFunctions,
    isComplete: isLoaded && !world.mayHaveMoreDags && !environment.mayHaveMore,
    gaps: [...gaps, ...failure],
  };
}
