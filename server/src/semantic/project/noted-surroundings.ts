import type { SyntaxTree } from '../../syntax/node';
import type { KnownLoads } from '../dag/graph/known-loads';
import type { ProjectFiles } from './project-files';
import type {
  DagElsewhere,
  DagsElsewhere,
  ImportTarget,
  IncomingReach,
  MadeTask,
  ProjectFile,
  Surroundings,
} from './surroundings';

/** What other files make a file run for. */
export interface Incoming {
  readonly reach: readonly IncomingReach[];
  readonly made: readonly MadeTask[];
  readonly limits: readonly string[];
}

/** What an analysis rests on, beside the text of its own file. What it has not asked for is undefined. */
export interface Basis {
  readonly notes: Notes;
  readonly incoming: Incoming | undefined;
  readonly isImportedByDag: boolean | undefined;
}

export const nothingIncoming: Incoming = {
  reach: [],
  made: [],
  limits: [],
};

/** What there is of the other files, beside their code. */
export interface Elsewhere {
  /** Asked for once, where it matters: it may take a look into every file that leads to this one. */
  readonly incoming: () => Incoming;
  /** Asked for once, where it matters. */
  readonly isImportedByDag: () => boolean;
  readonly dags: DagsElsewhere;
}

export const nothingElsewhere: Elsewhere = {
  incoming: () => nothingIncoming,
  isImportedByDag: () => false,
  dags: { named: () => [], namedBefore: () => [], everyId: () => undefined },
};

/** What an analysis has asked its surroundings, and what the answers were. */
export interface Notes {
  /** The texts of the files that it has looked into, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly outlines: ReadonlyMap<string, string | undefined>;
  /** The files of which more than the outline counts. */
  readonly withBodies: ReadonlySet<string>;
  /** A mark of each answer, by the importing file and the name that it imports. */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether template files were there that were asked for, by path. */
  readonly templates: ReadonlyMap<string, boolean | undefined>;
  /** Where the DAGs are that were asked for, by id: all of them, or those before this file. */
  readonly dags: ReadonlyMap<string, string>;
  readonly dagsBefore: ReadonlyMap<string, string>;
  /** The files of those DAGs. */
  readonly dagFiles: ReadonlySet<string>;
  /** The ids of all DAGs, where they were asked for. */
  readonly everyDagId: string | undefined;
  /** While it is the project's own, and the texts are the same, so are the answers. */
  readonly modulesRevision: number;
}

/** The surroundings of one file, which remember what they were asked. */
export class NotedSurroundings implements Surroundings {
  readonly path: string;
  readonly dags: DagsElsewhere;
  readonly loads: KnownLoads;
  readonly #byPath = new Map<string, ProjectFile>();
  readonly #byTree = new Map<SyntaxTree, ProjectFile>();
  /** By the importing file. */
  readonly #answers = new Map<string, Map<string, ImportTarget | undefined>>();
  readonly #withBodies = new Set<string>();
  readonly #askedTemplates = new Map<string, boolean | undefined>();
  readonly #askedDags = new Map<string, string>();
  readonly #askedDagsBefore = new Map<string, string>();
  readonly #dagFiles = new Set<string>();
  #everyDagId: string | undefined;
  #incoming: Incoming | undefined;
  #isImportedByDag: boolean | undefined;

  constructor(
    private readonly files: ProjectFiles,
    /** The analyzed file itself. */
    readonly own: ProjectFile,
    private readonly elsewhere: Elsewhere,
  ) {
    const { dags } = elsewhere;
    this.path = own.path;
    this.loads = files.loads;
    this.dags = {
      named: (dagId) => this.#noteDags(this.#askedDags, dagId, dags.named(dagId)),
      namedBefore: (dagId) => this.#noteDags(this.#askedDagsBefore, dagId, dags.namedBefore(dagId)),
      everyId: () => {
        const found = dags.everyId();
        this.#everyDagId = markOfIds(found);
        return found;
      },
    };
    this.#keep(own);
  }

  get incoming(): readonly IncomingReach[] {
    return this.#allIncoming.reach;
  }

  get made(): readonly MadeTask[] {
    return this.#allIncoming.made;
  }

  get isImportedByDag(): boolean {
    this.#isImportedByDag ??= this.elsewhere.isImportedByDag();
    return this.#isImportedByDag;
  }

  get limitsElsewhere(): readonly string[] {
    return this.#allIncoming.limits;
  }

  get #allIncoming(): Incoming {
    this.#incoming ??= this.elsewhere.incoming();
    return this.#incoming;
  }

  importTarget(imported: string, fromPath: string): ImportTarget | undefined {
    let answers = this.#answers.get(fromPath);
    if (answers === undefined) {
      answers = new Map();
      this.#answers.set(fromPath, answers);
    }
    const known = answers.get(imported);
    if (known !== undefined || answers.has(imported)) return known;
    const target = importTarget(imported, fromPath, this.files, (path) => this.#file(path));
    answers.set(imported, target);
    return target;
  }

  /** Whether the imports of the analyzed file lead where they led when they were asked for. */
  leadAsBefore(): boolean {
    for (const [imported, target] of this.#answers.get(this.path) ?? []) {
      const now = importTarget(imported, this.path, this.files, (path) => this.#file(path));
      if (markOf(now) !== markOf(target)) return false;
    }
    return true;
  }

  fileOf(tree: SyntaxTree): ProjectFile | undefined {
    return this.#byTree.get(tree);
  }

  fileExists(path: string): boolean | undefined {
    const isThere = this.files.hasTemplate(path);
    this.#askedTemplates.set(path, isThere);
    return isThere;
  }

  noteBodies(tree: SyntaxTree): void {
    const path = this.fileOf(tree)?.path;
    if (path !== undefined && path !== this.path) this.#withBodies.add(path);
  }

  #noteDags(
    asked: Map<string, string>,
    dagId: string,
    found: readonly DagElsewhere[],
  ): readonly DagElsewhere[] {
    asked.set(dagId, JSON.stringify(found));
    for (const { place } of found) this.#dagFiles.add(place.path);
    return found;
  }

  /** What has been asked until now, and what was said of the files that lead to this one. */
  get basis(): Basis {
    return {
      notes: this.notes,
      incoming: this.#incoming,
      isImportedByDag: this.#isImportedByDag,
    };
  }

  /** What has been asked until now. */
  get notes(): Notes {
    const others = [...this.#byPath.values()].filter((file) => file !== this.own);
    return {
      texts: new Map(others.map(({ path, tree }) => [path, tree.text])),
      outlines: new Map(others.map(({ path }) => [path, this.files.outlineOf(path)])),
      withBodies: new Set(this.#withBodies),
      targets: marksOf(this.#answers),
      modulesRevision: this.files.modulesRevision,
      templates: new Map(this.#askedTemplates),
      dags: new Map(this.#askedDags),
      dagsBefore: new Map(this.#askedDagsBefore),
      dagFiles: new Set(this.#dagFiles),
      everyDagId: this.#everyDagId,
    };
  }

  /** One tree for each file, for as long as the analysis lasts: its nodes are compared. */
  #file(path: string): ProjectFile | undefined {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const file = this.files.parsed(path);
    if (file !== undefined) this.#keep(file);
    return file;
  }

  #keep(file: ProjectFile): void {
    this.#byPath.set(file.path, file);
    this.#byTree.set(file.tree, file);
  }
}

/** Whether all that an analysis has asked would be answered in the same way now. */
export function wouldBeAnsweredAlike({ targets }: Notes, files: ProjectFiles): boolean {
  for (const [from, marks] of targets) {
    for (const [imported, mark] of marks) {
      const target = importTarget(imported, from, files, (path) => files.parsed(path));
      if (markOf(target) !== mark) return false;
    }
  }
  return true;
}

/** Whether the template files that an analysis has asked for are there as they were then. */
export function haveSameTemplates({ templates }: Notes, files: ProjectFiles): boolean {
  for (const [path, wasThere] of templates) if (files.hasTemplate(path) !== wasThere) return false;
  return true;
}

/** Whether the questions about the DAGs of other files would be answered in the same way now. */
export function haveSameDags({ dags, dagsBefore, everyDagId }: Notes, now: DagsElsewhere): boolean {
  for (const [id, mark] of dags) if (JSON.stringify(now.named(id)) !== mark) return false;
  for (const [id, mark] of dagsBefore) {
    if (JSON.stringify(now.namedBefore(id)) !== mark) return false;
  }
  return everyDagId === undefined || markOfIds(now.everyId()) === everyDagId;
}

function markOfIds(ids: ReadonlySet<string> | undefined): string {
  return ids === undefined ? '' : JSON.stringify([...ids].sort());
}

function importTarget(
  imported: string,
  from: string,
  files: ProjectFiles,
  fileAt: (path: string) => ProjectFile | undefined,
): ImportTarget | undefined {
  const place = files.find(imported, from);
  if (place === undefined) return undefined;
  const name = imported.slice(imported.lastIndexOf('.') + 1);
  const holder = place.holder === undefined ? undefined : fileAt(place.holder);
  const asName: ImportTarget | undefined =
    holder === undefined || name === '' ? undefined : { kind: 'name', file: holder, name };
  // What a package binds itself comes before its module of that name; while the package imports
  // that module, it is not bound yet.
  const isBound = holder?.path !== from && holder?.scopes.module.bindings.has(name) === true;
  if (isBound) return asName;
  if (place.module !== undefined) {
    const file = fileAt(place.module);
    return file === undefined ? undefined : { kind: 'module', file };
  }
  if (!place.isNamespace) return asName;
  return isImportedFrom(imported, from, files) ? { kind: 'namespace' } : undefined;
}

/**
 * A folder without `__init__.py` hides no installed package of its name: it is meant only where the
 * file imports one of its modules.
 */
function isImportedFrom(folder: string, from: string, files: ProjectFiles): boolean {
  if (folder.startsWith('.')) return true;
  const prefix = `${folder}.`;
  const imports = files.scanOf(from)?.imported ?? [];
  return imports.some((each) => {
    if (each === folder) return false;
    const place = each.startsWith(prefix) ? files.find(each, from) : undefined;
    return place !== undefined && (place.module !== undefined || place.holder !== undefined);
  });
}

function marksOf(
  answers: ReadonlyMap<string, ReadonlyMap<string, ImportTarget | undefined>>,
): Notes['targets'] {
  const marks = new Map<string, ReadonlyMap<string, string>>();
  for (const [from, targets] of answers) {
    marks.set(from, new Map([...targets].map(([imported, target]) => [imported, markOf(target)])));
  }
  return marks;
}

function markOf(target: ImportTarget | undefined): string {
  switch (target?.kind) {
    case 'module':
      return `module ${target.file.path}`;
    case 'namespace':
      return 'namespace';
    case 'name':
      return `name ${target.file.path}`;
    case undefined:
      return '';
  }
}
