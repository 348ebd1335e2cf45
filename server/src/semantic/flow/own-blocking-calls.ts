import { type BlockingFact, factOfOwn, type OwnBlockingCall } from '../../knowledge/blocking-calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';
import type { Surroundings } from '../project/surroundings';

/** A call that the project's configuration says can block. */
interface NamedFact {
  readonly name: string;
  readonly fact: BlockingFact;
}

/**
 * The calls that the project's configuration adds to those that are known to block. A name is that
 * of a package's function or method, or of one that a file of the project defines, by any path that
 * Python could import it by: `etl.http.fetch` is `fetch` of `…/dags/etl/http.py`.
 */
export class OwnBlockingCalls {
  readonly #facts = new Map<string, NamedFact>();
  readonly #lastNames = new Set<string>();

  constructor(
    calls: readonly OwnBlockingCall[],
    private readonly names: Names,
    private readonly surroundings: Surroundings | undefined,
  ) {
    for (const own of calls) {
      this.#facts.set(own.call, { name: own.call, fact: factOfOwn(own) });
      this.#lastNames.add(lastOf(own.call));
    }
  }

  /** @param qualifiedName the outside thing that the call names, where it is one. */
  factOf(call: SyntaxNode, qualifiedName: string | undefined): NamedFact | undefined {
    if (this.#facts.size === 0) return undefined;
    if (qualifiedName !== undefined) return this.#facts.get(qualifiedName);
    const definition = this.names.definition(call.child('function'));
    const own = definition?.child('name')?.text;
    if (definition === undefined || own === undefined || !this.#lastNames.has(own))
      return undefined;
    const dotted = `${this.#moduleOf(definition)}.${pathInFile(definition)}`;
    for (const [name, fact] of this.#facts) {
      if (dotted === name || dotted.endsWith(`.${name}`)) return fact;
    }
    return undefined;
  }

  /** The path of the definition's file, dotted. */
  #moduleOf({ tree }: SyntaxNode): string {
    const path = this.surroundings?.fileOf(tree)?.path ?? this.surroundings?.path ?? '';
    return path
      .replace(/\.py$/, '')
      .replace(/\/__init__$/, '')
      .replaceAll('/', '.');
  }
}

/** `Client.fetch` for a method, `fetch` for a function. */
function pathInFile(definition: SyntaxNode): string {
  const outer = [...ancestors(definition)].filter(
    ({ kind }) => kind === 'class_definition' || kind === 'function_definition',
  );
  return [definition, ...outer]
    .map((node) => node.child('name')?.text ?? '')
    .reverse()
    .join('.');
}

function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}
