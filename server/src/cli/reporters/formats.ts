import type { Reporter } from './reporter';

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

/** Each is loaded where it is asked for: some know all rules. */
export const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => inOnePiece((await import('./text')).textReport),
  json: async () => (await import('./json')).jsonReport,
  sarif: async () => inOnePiece((await import('./sarif')).sarifReport),
  github: async () => inOnePiece((await import('./github')).githubReport),
  junit: async () => inOnePiece((await import('./junit')).junitReport),
};

function inOnePiece(form: (...about: Parameters<Reporter>) => string): Reporter {
  return (report, colors) => [form(report, colors)];
}
