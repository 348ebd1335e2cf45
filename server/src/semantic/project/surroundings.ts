import type { SyntaxTree } from '../../syntax/node';
import type { Position } from '../../text/lines';
import type { KnownLoads } from '../dag/graph/known-loads';
import type { TaskName } from '../dag/task-instances';
import type { Scopes } from '../scopes';

/** One Python file of a project, as it stands in a snapshot. */
export interface ProjectFile {
  /** Absolute, with forward slashes; in the editor the path of the document's URI. */
  readonly path: string;
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
}

/** What a dotted name of an import stands for in the project. */
export type ImportTarget =
  | { readonly kind: 'module'; readonly file: ProjectFile }
  /** A folder without `__init__.py`, which binds no name but its modules. */
  | { readonly kind: 'namespace' }
  /** A name that a module binds, or should bind. */
  | { readonly kind: 'name'; readonly file: ProjectFile; readonly name: string };

/**
 * What the analysis of one file may know of the files around it. Synchronous, over a snapshot: what
 * can be asked for here has been read before. Everything that is asked for is noted, so that a later
 * change of it makes this analysis outdated.
 */
export interface Surroundings {
  /** The path of the analyzed file. */
  readonly path: string;
  /**
   * What an imported dotted name stands for when a file imports it; leading dots are relative to
   * that file. Undefined for what is not of the project, or cannot be told: modules of one name in
   * several roots, a module that cannot be read.
   */
  importTarget(imported: string, fromPath: string): ImportTarget | undefined;
  /** The file of the snapshot that a tree belongs to. */
  fileOf(tree: SyntaxTree): ProjectFile | undefined;
  /** Whether there is a template file of this path; undefined where that is not known. */
  fileExists(path: string): boolean | undefined;
  /**
   * Says that what is found depends on the bodies of functions of a file, not only on what the file
   * shows of itself.
   */
  noteBodies(tree: SyntaxTree): void;
  /** What the other files make the functions of this one run for. */
  readonly incoming: readonly IncomingReach[];
  /** The tasks that the other files make by the code of this one: in factories, under `@task`. */
  readonly made: readonly MadeTask[];
  /** True where a file that defines a DAG imports this one, directly or through others. */
  readonly isImportedByDag: boolean;
  /** What the files that import this one do that limits waits of the whole process, by its name. */
  readonly limitsElsewhere: readonly string[];
  /** The DAGs of the other files. */
  readonly dags: DagsElsewhere;
  /** What loads of the project's files came to. */
  readonly loads: KnownLoads;
}

/** The part of its surroundings that says where the imports of a file lead. */
export type Imports = Pick<Surroundings, 'fileOf' | 'importTarget' | 'noteBodies' | 'path'>;

/** Which DAGs the other files of the project define. */
export interface DagsElsewhere {
  /** Those of an id, in the order of their files. */
  named(dagId: string): readonly DagElsewhere[];
  /**
   * Those of them that one Airflow loads together with this file, as far as paths tell, in files whose
   * paths come before its own.
   */
  namedBefore(dagId: string): readonly DagElsewhere[];
  /**
   * The ids of all DAGs of the project, this file's included; undefined where some of them cannot be
   * told, or have not been looked for yet.
   */
  everyId(): ReadonlySet<string> | undefined;
}

export interface DagElsewhere {
  readonly dagId: string;
  readonly isCertain: boolean;
  /** Whether a `dagrun_timeout` ends its runs. */
  readonly hasRunTimeout: 'yes' | 'no' | 'unknown';
  /** Its schedule and when it begins, where a cron expression or preset is one. */
  readonly rhythm: DagRhythm | undefined;
  /** Undefined where it may have others, or the id of one is not known. */
  readonly tasks: readonly TaskElsewhere[] | undefined;
  /** What names it in its file. */
  readonly place: FilePlace;
}

/** A task of a DAG of another file. */
export interface TaskElsewhere {
  readonly taskId: string;
  /** Undefined where it is the default, or not known. */
  readonly pool: string | undefined;
  /** The tasks right before it. */
  readonly upstream: readonly string[];
}

/** When the runs of a DAG begin. */
export interface DagRhythm {
  /** A cron expression or preset. */
  readonly cron: string;
  /** How the time zone is written, `''` where nothing names one. */
  readonly zone: string;
}

/** A place in another file. */
export interface FilePlace {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

/** When, and for which tasks of other files, a function of this file runs. */
export interface IncomingReach {
  /** The name of the function as in `CodeNames`. */
  readonly function: string;
  readonly phase: 'parse' | 'task' | 'trigger' | 'callback';
  readonly tasks: readonly ReachingTask[];
  /** False where it runs only in another interpreter or container than Airflow's. */
  readonly ownImage: boolean;
  /** Airflow calls it itself, as it does a `python_callable`, with a context of its own. */
  readonly isEntry: boolean;
  /** True where something around the calls of other files ends it after a time. */
  readonly isTimeLimited?: boolean;
  /** True where a trigger hands it to other code, as to a thread, rather than call it itself. */
  readonly isOffLoop?: boolean;
  /** True where another file looks at what the function returns. */
  readonly isResultTested?: boolean;
}

/** A task that one file makes by a call, or of a function, of another one. */
export interface MadeTask {
  readonly site: CodeSite;
  readonly task: ReachingTask;
}

/** A call or function of a file, by what outlives its tree. */
export interface CodeSite {
  /** The function in whose own code it stands, or that it is, as in `CodeNames`. */
  readonly function: string | undefined;
  /** Which of the calls there it is, from 0; undefined for the function itself. */
  readonly call: number | undefined;
}

/** A task of another file, as far as a finding in this one tells of it. */
export interface ReachingTask {
  /** More than one where one place makes several tasks. */
  readonly names: readonly TaskName[];
  readonly hasExecutionTimeout: 'yes' | 'no' | 'unknown';
  /** What names it in its file. */
  readonly place: FilePlace;
}
