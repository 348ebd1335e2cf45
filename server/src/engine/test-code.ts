import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';

/** True for code that only a test runner runs, which Airflow never does. */
export function isTestCode(node: SyntaxNode, path: string): boolean {
  if (!/(?:^|[\\/])(?:test_[^\\/]*|[^\\/]*_test|conftest)\.py$/.test(path)) return false;
  // Only the tests themselves: a file of this name can still define a DAG.
  for (const above of ancestors(node)) {
    const name = above.child('name')?.text ?? '';
    if (above.kind === 'function_definition' && name.startsWith('test')) return true;
    if (above.kind === 'class_definition' && /^Test|Test(?:s|Case)?$/.test(name)) return true;
  }
  return false;
}
