import {
  isHookBase,
  isNotifierBase,
  isOperatorBase,
  isSensorClass,
  isTriggerBase,
} from '../../knowledge/airflow-objects';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Names } from '../names';

/** A class of the file that Airflow instantiates and calls by itself. */
export interface Component {
  readonly kind: 'operator' | 'sensor' | 'trigger' | 'hook' | 'notifier';
  readonly node: SyntaxNode;
  /** The Airflow class that it derives from, directly or through classes of the file. */
  readonly base: string;
}

export function componentsOf(tree: SyntaxTree, names: Names): Component[] {
  const components: Component[] = [];
  for (const node of tree.nodes) {
    if (node.kind !== 'class_definition') continue;
    for (const base of names.baseNames(node)) {
      const kind = kindOf(base);
      if (kind === undefined) continue;
      components.push({ kind, node, base });
      break;
    }
  }
  return components;
}

function kindOf(base: string): Component['kind'] | undefined {
  if (isSensorClass(base)) return 'sensor';
  if (isOperatorBase(base)) return 'operator';
  if (isTriggerBase(base)) return 'trigger';
  if (isNotifierBase(base)) return 'notifier';
  return isHookBase(base) ? 'hook' : undefined;
}
