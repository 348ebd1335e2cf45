import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import type { Reporter } from './reporter';
import { sarifReport } from './sarif';
import { textReport } from './text';

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

export const reporters: Readonly<Record<Format, Reporter>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  junit: junitReport,
};
