import type { Severity } from '../../rules/rule';
import type { Report } from '../report';
import type { Colors } from '../terminal/colors';
import { severityColor } from '../terminal/colors';

/** How many findings every rule has, the most first. */
export function statisticsReport(report: Report, colors: Colors): string {
  const rows = new Map<string, { count: number; fixable: number; severity: Severity }>();
  for (const { findings } of report.checked) {
    for (const { rule, severity, fixes } of findings) {
      const row = rows.get(`${rule} ${severity}`) ?? { count: 0, fixable: 0, severity };
      rows.set(`${rule} ${severity}`, row);
      row.count++;
      if (fixes.length > 0) row.fixable++;
    }
  }
  const ordered = [...rows].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const width = String(ordered[0]?.[1].count ?? 0).length;
  return ordered
    .map(([key, { count, fixable, severity }]) => {
      const rule = key.slice(0, key.indexOf(' '));
      const fixes = fixable === 0 ? '' : colors.dim(` (${fixable} with a fix)`);
      const name = severityColor(colors, severity)(severity);
      return `${String(count).padStart(width)} ${name} ${colors.bold(rule)}${fixes}\n`;
    })
    .join('');
}
