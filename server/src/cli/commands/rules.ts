// `airworthy rules`: what there is, in a table for people or as JSON.

import { allRules } from '../../rules/registry';
import { ruleGroups } from '../../rules/rule';
import { type ExitCode, exitCode } from '../exit-code';
import type { CommandHost } from '../host';
import { colorsFor, severityColor } from '../terminal/colors';

export function rules(format: 'text' | 'json', host: CommandHost): ExitCode {
  host.stdout.write(format === 'json' ? rulesAsJson() : rulesAsText(host));
  return exitCode.clean;
}

function rulesAsJson(): string {
  const list = allRules.map(({ meta }) => ({
    id: meta.id,
    group: meta.group,
    summary: meta.summary,
    severity: meta.severity,
    profile: meta.profile,
    fix: meta.fix,
    since: meta.since,
  }));
  return `${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`;
}

function rulesAsText({ stdout, environment }: CommandHost): string {
  const colors = colorsFor(stdout, environment);
  const idWidth = Math.max(...allRules.map(({ meta }) => meta.id.length));
  const blocks = ruleGroups.flatMap((group) => {
    const members = allRules.filter(({ meta }) => meta.group === group);
    if (members.length === 0) return [];
    const lines = members.map(({ meta }) => {
      const severity = severityColor(colors, meta.severity)(meta.severity.padEnd(11));
      const profile = meta.profile.padEnd(11);
      const fix = (meta.fix === 'none' ? 'no fix' : `${meta.fix} fix`).padEnd(10);
      return `  ${meta.id.padEnd(idWidth)}  ${severity}  ${colors.dim(profile)}  ${colors.dim(fix)}  ${meta.summary}`;
    });
    return [`${colors.bold(group)}\n${lines.join('\n')}\n`];
  });
  return blocks.join('\n');
}
