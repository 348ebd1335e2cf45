import { type BlockingFact, factOfOwn, type OwnBlockingCall } from '../../knowledge/blocking-calls';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import { remembered } from '../../text/remembered';
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
  constructor(
    private readonly calls: readonly OwnBlockingCall[],
    private readonly names: Names,
    private readonly surroundings: Surroundings | undefined,
  ) {}

  /** @param qualifiedName the outside thing that the call names, where it is one. */
  factOf(call: SyntaxNode, qualifiedName: string | undefined): NamedFact | undefined {
    if (this.calls.length === 0) return undefined;
    if (qualifiedName !== undefined) return factsOf(this.calls).get(qualifiedName);
    const definition = this.names.definition(call.child('function'));
    const own = definition?.child('name')?.text;
    if (definition === undefined || own === undefined) return undefined;
    const named = factsByLastName(this.calls).get(own);
    if (named === undefined) return undefined;
    const dotted = `${this.#moduleOf(definition)}.${pathInFile(definition)}`;
    return named.find(({ name }) => dotted === name || dotted.endsWith(`.${name}`));
  }

  /** Whether one of them is a function or method of this name. */
  haveMethod(name: string): boolean {
    return factsByLastName(this.calls).has(name);
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

const factsOf = remembered(
  (calls: readonly OwnBlockingCall[]): ReadonlyMap<string, NamedFact> =>
    new Map(calls.map((own) => [own.call, { name: own.call, fact: factOfOwn(own) }])),
);

const factsByLastName = remembered((calls: readonly OwnBlockingCall[]) =>
  groupBy(factsOf(calls).values(), ({ name }) => name.slice(name.lastIndexOf('.') + 1)),
);

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
