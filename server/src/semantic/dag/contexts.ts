import { isOperatorClass } from '../../knowledge/airflow-objects';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { rememberedBy } from '../../text/remembered';
import type { CallSites } from '../call-sites';
import type { Names } from '../names';
import type { Values } from '../values';
import type { Dags } from './dags';
import type { Groups } from './groups';
import type { Group, KnownArguments, TaskContext } from './types';

/** How many calls are followed outwards from the place where a task is written. */
const maximumCalls = 6;

/** Finds the DAGs and TaskGroups that are current at a place, through the calls of its function. */
export class Contexts {
  readonly #outside: Place = { groups: [] };
  readonly #inside = rememberedBy(
    ({ groups }: Place, outer: Group): Place => ({ groups: [...groups, outer] }),
  );
  /** What places without a DAG share: a file can have thousands, and as many DAGs. */
  readonly #assumed = rememberedBy(({ groups }: Place, isKnown: boolean): readonly TaskContext[] =>
    this.dags.all.map((dag) => ({ dag, groups, isKnown, isAssumed: true })),
  );

  constructor(
    private readonly names: Names,
    private readonly values: Values,
    private readonly callSites: CallSites,
    private readonly dags: Dags,
    private readonly groups: Groups,
  ) {}

  /** Where an operator call makes its task; `dag=` and `task_group=` count before what is around. */
  ofOperator(call: SyntaxNode, given: KnownArguments): readonly TaskContext[] {
    const around = this.around(call);
    const groups = this.#givenGroups(given);
    const contexts =
      groups === undefined ? around : around.map((context) => ({ ...context, groups }));
    const dag = given.entries.get('dag') ?? this.#dagOfGroup(groups?.[0]);
    if (dag === undefined) return this.#settled(contexts);
    const named = this.dags.dagsOf(dag);
    if (named.length === 0) return this.#settled(contexts);
    return this.#settled(
      named.flatMap((found) => {
        const matching = contexts.filter((context) => context.dag === found);
        const others = matching.length > 0 ? matching : contexts;
        return others.map((context) => ({ ...context, dag: found }));
      }),
    );
  }

  /** Where the calls of a `@task` function make tasks; where none is seen, where it is written. */
  ofFunction(definition: SyntaxNode, uses: readonly SyntaxNode[]): readonly TaskContext[] {
    const places = uses.length > 0 ? uses : [definition];
    return this.#settled(places.flatMap((place) => this.around(place)));
  }

  /** What is current at a place; the DAG is undefined where nothing around shows it. */
  around(place: SyntaxNode, calls = 0): readonly TaskContext[] {
    const groups: Group[] = [];
    let isKnown = true;
    let below = place;
    for (const above of ancestors(place)) {
      if (above.kind === 'with_statement' && below.field === 'body') {
        for (const item of withItems(above).reverse()) {
          const group = this.groups.groupOf(item);
          if (group !== undefined) {
            groups.push(group);
            continue;
          }
          const dags = this.#dagsOfItem(item);
          if (dags.length > 0) return dags.map((dag) => ({ dag, groups, isKnown }));
          if (this.#mayBeDagOrGroup(item)) isKnown = false;
        }
      }
      if (above.kind === 'function_definition' && below.field === 'body') {
        return this.#aroundFunction(above, groups, isKnown, calls);
      }
      below = above;
    }
    return [{ dag: undefined, groups, isKnown }];
  }

  #aroundFunction(
    definition: SyntaxNode,
    groups: readonly Group[],
    isKnown: boolean,
    calls: number,
  ): readonly TaskContext[] {
    const dag = this.dags.at(definition);
    if (dag !== undefined) return [{ dag, groups, isKnown }];
    const own = this.groups.ofFunction(definition);
    const inner = own === undefined ? groups : [...groups, own];
    const sites = [
      ...this.callSites.of(definition),
      ...this.callSites.taskMethodCallsOf(definition),
    ];
    // Who calls it may have a DAG that this file does not show.
    const unseen = { dag: undefined, groups: inner, isKnown: false };
    if (sites.length === 0 || calls >= maximumCalls) return [unseen];
    const seen = sites.flatMap((site) =>
      this.around(site, calls + 1).map((outer) => ({
        dag: outer.dag,
        groups: [...inner, ...outer.groups],
        isKnown: isKnown && outer.isKnown,
      })),
    );
    return this.callSites.isCalledElsewhere(definition) ? [...seen, unseen] : seen;
  }

  /**
   * Contexts without a DAG are given the file's DAGs: a task at module level is attached to one
   * of them later on. In a file without any DAG nothing is known.
   */
  #settled(contexts: readonly TaskContext[]): readonly TaskContext[] {
    const distinct = distinctContexts(contexts);
    const [only, ...others] = distinct;
    if (only !== undefined && others.length === 0) return this.#withDags(only);
    return distinctContexts(distinct.flatMap((context) => this.#withDags(context)));
  }

  #withDags(context: TaskContext): readonly TaskContext[] {
    if (context.dag !== undefined) return [context];
    return this.#assumed(context.groups.reduce(this.#inside, this.#outside), context.isKnown);
  }

  #givenGroups(given: KnownArguments): readonly Group[] | undefined {
    const group = this.groups.groupOf(given.entries.get('task_group'));
    if (group === undefined) return undefined;
    const chain = [group];
    while (chain.length < maximumCalls) {
      const parent = this.groups.groupOf(chain.at(-1)?.arguments.entries.get('parent_group'));
      if (parent === undefined) break;
      chain.push(parent);
    }
    return chain;
  }

  #dagOfGroup(group: Group | undefined): SyntaxNode | undefined {
    return group?.arguments.entries.get('dag');
  }

  #dagsOfItem(item: SyntaxNode) {
    const dags = this.dags.dagsOf(item);
    return dags.some((dag) => dag !== undefined) ? dags : [];
  }

  /** True for a context manager that may make a DAG or a group that the file does not show. */
  #mayBeDagOrGroup(item: SyntaxNode): boolean {
    return this.values.of(item).some((value) => {
      const callee = value.kind === 'call' ? value.child('function') : value;
      // `with task.as_teardown(setups=…):` and `with setup():` only order tasks.
      const isTeardown =
        callee?.kind === 'attribute' && callee.child('attribute')?.text === 'as_teardown';
      if (isTeardown) return false;
      const name = this.names.qualifiedName(callee);
      if (name === undefined) return this.names.definition(callee)?.kind !== 'function_definition';
      return !isOperatorClass(name) && !harmlessPackages.has(name.split('.')[0] ?? '');
    });
  }
}

/** The groups around a place, innermost first: one thing for all places that have the same around. */
interface Place {
  readonly groups: readonly Group[];
}

/** The first of each kind, by what tells them apart. */
function distinctContexts(contexts: readonly TaskContext[]): readonly TaskContext[] {
  if (contexts.length < 2) return contexts;
  // Nodes, of several files even, are told apart by a number.
  const numbers = new Map<SyntaxNode | undefined, number>();
  const numberOf = (node: SyntaxNode | undefined) => {
    const number = numbers.get(node) ?? numbers.size;
    numbers.set(node, number);
    return number;
  };
  const distinct = new Map<string, TaskContext>();
  for (const context of contexts) {
    const { dag, groups, isAssumed, isKnown } = context;
    const path = groups.map(({ node }) => numberOf(node)).join(' ');
    const key = `${numberOf(dag?.node)} ${path} ${isKnown} ${isAssumed}`;
    if (!distinct.has(key)) distinct.set(key, context);
  }
  return [...distinct.values()];
}

/** Packages whose context managers make neither a DAG nor a TaskGroup. */
const harmlessPackages: ReadonlySet<string> = new Set([
  'builtins',
  'contextlib',
  'io',
  'logging',
  'pathlib',
  'os',
  'tempfile',
  'unittest',
  'warnings',
  'zipfile',
]);

/** The context manager expressions of a `with` statement. */
export function withItems(statement: SyntaxNode): SyntaxNode[] {
  const clause = statement.part('with_clause');
  return (clause?.parts ?? []).flatMap((item) => {
    let value = item.child('value');
    while (value?.kind === 'parenthesized_expression') value = value.parts[0];
    if (value === undefined) return [];
    const expression = value.kind === 'as_pattern' ? value.parts[0] : value;
    return expression === undefined ? [] : [expression];
  });
}
