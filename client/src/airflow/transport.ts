// How questions reach one version of the REST API.

import type * as z from 'zod/mini';
import type { QuestionsOfV1 } from './generated/api-v1';
import type { QuestionsOfV2 } from './generated/api-v2';
import type { TaskInstanceKey } from './model';
import type { Answer, Subject } from './problem';

export interface Question {
  /** Below the API, as the OpenAPI document has it, with names in braces. */
  readonly path: string;
  readonly ids: Readonly<Record<string, string | number>>;
  readonly query: Readonly<Record<string, QueryValue>>;
}

type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined;

/** Sends questions, signed. */
export interface Transport {
  json<T>(
    question: Question,
    schema: z.ZodMiniType<T>,
    what: Subject,
    signal: AbortSignal,
  ): Promise<Answer<T>>;
  /** Hands over an answer of lines, each a JSON text of its own, as they come. */
  lines(
    question: Question,
    what: Subject,
    signal: AbortSignal,
    onLine: (line: string) => void,
  ): Promise<Answer<undefined>>;
}

type Ids = Question['ids'];
type Shared = keyof QuestionsOfV1 & keyof QuestionsOfV2;

/** A question that both versions understand. */
export function about<Path extends Shared>(
  path: Path,
  ids: Ids,
  query: QuestionsOfV1[Path]['query'] & QuestionsOfV2[Path]['query'],
): Question {
  return { path, ids, query: { ...query } };
}

export function aboutV1<Path extends keyof QuestionsOfV1>(
  path: Path,
  ids: Ids,
  query: QuestionsOfV1[Path]['query'],
): Question {
  return { path, ids, query: { ...query } };
}

export function aboutV2<Path extends keyof QuestionsOfV2>(
  path: Path,
  ids: Ids,
  query: QuestionsOfV2[Path]['query'],
): Question {
  return { path, ids, query: { ...query } };
}

export function idsOf(task: TaskInstanceKey) {
  return { dag_id: task.dagId, dag_run_id: task.runId, task_id: task.taskId };
}

/** The URL of a question; undefined where an id cannot be part of one. */
export function urlOf(api: string, { path, ids, query }: Question): string | undefined {
  let isPossible = true;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = String(ids[name] ?? '');
    // Browsers and servers take these for steps along the path, whichever way they are written.
    if (id === '' || id === '.' || id === '..') isPossible = false;
    // `~` stands for all, which only we say.
    return id === '~' ? id : encodeURIComponent(id);
  });
  if (!isPossible) return undefined;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const one of typeof value === 'object' ? value : [value]) {
      parameters.append(name, String(one));
    }
  }
  const search = parameters.toString();
  return `${api}${filled}${search === '' ? '' : `?${search}`}`;
}
