import { type Severity, severities } from '../rules/rule';

/** True where a severity is as bad as a limit, or worse. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(limit);
}
