// Which Airflow answers at a URL.

import * as z from 'zod/mini';
import type { AirflowMajor, AirflowVersion } from './model';
import type { Answer, Problem } from './problem';

/** Asks `/version` of one version of the API. */
export type AskVersion = (major: AirflowMajor) => Promise<Answer<unknown>>;

const versionAnswer = z.object({ version: z.string() });

/** Of the 2.x versions, the first whose task instances name their run. */
const firstMinorOf2 = 3;

/**
 * Finds out which of the two APIs is there. Where neither is, the problem is the one that says most:
 * a sign-in page says more than a page that is missing.
 */
export async function findVersion(ask: AskVersion, host: string): Promise<Answer<AirflowVersion>> {
  const problems: Problem[] = [];
  for (const major of [3, 2] as const) {
    const answer = await ask(major);
    if (answer.ok) {
      const read = versionAnswer.safeParse(answer.value);
      if (read.success) return supported(read.data.version, major);
      problems.push({ kind: 'not-airflow', host });
    } else if (tellsOfApi(answer.problem)) {
      problems.push(answer.problem);
    } else {
      // What is wrong with the connection, or with the sign-in, is so for both.
      return answer;
    }
  }
  const problem = telling
    .map((kind) => problems.find((candidate) => candidate.kind === kind))
    .find((candidate) => candidate !== undefined);
  return { ok: false, problem: problem ?? { kind: 'no-api', host } };
}

/** The problems with which a server may say that it has not this API but perhaps the other. */
function tellsOfApi({ kind }: Problem): boolean {
  return telling.includes(kind) || kind === 'no-api' || kind === 'not-found';
}

const telling: readonly Problem['kind'][] = [
  'redirected',
  'forbidden',
  'not-airflow',
  'unexpected-answer',
  'refused-request',
];

function supported(text: string, major: AirflowMajor): Answer<AirflowVersion> {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(text) ?? [];
  // Whoever speaks the API but calls its version something else may be a build of its own.
  const isSupported =
    first === undefined ||
    (Number(first) === major && (major === 3 || Number(second) >= firstMinorOf2));
  if (!isSupported) {
    return { ok: false, problem: { kind: 'unsupported-version', version: shown(text) } };
  }
  return { ok: true, value: { major, text: shown(text) } };
}

/** A server's text that messages show is kept short. */
function shown(text: string): string {
  return text.slice(0, 40);
}
