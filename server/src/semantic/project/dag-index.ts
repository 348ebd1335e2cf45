import { LineIndex } from '../../text/lines';
import { tasksElsewhere } from '../dag/awaited-dags';
import { rhythmOf } from '../dag/rhythm';
import { limitAnswers, loadedRunLimit } from '../dag/run-limit';
import { NotedFacts } from './noted-facts';
import type { NotedSurroundings } from './noted-surroundings';
import type { ProjectFiles } from './project-files';
import type { DagElsewhere, DagsElsewhere } from './surroundings';

/** The DAGs that a file defines. */
interface FileDags {
  readonly dags: readonly DagElsewhere[];
  /** Their ids, and those of the DAGs that it has made by other files. */
  readonly ids: readonly string[];
  /** False where it may define others, or the id of one is not known. */
  readonly isComplete: boolean;
}

/** Which files of a project define which DAGs, worked out where it is asked for. */
export class DagIndex {
  readonly #dags: NotedFacts<FileDags>;
  /** By id, whether the text of each file has it in it. */
  readonly #mentions = new Map<string, Map<string, { text: string; isThere: boolean }>>();

  constructor(private readonly files: ProjectFiles) {
    this.#dags = new NotedFacts(files, dagsOf);
  }

  /** The DAGs of all files but one. */
  seenFrom(path: string): DagsElsewhere {
    return {
      named: (dagId) => this.#named(dagId, path),
      everyId: () => this.#everyId((file) => this.#dags.of(file)),
    };
  }

  /** The same without the work for all files at once: not every id may be known yet. */
  asKnownFrom(path: string): DagsElsewhere {
    return {
      named: (dagId) => this.#named(dagId, path),
      everyId: () =>
        this.missing().length > 0 ? undefined : this.#everyId((file) => this.#dags.asKnown(file)),
    };
  }

  /** The files that are to be looked into before every id is known. */
  missing(): string[] {
    return this.#candidates().filter((file) => !this.#dags.isCurrent(file));
  }

  /** The files whose DAGs are known, each with those that were looked into for them. */
  lookedInto(): Iterable<readonly [string, Iterable<string>]> {
    return this.#dags.lookedInto();
  }

  lookInto(path: string): void {
    this.#dags.of(path);
  }

  forget(path: string): void {
    this.#dags.forget(path);
    for (const files of this.#mentions.values()) files.delete(path);
  }

  #named(dagId: string, exceptFor: string): readonly DagElsewhere[] {
    if (dagId === '') return [];
    return this.#candidates()
      .filter((file) => file !== exceptFor && this.#mentionsId(file, dagId))
      .flatMap((file) => this.#dags.of(file)?.dags ?? [])
      .filter((dag) => dag.dagId === dagId)
      .map((dag) => {
        const mayBeIgnored = this.files.mayBeIgnoredByAirflow(dag.place.path);
        return mayBeIgnored ? { ...dag, isCertain: false } : dag;
      });
  }

  #everyId(find: (file: string) => FileDags | undefined): ReadonlySet<string> | undefined {
    const ids = new Set<string>();
    for (const file of this.#candidates()) {
      const found = find(file);
      if (found?.isComplete !== true) return undefined;
      for (const id of found.ids) ids.add(id);
    }
    return ids;
  }

  /** A DAG's id is written where it is defined, as a text or as the name of its function. */
  #mentionsId(file: string, dagId: string): boolean {
    const text = this.files.textOf(file) ?? '';
    let known = this.#mentions.get(dagId);
    if (known === undefined) {
      known = new Map();
      this.#mentions.set(dagId, known);
    }
    const before = known.get(file);
    if (before?.text === text) return before.isThere;
    const isThere = text.includes(dagId);
    known.set(file, { text, isThere });
    return isThere;
  }

  #candidates(): string[] {
    return [...this.files.paths.files].filter(
      (file) => this.files.scanOf(file)?.mentionsAirflow === true,
    );
  }
}

function dagsOf(surroundings: NotedSurroundings): FileDags {
  const { path, scopes, tree } = surroundings.own;
  const loaded = surroundings.loads.of({ tree, scopes, path, surroundings, version: undefined });
  const lines = new LineIndex(tree.text);
  // What another file makes for this one is that file's, and is seen there.
  const own = loaded.dags.filter((dag) => dag.node.tree === tree);
  const dags = own.flatMap((dag): DagElsewhere[] => {
    const { dagId, isCertain, node } = dag;
    if (dagId === undefined) return [];
    const name = node.child('name') ?? node.child('function') ?? node;
    const [start, end] = [lines.position(name.start), lines.position(name.end)];
    const hasRunTimeout = limitAnswers[loadedRunLimit(dag).kind];
    const rhythm = rhythmOf(dag);
    const tasks = tasksElsewhere(dag);
    return [{ dagId, isCertain, hasRunTimeout, rhythm, tasks, place: { path, start, end } }];
  });
  const ids = loaded.dags.flatMap(({ dagId }) => dagId ?? []);
  const isComplete = loaded.isComplete && ids.length === loaded.dags.length;
  return { dags, ids, isComplete };
}
