import { parseAirflowVersion } from '../knowledge/airflow-versions';
import type { PackageVersion } from '../knowledge/clients';
import type { SyntaxKind } from '../syntax/kinds';
import { enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import { groupBy } from '../text/groups';
import { LineIndex } from '../text/lines';
import { CallGraph } from './call-graph';
import { CallSites } from './call-sites';
import { Constants } from './constants';
import { ArgumentsReader } from './dag/arguments';
import { type Component, Components } from './dag/components';
import { Contexts } from './dag/contexts';
import { Dags } from './dag/dags';
import { loadFile } from './dag/graph/load';
import type { LoadedFile } from './dag/graph/types';
import { Groups } from './dag/groups';
import { OperatorClasses } from './dag/operator-classes';
import { TaskInstances } from './dag/task-instances';
import { Tasks } from './dag/tasks';
import { Blocking } from './flow/blocking';
import { Completions } from './flow/completion';
import { Exceptions } from './flow/exceptions';
import { type Loop, Loops } from './flow/loops';
import { OwnBlockingCalls } from './flow/own-blocking-calls';
import { LinkedScopes } from './linked-scopes';
import { isPinnedSince, type ModelSettings } from './model-settings';
import { Names } from './names';
import { Phases, type Reach } from './phases';
import { type CodeNames, codeNamesOf } from './project/code-names';
import type { Surroundings } from './project/surroundings';
import { identifiersNamed, nodesOfKind } from './tree-index';
import { Values } from './values';

/** A call together with the qualified name of what it calls. */
export interface NamedCall {
  readonly node: SyntaxNode;
  /** The qualified name of the callee; undefined for the file's own functions and the unknown. */
  readonly name: string | undefined;
}

/** Everything that rules may ask about one file. Facts are computed when first asked for. */
export class FileModel {
  readonly lines: LineIndex;
  readonly scopes: LinkedScopes;
  /** The names by which other files know the functions and classes of this one. */
  readonly codeNames: CodeNames;
  readonly names: Names;
  readonly constants: Constants;
  readonly exceptions: Exceptions;
  readonly completions: Completions;
  readonly blocking: Blocking;
  readonly callSites: CallSites;
  readonly values: Values;
  /** Keyword arguments and dictionaries, spreads and later changes included. */
  readonly arguments: ArgumentsReader;
  readonly dags: Dags;
  readonly groups: Groups;
  readonly operatorClasses: OperatorClasses;
  readonly tasks: Tasks;
  readonly callGraph: CallGraph;
  readonly phases: Phases;
  readonly #components: Components;
  #strings: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;
  #calls: readonly NamedCall[] | undefined;
  #callsByName: ReadonlyMap<string, readonly NamedCall[]> | undefined;
  #loops: readonly Loop[] | undefined;
  #loopsByNode: ReadonlyMap<SyntaxNode, Loop> | undefined;
  #loaded: LoadedFile | undefined;
  #instances: TaskInstances | undefined;

  constructor(
    readonly tree: SyntaxTree,
    /** Without surroundings the file stands alone. */
    readonly surroundings?: Surroundings,
    private readonly settings: ModelSettings = {},
  ) {
    this.lines = new LineIndex(tree.text);
    this.scopes = new LinkedScopes(tree, surroundings);
    this.codeNames = codeNamesOf(tree);
    this.names = new Names(this.scopes);
    this.constants = new Constants(this.names);
    this.exceptions = new Exceptions(this.names);
    this.completions = new Completions(this.names, this.constants, this.exceptions);
    this.callSites = new CallSites(tree, this.names, this.codeNames, surroundings);
    this.values = new Values(this.names, this.callSites);
    this.blocking = new Blocking({
      tree,
      names: this.names,
      constants: this.constants,
      values: this.values,
      limitsElsewhere: surroundings?.limitsElsewhere ?? [],
      own: new OwnBlockingCalls(settings.blockingCalls ?? [], this.names, surroundings),
    });
    this.arguments = new ArgumentsReader(tree, this.names, this.values);
    const { arguments: reader, callSites, constants, names, values } = this;
    this.dags = new Dags(tree, names, constants, values, reader);
    this.groups = new Groups(tree, names, constants, values, reader);
    this.operatorClasses = new OperatorClasses(names, reader);
    this.tasks = new Tasks({
      tree,
      names,
      constants,
      values,
      callSites,
      contexts: new Contexts(names, values, callSites, this.dags, this.groups),
      reader,
      operatorClasses: this.operatorClasses,
    });
    this.#components = new Components(tree, names);
    this.callGraph = new CallGraph(tree, names, callSites, this.tasks);
    this.phases = new Phases({
      tree,
      names,
      dags: this.dags,
      groups: this.groups,
      tasks: this.tasks,
      reader,
      operatorClasses: this.operatorClasses,
      components: this.components,
      callGraph: this.callGraph,
      codeNames: this.codeNames,
      loaded: this.loaded,
      incoming: surroundings?.incoming ?? [],
    });
  }

  /** The DAGs of the file as Airflow would hold them after loading it. */
  get loaded(): LoadedFile {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  /** Which tasks the places of the file make. */
  get taskInstances(): TaskInstances {
    this.#instances ??= new TaskInstances(
      this.loaded,
      this.tree,
      this.codeNames,
      this.surroundings?.made ?? [],
    );
    return this.#instances;
  }

  /** The classes that Airflow instantiates and calls by itself, in source order. */
  get components(): readonly Component[] {
    return this.#components.all();
  }

  /** What a class of the file is to Airflow; undefined for other classes, and for no class. */
  componentAt(node: SyntaxNode | undefined): Component | undefined {
    return this.#components.at(node);
  }

  get text(): string {
    return this.tree.text;
  }

  /** Whether the project pins a package at a version or a later one; undefined where it pins none. */
  hasPackage({ package: name, version }: PackageVersion): boolean | undefined {
    return isPinnedSince(this.settings.packages, name, version);
  }

  /** True where a DAG is made in the file, or by code of other files when this one is loaded. */
  get definesDag(): boolean {
    return this.dags.all.length > 0 || this.loaded.dags.length > 0;
  }

  /**
   * True for a file that defines a DAG, a task or a class that Airflow runs, and for one that a file
   * with a DAG imports.
   */
  get concernsAirflow(): boolean {
    if (this.definesDag || this.surroundings?.isImportedByDag === true) return true;
    return this.tasks.all.length > 0 || this.components.length > 0;
  }

  /** All named nodes of a kind, in source order. */
  nodes(kind: SyntaxKind): readonly SyntaxNode[] {
    return nodesOfKind(this.tree, kind);
  }

  /** All identifiers with a text, in source order, whatever they name. */
  identifiersNamed(name: string): readonly SyntaxNode[] {
    return identifiersNamed(this.tree, name);
  }

  /** All string literals of a value, in source order. */
  stringsOf(value: string): readonly SyntaxNode[] {
    this.#strings ??= groupBy(this.nodes('string'), stringValue);
    return this.#strings.get(value) ?? [];
  }

  get calls(): readonly NamedCall[] {
    this.#calls ??= this.nodes('call').map((node) => ({
      node,
      name: this.names.calleeName(node),
    }));
    return this.#calls;
  }

  /** The calls of outside functions with any of these qualified names, in source order. */
  callsOf(...qualifiedNames: readonly string[]): readonly SyntaxNode[] {
    this.#callsByName ??= groupBy(this.calls, (call) => call.name);
    const groups = this.#callsByName;
    const found = qualifiedNames.flatMap((name) => groups.get(name) ?? []).map((call) => call.node);
    return qualifiedNames.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
  }

  get loops(): readonly Loop[] {
    if (this.#loops === undefined) {
      const loops = new Loops(this);
      this.#loops = [...this.nodes('while_statement'), ...this.nodes('for_statement')]
        .sort((a, b) => a.start - b.start)
        .map((node) => loops.describe(node));
    }
    return this.#loops;
  }

  /** What is known of a `while` or `for` statement. */
  loopOf(statement: SyntaxNode): Loop | undefined {
    this.#loopsByNode ??= new Map(this.loops.map((loop) => [loop.node, loop]));
    return this.#loopsByNode.get(statement);
  }

  reach(node: SyntaxNode): Reach {
    return this.phases.reach(node);
  }

  /** True where a task may run the code; also for functions of which it is not known who calls them. */
  runsInTask(node: SyntaxNode): boolean {
    const { phases } = this.reach(node);
    return phases.has('task') || phases.has('unknown');
  }

  runsAtParse(node: SyntaxNode): boolean {
    return this.reach(node).phases.has('parse');
  }

  /** False for code of which it is known that it runs only while the file is loaded. */
  runsOutsideParsing(node: SyntaxNode): boolean {
    const { phases } = this.reach(node);
    return phases.size > 1 || !phases.has('parse');
  }

  functionAround(node: SyntaxNode): SyntaxNode | undefined {
    return enclosingFunction(node);
  }

  #load(): LoadedFile {
    const { surroundings, tree } = this;
    const { airflowVersion } = this.settings;
    const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
    const file = { tree, scopes: this.scopes.own, path: surroundings?.path, surroundings, version };
    return surroundings?.loads.of(file) ?? loadFile(file);
  }
}
