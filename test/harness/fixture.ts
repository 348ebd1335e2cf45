import type { Finding } from '../../server/src/engine/finding';
import { LineIndex } from '../../server/src/text/lines';

/**
 * A fixture file: cases separated by `# --- case: <title>` lines, each a Python file of its own.
 * Under a line that has a finding stands a marker comment whose carets are the finding's columns:
 *
 *     r = requests.get(url)
 *     #   ^^^^^^^^^^^^ warning: message (unsafe fix)
 *
 * A finding that spans lines is marked on its first line, to that line's end, with `...` after the
 * carets. Markers count as comments of the case, so that the text is analyzed as it stands without
 * them. Directives: `# airflow: 2.10.5`, `# profile: strict`, `# line-break: crlf`.
 */
export interface FixtureCase {
  readonly title: string;
  /** The source without the markers. */
  readonly text: string;
  readonly markers: readonly Marker[];
  readonly airflowVersion: string | undefined;
  readonly profile: string | undefined;
  readonly usesCarriageReturns: boolean;
}

export interface Marker {
  /** The line (from 0, without markers) that the finding begins on. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly text: string;
}

const caseLine = /^# --- case: (.*)$/;
const markerLine = /^(\s*#?\s*)(\^+)( .*)$/;

export function parseFixture(source: string): FixtureCase[] {
  const cases: FixtureCase[] = [];
  let title: string | undefined;
  let lines: string[] = [];
  for (const line of source.split('\n')) {
    const start = caseLine.exec(line);
    if (start === null) {
      lines.push(line);
      continue;
    }
    if (title !== undefined) cases.push(readCase(title, lines));
    else if (lines.some((before) => before.trim() !== '')) {
      throw new Error('a fixture begins with a "# --- case: <title>" line');
    }
    title = start[1] ?? '';
    lines = [];
  }
  if (title !== undefined) cases.push(readCase(title, lines));
  return cases;
}

function readCase(title: string, lines: readonly string[]): FixtureCase {
  const kept: string[] = [];
  const markers: Marker[] = [];
  let airflowVersion: string | undefined;
  let profile: string | undefined;
  let usesCarriageReturns = false;
  for (const line of lines) {
    const marker = isMarker(line) ? markerLine.exec(line) : null;
    const directive = /^# (airflow|profile|line-break): (\S+)$/.exec(line);
    if (marker !== null) {
      markers.push({
        line: kept.length - 1,
        column: (marker[1] ?? '').length,
        length: (marker[2] ?? '').length,
        text: (marker[3] ?? '').trim(),
      });
    } else if (directive !== null) {
      if (directive[1] === 'airflow') airflowVersion = directive[2];
      else if (directive[1] === 'profile') profile = directive[2];
      else usesCarriageReturns = directive[2] === 'crlf';
    } else kept.push(line);
  }
  const text = kept.join(usesCarriageReturns ? '\r\n' : '\n');
  return { title, text, markers, airflowVersion, profile, usesCarriageReturns };
}

function isMarker(line: string): boolean {
  return /^\s*#?\s*\^+ (?:\.\.\. )?(?:error|warning|information|hint): /.test(line);
}

/** The marker that describes a finding, in the same words on every machine. */
export function markerOf(finding: Finding, text: string): Marker {
  const lines = new LineIndex(text);
  const start = lines.position(finding.start);
  const end = lines.position(finding.end);
  const spansLines = end.line > start.line;
  const last = spansLines ? lines.lineEnd(start.line) : finding.end;
  const safeties = [...new Set(finding.fixes.map((fix) => fix.safety))].sort();
  const fixes = safeties.length === 0 ? '' : ` (${safeties.join(' and ')} fix)`;
  return {
    line: start.line,
    column: start.column,
    length: Math.max(1, last - finding.start),
    text: `${spansLines ? '... ' : ''}${finding.severity}: ${finding.message}${fixes}`,
  };
}

/** Writes a case back with the given markers under their lines. */
export function renderCase(fixture: FixtureCase, markers: readonly Marker[]): string {
  const out = [`# --- case: ${fixture.title}`];
  if (fixture.airflowVersion !== undefined) out.push(`# airflow: ${fixture.airflowVersion}`);
  if (fixture.profile !== undefined) out.push(`# profile: ${fixture.profile}`);
  if (fixture.usesCarriageReturns) out.push('# line-break: crlf');
  for (const [index, line] of fixture.text.split(/\r?\n/).entries()) {
    out.push(line);
    for (const marker of markers.filter((found) => found.line === index)) {
      out.push(renderMarker(marker));
    }
  }
  return out.join('\n');
}

export function renderMarker(marker: Marker): string {
  const carets = '^'.repeat(marker.length);
  if (marker.column === 0) return `${carets} ${marker.text}`;
  return `#${' '.repeat(marker.column - 1)}${carets} ${marker.text}`;
}
