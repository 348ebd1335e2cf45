import type { DagsParams, DagsResult } from '../../protocol/dags';
import type { FileModel } from '../../semantic/file-model';
import type { Analyses } from '../analyses';
import type { Arrivals } from '../arrivals';
import { toRange } from '../convert';

/** `airworthy/dags` */
export async function dagsOfDocument(
  { uri }: DagsParams,
  analyses: Analyses,
  arrivals: Arrivals,
): Promise<DagsResult> {
  await arrivals.settled();
  const analysis = await analyses.of(uri);
  if (analysis === undefined || analysis.problem !== undefined) return null;
  return { version: analysis.version, ...places(await analyses.modelOf(analysis)) };
}

function places({ lines, dags, tasks }: FileModel): Omit<NonNullable<DagsResult>, 'version'> {
  return {
    dags: dags.all.map(({ dagId, anchor }) => ({
      dagId: dagId ?? null,
      range: toRange(lines, anchor),
    })),
    tasks: tasks.all.flatMap(({ taskIds, anchor, ...task }) => {
      const dagIds = task.dags.map(({ dagId }) => dagId).filter((dagId) => dagId !== undefined);
      return taskIds.map((taskId) => ({ taskId, dagIds, range: toRange(lines, anchor) }));
    }),
  };
}
