// `airworthy explain <rule>`: the rule's page, as it is packaged.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allRules, ruleById } from '../../rules/registry';
import { nearestWord } from '../../text/nearest-word';
import { type ExitCode, exitCode, UsageError } from '../exit-code';
import type { CommandHost } from '../host';
import { colorsFor } from '../terminal/colors';
import { paintMarkdown } from '../terminal/markdown';

/** @throws UsageError when there is no such rule. */
export function explain(id: string, host: CommandHost): ExitCode {
  const rule = ruleById(id);
  if (rule === undefined) {
    const near = nearestWord(
      id,
      allRules.map(({ meta }) => meta.id),
    );
    const hint = near === undefined ? 'See `airworthy rules`.' : `Did you mean "${near}"?`;
    throw new UsageError(`There is no rule "${id}". ${hint}`);
  }
  const page = readFileSync(path.join(host.pagesFolder, `${rule.meta.id}.md`), 'utf8');
  host.stdout.write(paintMarkdown(page, colorsFor(host.stdout, host.environment)));
  return exitCode.clean;
}
