/** What Airflow offers in the place of a loop that asks a service again and again. */

import data from './data/poll-alternatives.json' with { type: 'json' };

export interface PollAlternative {
  /** A sensor, deferrable operator or method with a time limit, as it is written in code. */
  readonly use: string;
  /** True where the loop waits for something that the task itself has started. */
  readonly isOwnWork: boolean;
}

const byName: ReadonlyMap<string, PollAlternative> = new Map(
  data.calls.flatMap(({ names, use, ownWork }) =>
    names.map((name) => [name, { use, isOwnWork: ownWork === true }] as const),
  ),
);

const byBoto3Method: ReadonlyMap<string, PollAlternative> = new Map(
  data.boto3.flatMap(({ service, methods, use }) =>
    methods.map((method) => [`${service}.${method}`, { use, isOwnWork: false }] as const),
  ),
);

/** The alternative to asking through a function, by its qualified name. */
export function alternativeTo(qualifiedName: string): PollAlternative | undefined {
  return byName.get(qualifiedName);
}

/** The alternative to asking through a method of a boto3 client, by the client's service. */
export function alternativeToBoto3(service: string, method: string): PollAlternative | undefined {
  return byBoto3Method.get(`${service}.${method}`);
}
