import { parseAirflowVersion } from '../knowledge/airflow-versions';
import { enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { LineIndex } from '../text/lines';
import { onceEach } from '../text/remembered';
import { settled, settledEach } from '../text/settled';
import { CallGraph } from './call-graph';
import { CallSites } from './call-sites';
import { Constants } from './constants';
import { ArgumentsReader } from './dag/arguments';
import { Components } from './dag/components';
import { Contexts } from './dag/contexts';
import { Dags } from './dag/dags';
import { loadFile } from './dag/graph/load';
import { isSameLoad } from './dag/graph/same-load';
import type { Gap, Load, LoadedFile } from './dag/graph/types';
import { Groups } from './dag/groups';
import { OperatorClasses } from './dag/operator-classes';
import { TaskInstances } from './dag/task-instances';
import { Tasks } from './dag/tasks';
import { FileCode } from './file-code';
import { Blocking } from './flow/blocking';
import { Completions } from './flow/completion';
import { Exceptions } from './flow/exceptions';
import { Loops } from './flow/loops';
import { OwnBlockingCalls } from './flow/own-blocking-calls';
import { LinkedScopes } from './linked-scopes';
import type { ModelSettings } from './model-settings';
import { Names } from './names';
import { isSameReach, Phases, type Reach, reachOutside } from './phases';
import { type CodeNames, codeNamesOf } from './project/code-names';
import type { Surroundings } from './project/surroundings';
import { Values } from './values';

/** What is known of one file, each part of it read with those before it. */
export class FileFacts {
  readonly scopes: LinkedScopes;
  readonly codeNames: CodeNames;
  readonly names: Names;
  readonly constants: Constants;
  readonly exceptions: Exceptions;
  readonly completions: Completions;
  readonly blocking: Blocking;
  readonly callSites: CallSites;
  readonly values: Values;
  readonly arguments: ArgumentsReader;
  readonly dags: Dags;
  readonly groups: Groups;
  readonly operatorClasses: OperatorClasses;
  readonly tasks: Tasks;
  readonly components: Components;
  readonly callGraph: CallGraph;
  readonly loops: Loops;
  #lines: { readonly text: string; readonly index: LineIndex } | undefined;
  readonly phases = settled(() => this.#findPhases());
  readonly #reachOf = settledEach(
    (definition: SyntaxNode) => this.phases().reachOf(definition),
    isSameReach,
  );
  readonly #loading = settled(() => this.#load());
  /** Who asks what the load has left with Airflow does not depend on what else it has to say. */
  readonly loaded = settled((): LoadedFile => this.#loading(), isSameLoad);
  readonly isTaskEntry = settledEach((definition: SyntaxNode) =>
    this.phases().isTaskEntry(definition),
  );
  readonly isCallback = settledEach((definition: SyntaxNode) =>
    this.phases().isCallback(definition),
  );
  readonly taskInstances: TaskInstances;
  /** A call together with the qualified name of what it calls. */
  readonly namedCall = onceEach((node: SyntaxNode) => ({
    node,
    name: this.names.calleeName(node),
  }));
  readonly code: FileCode;

  constructor(
    readonly tree: SyntaxTree,
    readonly surroundings: Surroundings | undefined,
    readonly settings: ModelSettings,
  ) {
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
      limitsElsewhere: () => surroundings?.limitsElsewhere ?? [],
      own: new OwnBlockingCalls(settings.blockingCalls ?? [], this.names, surroundings),
    });
    this.code = new FileCode(tree, this.names, this.blocking);
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
    this.components = new Components(tree, names);
    this.callGraph = new CallGraph(tree, names, callSites, this.tasks);
    this.loops = new Loops(this);
    this.taskInstances = new TaskInstances(
      this.loaded,
      tree,
      this.codeNames,
      () => surroundings?.made ?? [],
    );
  }

  /**
   * The text as it stands, for what is written around a place, such as the rest of its line. Who asks has read the nodes of
   * the place: this is not noted.
   */
  get text(): string {
    return this.tree.textBetween(0, this.tree.root.end);
  }

  /** The lines of the text as it stands. */
  get lines(): LineIndex {
    const { text } = this;
    if (this.#lines?.text !== text) this.#lines = { text, index: new LineIndex(text) };
    return this.#lines.index;
  }

  /** When, and for which tasks, the code at a place runs. */
  reach(node: SyntaxNode): Reach {
    const holder = enclosingFunction(node);
    return holder === undefined ? reachOutside(node) : this.#reachOf(holder);
  }

  #findPhases(): Phases {
    return new Phases({
      tree: this.tree,
      names: this.names,
      dags: this.dags,
      groups: this.groups,
      tasks: this.tasks,
      reader: this.arguments,
      operatorClasses: this.operatorClasses,
      components: this.components.all(),
      callGraph: this.callGraph,
      codeNames: this.codeNames,
      loaded: this.loaded(),
      incoming: this.surroundings?.incoming ?? [],
    });
  }

  /** What the load could not follow. */
  get gaps(): readonly Gap[] {
    return this.#loading().gaps;
  }

  #load(): Load {
    const { surroundings, tree } = this;
    const { airflowVersion } = this.settings;
    const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
    const file = { tree, scopes: this.scopes.own, path: surroundings?.path, surroundings, version };
    return surroundings?.loads.of(file) ?? loadFile(file);
  }
}
