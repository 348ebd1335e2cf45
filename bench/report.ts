import type { Spread } from './statistics';

/** One table of the report, and what it is about. */
export interface Section {
  readonly title: string;
  /** What has to be known to read the table. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A text, a number as it is, or what repeated measurements say, with its unit. */
export type Cell = string | number | Figure;

export interface Figure {
  readonly spread: Spread;
  /** `ms`, `s`, `MB`; `×` for a ratio. */
  readonly unit: string;
}

export function figure(spread: Spread, unit: string): Figure {
  return { spread, unit };
}

export function markdownOf(machine: string, sections: readonly Section[]): string {
  const parts = sections.map(({ about, columns, rows, title }) =>
    [
      `## ${title}`,
      '',
      about,
      '',
      row(columns),
      row(columns.map((_, i) => (i === 0 ? '---' : '---:'))),
      ...rows.map((cells) => row(cells.map(textOf))),
      '',
    ].join('\n'),
  );
  return [`# Bench\n\n${machine}\n`, ...parts].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The median, and where there were several runs, the least and the most. */
function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return cell.toLocaleString('en');
  const { spread, unit } = cell;
  const sign = unit === '×' ? '×' : ` ${unit}`;
  const median = `${rounded(spread.median)}${sign}`;
  return spread.runs > 1 ? `${median} (${rounded(spread.min)} to ${rounded(spread.max)})` : median;
}

/** Three digits that count: more would be noise. */
function rounded(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
}
