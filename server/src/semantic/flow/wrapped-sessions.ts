import { argumentValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Names } from '../names';
import type { Values } from '../values';
import type { CallsOfTrees } from './calls-of-trees';
import { isSameObject } from './creations';

/** Stands among the limits of a file for a session that brings its own timeout. */
export const wrappedSession = 'requests.Session';

const sendingMethods = ['request', 'send'];

/**
 * Sessions whose adapter, subclass or replaced method can set the timeout: `requests` itself knows no
 * default timeout (documentation, "Timeouts"), so this is how people give it one.
 */
export class WrappedSessions {
  readonly #adapters = new Map<SyntaxTree, readonly SyntaxNode[]>();

  constructor(
    private readonly names: Names,
    private readonly values: Values,
    private readonly calls: CallsOfTrees,
  ) {}

  /**
   * @param creations what made the session; undefined where it comes from somewhere else, and may be
   * any that is wrapped.
   * @param trees the files in which it may be wrapped.
   */
  isWrapped(
    session: SyntaxNode,
    creations: readonly SyntaxNode[] | undefined,
    trees: readonly SyntaxTree[],
  ): boolean {
    const ownClass = this.names.instanceClass(session);
    if (ownClass !== undefined && this.#overridesSending(ownClass)) return true;
    const places = trees.flatMap((tree) => this.#adaptersIn(tree));
    return places.some(
      (place) =>
        creations === undefined ||
        isSameObject(this.names, this.values, { place, object: session, creations }),
    );
  }

  /** True where a file wraps sessions, or has a class of them that sends in its own way. */
  areWrappedIn(tree: SyntaxTree): boolean {
    if (this.#adaptersIn(tree).length > 0) return true;
    return tree.nodes.some(
      (node) =>
        node.kind === 'class_definition' &&
        this.#overridesSending(node) &&
        this.names.baseNames(node).includes(wrappedSession),
    );
  }

  #overridesSending(definition: SyntaxNode): boolean {
    return sendingMethods.some((name) => this.names.methodOf(definition, name) !== undefined);
  }

  #adaptersIn(tree: SyntaxTree): readonly SyntaxNode[] {
    let adapters = this.#adapters.get(tree);
    if (adapters === undefined) {
      const mounts = this.calls.ofMethods(['mount'], [tree]);
      adapters = [
        ...mounts.filter((call) => !this.#isPlainAdapter(call)),
        ...replacedMethods(tree),
      ];
      this.#adapters.set(tree, adapters);
    }
    return adapters;
  }

  #isPlainAdapter(mount: SyntaxNode): boolean {
    const adapter = argumentValue(mount, 'adapter', 1);
    return (
      this.names.instanceType(adapter) === 'requests.adapters.HTTPAdapter' &&
      this.names.instanceClass(adapter) === undefined
    );
  }
}

/** `session.request = functools.partial(session.request, timeout=10)` */
function replacedMethods(tree: SyntaxTree): SyntaxNode[] {
  return tree.nodes.filter((node) => {
    const target = node.kind === 'assignment' ? node.child('left') : undefined;
    const name = target?.kind === 'attribute' ? target.child('attribute')?.text : undefined;
    return name === 'request' || name === 'send' || name === 'get' || name === 'post';
  });
}
