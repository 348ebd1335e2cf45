import type { Reporter } from './reporter';

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

/** Each is loaded where it is asked for: some know all rules. */
export const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => {
    const { textReport } = await import('./text');
    return (report, colors) => [textReport(report, colors)];
  },
  json: async () => (await import('./json')).jsonReport,
  sarif: async () => {
    const { sarifReport } = await import('./sarif');
    return (report) => [sarifReport(report)];
  },
  github: async () => {
    const { githubReport } = await import('./github');
    return (report) => [githubReport(report)];
  },
  junit: async () => {
    const { junitReport } = await import('./junit');
    return (report) => [junitReport(report)];
  },
};
