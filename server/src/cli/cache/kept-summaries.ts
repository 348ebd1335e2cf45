// What files tell those that they lead to, apart from the record of their project: a run in which nothing is new needs
// none of it.

import type { FileSummary } from '../../semantic/project/summary';
import { sealed, sealOf, unsealedLines } from './sealed';

/** The texts of summaries, by the paths of their files. A summary is parsed when it is asked for. */
export type SummaryTexts = ReadonlyMap<string, string>;

export function encodeSummaries(texts: SummaryTexts): Buffer {
  return sealed([JSON.stringify([...texts.keys()]), ...texts.values()].join('\n'));
}

/** Undefined for what is not, letter by letter, what was written under a seal. */
export function decodeSummaries(seal: string, bytes: Buffer): SummaryTexts | undefined {
  const lines = sealOf(bytes) === seal ? unsealedLines(bytes) : undefined;
  if (lines === undefined) return undefined;
  const [head, ...texts] = lines.map((line) => line.toString('utf8'));
  const paths: readonly string[] = JSON.parse(head ?? '[]');
  return new Map(paths.map((path, at) => [path, texts[at] ?? '']));
}

export function textOfSummary(summary: FileSummary): string {
  return JSON.stringify(summary);
}

export function summaryFrom(text: string): FileSummary {
  return JSON.parse(text);
}
