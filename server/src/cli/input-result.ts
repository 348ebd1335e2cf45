import type { ReadProblem } from '../disk/read-source';
import type { Finding } from '../engine/finding';
import { LineIndex } from '../text/lines';
import type { Input } from './inputs';
import type { CheckedFile, FileError, Places } from './report';

/** What came of one input. */
export interface InputResult {
  readonly name: string;
  readonly errors: FileError[];
  /** Undefined where there is nothing to find, or nothing could be looked at. */
  checked?: CheckedFile;
  /** What the fixes would change, where that was asked for. */
  diff?: string;
  /** How many fixes were applied, or are shown. */
  fixes: number;
  /** The path that was named cannot be used, or the file cannot be written. */
  isMisused: boolean;
}

/** To be filled while the input is read, repaired and checked. */
export function emptyResult({ name }: Input): InputResult {
  return { name, errors: [], fixes: 0, isMisused: false };
}

export function tellUnread(
  result: InputResult,
  { isNamed }: Input,
  { kind, message }: ReadProblem,
): void {
  result.errors.push({ file: result.name, kind, message });
  if (kind === 'unreadable' && isNamed) result.isMisused = true;
}

/** @param faults Airworthy's own, each in a sentence. */
export function tellFaults(result: InputResult, faults: readonly string[]): void {
  for (const message of faults)
    result.errors.push({ file: result.name, kind: 'internal', message });
}

export function tellFindings(
  result: InputResult,
  text: string,
  findings: readonly Finding[],
  nameOf: CheckedFile['nameOf'],
): void {
  if (findings.length === 0) return;
  const lines = new LineIndex(text);
  result.checked = { file: result.name, places: lines, lines, nameOf, findings };
}

/** The same for findings of an earlier run. */
export function tellKnown(
  result: InputResult,
  places: Places,
  findings: readonly Finding[],
  nameOf: CheckedFile['nameOf'],
): void {
  if (findings.length === 0) return;
  result.checked = { file: result.name, places, lines: undefined, nameOf, findings };
}
