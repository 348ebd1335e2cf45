import { argumentValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import type { Names } from '../names';
import { assignmentsToAttribute, callsOfMethod, nodesOfKind } from '../tree-index';
import type { Values } from '../values';
import { objectsAt } from './creations';

/** Stands among the limits of a file for a session that brings its own timeout. */
export const wrappedSession = 'requests.Session';

const sendingMethods = ['request', 'send'];

/** Methods that people replace: `session.request = functools.partial(session.request, timeout=10)`. */
const replacedMethods = [...sendingMethods, 'get', 'post'];

/**
 * Sessions whose adapter, subclass or replaced method can set the timeout: `requests` itself knows no
 * default timeout (documentation, "Timeouts"), so this is how people give it one.
 */
export class WrappedSessions {
  constructor(
    private readonly names: Names,
    private readonly values: Values,
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
    return trees.some((tree) =>
      creations === undefined
        ? this.#adaptersIn(tree).length > 0
        : this.#wrappedIn(tree)(session, creations),
    );
  }

  /** True where a file wraps sessions, or has a class of them that sends in its own way. */
  areWrappedIn(tree: SyntaxTree): boolean {
    if (this.#adaptersIn(tree).length > 0) return true;
    return nodesOfKind(tree, 'class_definition').some(
      (definition) =>
        this.#overridesSending(definition) &&
        this.names.baseNames(definition).includes(wrappedSession),
    );
  }

  #overridesSending(definition: SyntaxNode): boolean {
    return sendingMethods.some((name) => this.names.methodOf(definition, name) !== undefined);
  }

  readonly #adaptersIn = remembered((tree: SyntaxTree) => [
    ...callsOfMethod(tree, 'mount').filter((call) => !this.#isPlainAdapter(call)),
    ...replacedMethods.flatMap((name) => assignmentsToAttribute(tree, name)),
  ]);

  readonly #wrappedIn = remembered((tree: SyntaxTree) =>
    objectsAt(this.names, this.values, this.#adaptersIn(tree)),
  );

  #isPlainAdapter(mount: SyntaxNode): boolean {
    const adapter = argumentValue(mount, 'adapter', 1);
    return (
      this.names.instanceType(adapter) === 'requests.adapters.HTTPAdapter' &&
      this.names.instanceClass(adapter) === undefined
    );
  }
}
