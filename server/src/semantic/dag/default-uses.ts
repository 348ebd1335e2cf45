import { describedVersions } from '../../knowledge/airflow-versions';
import type { SyntaxNode } from '../../syntax/node';
import { addTo, groupBy } from '../../text/groups';
import { once, onceEach } from '../../text/remembered';
import type { FileModel } from '../file-model';
import type { AcceptedArguments, ArgumentTaker } from './accepted-arguments';
import type { LoadedDag, LoadedTask } from './graph/types';
import type { PassedArgument } from './passed-arguments';
import type { Dag, KnownArguments } from './types';

/** What becomes of the entries of `default_args` of a file. Each is looked at once for all of them. */
export class DefaultUses {
  /** By the name of an argument, then by its value. */
  readonly #takers = onceEach((name: string) => this.#takersByValue(name));
  /** What the tasks of a DAG take in any version; undefined where that is not known of all. */
  readonly takenByTasks = onceEach((dag: LoadedDag) => this.#namesTakenBy(dag));
  /**
   * What the classes of tasks take, or Airflow's by their names: most tasks of a file are of the same
   * few. By version; empty where it is not known of any.
   */
  readonly #takenByClass = onceEach((taker: ArgumentTaker) =>
    describedVersions(undefined).flatMap((version) => this.accepted.of(taker, version) ?? []),
  );
  /** By the value of an entry: the DAGs that have it in their `default_args`, under which name. */
  readonly #holders = once(() => holdersIn(this.model));
  readonly #written = once(() =>
    groupBy(this.passed, ({ isDefault, name }) => (isDefault ? name : undefined)),
  );
  readonly #mentions = once(() => mentionsIn(this.model.tree.text));

  constructor(
    private readonly model: FileModel,
    private readonly accepted: AcceptedArguments,
    private readonly passed: readonly PassedArgument[],
  ) {}

  /** The DAGs with the entry in their `default_args`; undefined where something else has it, too. */
  dagsWith(name: string, value: SyntaxNode): readonly Dag[] | undefined {
    const holders = (this.#holders().get(value) ?? []).filter((one) => one.name === name);
    const dags = holders.flatMap(({ dag }) => dag ?? []);
    return dags.length === holders.length ? dags : undefined;
  }

  /** The tasks that are certainly made with a value for an argument, and that are not mapped. */
  takers(name: string, value: SyntaxNode): readonly LoadedTask[] {
    return this.#takers(name).get(value) ?? [];
  }

  /** True where the file has the name in other places than in its `default_args`, to read it there. */
  mayBeRead(name: string, how: 'anywhere' | 'as a key or attribute'): boolean {
    const { asKeyOrAttribute, everywhere } = this.#mentions();
    const counts = how === 'anywhere' ? everywhere : asKeyOrAttribute;
    const written = this.#written().get(name)?.length ?? 0;
    // What is no single word can only be read by the same text.
    const count = /^\w+$/.test(name)
      ? counts.get(name)
      : this.model.tree.text.split(name).length - 1;
    return (count ?? 0) > written;
  }

  #takersByValue(name: string): ReadonlyMap<SyntaxNode, readonly LoadedTask[]> {
    const tasks = this.model.loaded.dags.flatMap((dag) => dag.tasks);
    return groupBy(tasks, (task) => {
      const effective = task.isMapped || !task.isCertain ? undefined : task.effective(name);
      return typeof effective === 'object' ? effective.origin : undefined;
    });
  }

  #namesTakenBy({ isComplete, tasks }: LoadedDag): ReadonlySet<string> | undefined {
    if (!isComplete || tasks.length === 0) return undefined;
    const all = new Set(
      tasks.map(({ operator, operatorClass }) => this.#takenByClass(operatorClass ?? operator)),
    );
    if ([...all].some((ofVersions) => ofVersions.length === 0)) return undefined;
    return new Set([...all].flat().flatMap((names) => [...names]));
  }
}

/** What has an entry: the `default_args` of a DAG, or undefined for a DAG itself or a group. */
interface Holder {
  readonly name: string;
  readonly dag: Dag | undefined;
}

function holdersIn({ dags, groups }: FileModel): ReadonlyMap<SyntaxNode, readonly Holder[]> {
  const holders = new Map<SyntaxNode, Holder[]>();
  const note = (given: KnownArguments | undefined, dag: Dag | undefined) => {
    for (const [name, value] of given?.entries ?? []) addTo(holders, value, { name, dag });
  };
  for (const group of groups.all) note(group.defaultArgs, undefined);
  for (const dag of dags.all) {
    note(dag.arguments, undefined);
    note(dag.defaultArgs, dag);
  }
  return holders;
}

/** How often the words of a text are in it. */
interface Mentions {
  readonly everywhere: ReadonlyMap<string, number>;
  /** Right after a quote or a dot. */
  readonly asKeyOrAttribute: ReadonlyMap<string, number>;
}

function mentionsIn(text: string): Mentions {
  const everywhere = new Map<string, number>();
  const asKeyOrAttribute = new Map<string, number>();
  for (const [, before, word = ''] of text.matchAll(/(['".])?(\w+)/g)) {
    everywhere.set(word, (everywhere.get(word) ?? 0) + 1);
    if (before !== undefined) asKeyOrAttribute.set(word, (asKeyOrAttribute.get(word) ?? 0) + 1);
  }
  return { everywhere, asKeyOrAttribute };
}
