import ignore from 'ignore';
import type { IgnoreRules } from './ignore-rules';

/** The rules of a `.gitignore`, or of anything else in its syntax. */
export function gitIgnoreRules(folder: string, text: string): IgnoreRules {
  const rules = ignore().add(text.replace(/^\ufeff/, ''));
  return {
    folder,
    judge(relativePath, isFolder) {
      const result = rules.test(isFolder ? `${relativePath}/` : relativePath);
      if (result.ignored) return 'ignored';
      return result.unignored ? 'kept' : undefined;
    },
  };
}
