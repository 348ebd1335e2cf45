import {
  isHookBase,
  isNotifierBase,
  isOperatorBase,
  isSensorClass,
  isTriggerBase,
} from '../../knowledge/airflow-objects';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { isAlike } from '../../text/alike';
import { settledEach } from '../../text/settled';
import type { Names } from '../names';
import { foundInUnits } from '../tree-index';

/** A class of the file that Airflow instantiates and calls by itself. */
export interface Component {
  readonly kind: 'operator' | 'sensor' | 'trigger' | 'hook' | 'notifier';
  readonly node: SyntaxNode;
  /** The Airflow class that it derives from, directly or through classes of the file. */
  readonly base: string;
}

/** The components of a file. */
export class Components {
  /** In source order. */
  readonly all = foundInUnits(
    () => this.tree,
    ['class_definition'],
    (node) => this.#ofClass(node),
  );

  readonly #ofClass = settledEach((node: SyntaxNode): Component | undefined => {
    for (const base of this.names.baseNames(node)) {
      const kind = kindOf(base);
      if (kind !== undefined) return { kind, node, base };
    }
    return undefined;
  }, isAlike);

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
  ) {}

  /** What a class of the file is to Airflow; undefined for other classes, and for no class. */
  at(node: SyntaxNode | undefined): Component | undefined {
    const isOwnClass = node?.kind === 'class_definition' && node.tree === this.tree;
    return isOwnClass ? this.#ofClass(node) : undefined;
  }
}

function kindOf(base: string): Component['kind'] | undefined {
  if (isSensorClass(base)) return 'sensor';
  if (isOperatorBase(base)) return 'operator';
  if (isTriggerBase(base)) return 'trigger';
  if (isNotifierBase(base)) return 'notifier';
  return isHookBase(base) ? 'hook' : undefined;
}
