import { homepage } from '../../../package.json';

/** The public page of a rule, for editors and reports that have no packaged one to open. */
export function publicRulePage(rule: string): string {
  return `${homepage}/blob/main/docs/rules/${rule}.md`;
}
