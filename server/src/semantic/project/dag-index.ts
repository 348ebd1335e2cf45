import { groupBy } from '../../text/groups';
import { LineIndex } from '../../text/lines';
import { once } from '../../text/remembered';
import { tasksElsewhere } from '../dag/awaited-dags';
import { rhythmOf } from '../dag/rhythm';
import { limitAnswers, loadedRunLimit } from '../dag/run-limit';
import { dagFolderOf } from './dag-folder';
import { type MissingWork, NotedFacts } from './noted-facts';
import type { NotedSurroundings } from './noted-surroundings';
import type { ProjectFiles } from './project-files';
import type { DagElsewhere, DagsElsewhere } from './surroundings';
import { runsOf, TextSieve } from './text-sieve';

/** The DAGs that a file defines. */
interface FileDags {
  readonly dags: readonly DagElsewhere[];
  /** Their ids, and those of the DAGs that it has made by other files. */
  readonly ids: readonly string[];
  /** False where it may define others, or the id of one is not known. */
  readonly isComplete: boolean;
}

/** A file in which a DAG may be defined. */
interface Candidate {
  readonly path: string;
  readonly text: string;
  /** Made when it is first asked for: nobody looks in the file that is typed into. */
  readonly sieve: () => TextSieve;
}

/** What is worked out again when any text has changed. */
interface AtRevision<Fact> {
  readonly revision: number;
  readonly fact: Fact;
}

/** Which files of a project define which DAGs, worked out where it is asked for. */
export class DagIndex {
  readonly #dags: NotedFacts<FileDags>;
  #candidates: AtRevision<ReadonlyMap<string, Candidate>> | undefined;
  #byFolder: AtRevision<ReadonlyMap<string, readonly Candidate[]>> | undefined;
  #everyId: AtRevision<ReadonlySet<string> | undefined> | undefined;

  constructor(private readonly files: ProjectFiles) {
    this.#dags = new NotedFacts(files, dagsOf);
  }

  /** The DAGs of all files but one. */
  seenFrom(path: string): DagsElsewhere {
    return { ...this.#namedFrom(path), everyId: () => this.#idsOfAll() };
  }

  /** The same without the work for all files at once: not every id may be known yet. */
  asKnownFrom(path: string): DagsElsewhere {
    const everyId = () => (this.missing().length > 0 ? undefined : this.#idsOfAll());
    return { ...this.#namedFrom(path), everyId };
  }

  /** The work after which every id is known. */
  missing(): readonly MissingWork[] {
    return this.#dags.missing(this.#candidatesNow.keys());
  }

  /** The files whose DAGs are known, each with those that were looked into for them. */
  lookedInto(): Iterable<readonly [string, Iterable<string>]> {
    return this.#dags.lookedInto();
  }

  forget(path: string): void {
    this.#dags.forget(path);
  }

  #namedFrom(path: string): Omit<DagsElsewhere, 'everyId'> {
    return {
      named: (dagId) => this.#named(dagId, this.#candidatesNow.values(), (file) => file !== path),
      namedBefore: (dagId) => {
        const beside = this.#candidatesByFolder.get(dagFolderOf(path)) ?? [];
        return this.#named(dagId, beside, (file) => file < path);
      },
    };
  }

  /** A DAG's id is written where it is defined, as a text or as the name of its function. */
  #named(
    dagId: string,
    candidates: Iterable<Candidate>,
    isMeant: (file: string) => boolean,
  ): readonly DagElsewhere[] {
    if (dagId === '') return [];
    const runs = runsOf(dagId);
    const found: DagElsewhere[] = [];
    for (const { path, sieve, text } of candidates) {
      if (!isMeant(path) || !sieve().mayHold(runs) || !text.includes(dagId)) continue;
      for (const dag of this.#dags.of(path)?.dags ?? []) if (dag.dagId === dagId) found.push(dag);
    }
    return found.sort(byPath).map((dag) => {
      const mayBeIgnored = this.files.mayBeIgnoredByAirflow(dag.place.path);
      return mayBeIgnored ? { ...dag, isCertain: false } : dag;
    });
  }

  #idsOfAll(): ReadonlySet<string> | undefined {
    const { revision } = this.files;
    if (this.#everyId?.revision !== revision) this.#everyId = { revision, fact: this.#findIds() };
    return this.#everyId.fact;
  }

  #findIds(): ReadonlySet<string> | undefined {
    const files = [...this.#candidatesNow.keys()];
    const isKnown = (file: string) => this.#dags.isCurrent(file);
    const ids = new Set<string>();
    // One file of which not all is known is enough for the answer, and those that are known cost nothing.
    for (const file of [...files.filter(isKnown), ...files.filter((file) => !isKnown(file))]) {
      const found = this.#dags.of(file);
      if (found?.isComplete !== true) return undefined;
      for (const id of found.ids) ids.add(id);
    }
    return ids;
  }

  get #candidatesNow(): ReadonlyMap<string, Candidate> {
    const { files } = this;
    const before = this.#candidates;
    if (before?.revision === files.revision) return before.fact;
    const fact = new Map<string, Candidate>();
    for (const path of files.paths.files) {
      const text = files.textOf(path);
      if (text === undefined || files.scanOf(path)?.mentionsAirflow !== true) continue;
      const same = before?.fact.get(path);
      fact.set(path, same?.text === text ? same : candidate(path, text));
    }
    this.#candidates = { revision: files.revision, fact };
    return fact;
  }

  get #candidatesByFolder(): ReadonlyMap<string, readonly Candidate[]> {
    const { revision } = this.files;
    if (this.#byFolder?.revision !== revision) {
      const fact = groupBy([...this.#candidatesNow.values()], ({ path }) => dagFolderOf(path));
      this.#byFolder = { revision, fact };
    }
    return this.#byFolder.fact;
  }
}

/** The candidates are in the order in which the files came. */
function byPath({ place: one }: DagElsewhere, { place: other }: DagElsewhere): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}

function candidate(path: string, text: string): Candidate {
  return { path, text, sieve: once(() => new TextSieve(text)) };
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
