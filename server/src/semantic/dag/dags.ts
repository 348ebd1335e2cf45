import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { isAlike } from '../../text/alike';
import { settledEach } from '../../text/settled';
import type { Constants } from '../constants';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import type { Values } from '../values';
import { type ArgumentsReader, noArguments, unknownArguments } from './arguments';
import { isDecoratedFunction, madeByCode } from './made-by-code';
import type { Dag, DefaultArgs, KnownArguments } from './types';

/** The DAGs of a file. */
export class Dags {
  readonly #all = madeByCode(
    () => this.tree,
    (node) => this.at(node),
  );
  readonly #ofCall = settledEach((call: SyntaxNode) => this.#constructed(call), isAlike);
  readonly #ofFunction = settledEach(
    (definition: SyntaxNode) => this.#decorated(definition),
    isAlike,
  );

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly values: Values,
    private readonly reader: ArgumentsReader,
  ) {}

  /** In source order. */
  get all(): readonly Dag[] {
    return this.#all();
  }

  /** The DAG that a `DAG(...)` call or a function under `@dag` makes, in any file of the project. */
  at(node: SyntaxNode): Dag | undefined {
    if (node.kind === 'call') return this.#isConstructor(node) ? this.#ofCall(node) : undefined;
    return isDecoratedFunction(node) ? this.#ofFunction(node) : undefined;
  }

  /** The DAGs that an expression may stand for; `undefined` among them for what is not known. */
  dagsOf(expression: SyntaxNode): readonly (Dag | undefined)[] {
    return this.values
      .of(expression)
      .filter((value) => value.kind !== 'none')
      .map((value) => this.at(value));
  }

  /** The one DAG that an expression stands for. */
  dagOf(expression: SyntaxNode | undefined): Dag | undefined {
    const dags = expression === undefined ? [] : this.dagsOf(expression);
    return dags.length === 1 ? dags[0] : undefined;
  }

  #isConstructor(call: SyntaxNode): boolean {
    const callee = call.child('function');
    if (callee === undefined) return false;
    return (
      this.names.qualifiedName(callee) === 'airflow.DAG' || this.#ownDagClass(callee) !== undefined
    );
  }

  #constructed(call: SyntaxNode): Dag | undefined {
    const anchor = call.child('function');
    if (anchor === undefined) return undefined;
    const ownClass = this.#ownDagClass(anchor);
    const given = this.reader.ofCall(call);
    const id = given.entries.get('dag_id') ?? positionalValue(call, 0);
    // A class of the file's own may set or add what it likes before it hands on.
    const changes = ownClass !== undefined && this.names.methodOf(ownClass, '__init__');
    return {
      kind: 'constructor',
      node: call,
      anchor,
      call,
      decorator: undefined,
      arguments: changes ? { ...given, isComplete: false } : given,
      dagId: this.constants.string(id),
      defaultArgs: changes ? unknownArguments : this.#defaultArgs(given),
    };
  }

  #ownDagClass(callee: SyntaxNode): SyntaxNode | undefined {
    if (callee.kind !== 'identifier') return undefined;
    const definition = this.names.definition(callee);
    if (definition?.kind !== 'class_definition') return undefined;
    return this.names.baseNames(definition).includes('airflow.DAG') ? definition : undefined;
  }

  #decorated(definition: SyntaxNode): Dag | undefined {
    const decorator = decoratorsOf(definition, this.names).find(
      (found) => found.name === 'airflow.dag',
    );
    const anchor = definition.child('name');
    if (decorator === undefined || anchor === undefined) return undefined;
    const { call } = decorator;
    const given = this.reader.ofCall(call);
    const id =
      given.entries.get('dag_id') ?? (call === undefined ? undefined : positionalValue(call, 0));
    return {
      kind: 'decorator',
      node: definition,
      anchor,
      call,
      decorator: call ?? decorator.anchor,
      arguments: given,
      dagId: id === undefined ? anchor.text : this.constants.string(id),
      defaultArgs: this.#defaultArgs(given),
    };
  }

  #defaultArgs(given: KnownArguments): DefaultArgs | undefined {
    const value = given.entries.get('default_args');
    if (value !== undefined) return this.reader.read(value) ?? noArguments;
    return given.isComplete ? undefined : unknownArguments;
  }
}

/** False for a class of the project's own, which may do with its arguments what it likes. */
export function isAirflowsOwn(dag: Dag, names: Names): boolean {
  return dag.kind === 'decorator' || names.qualifiedName(dag.anchor) === 'airflow.DAG';
}
