import type { BlockingKind } from '../knowledge/blocking-calls';
import type { PackageVersion } from '../knowledge/clients';
import type { SyntaxKind } from '../syntax/kinds';
import { enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import type { Unit } from '../syntax/units';
import type { LineIndex } from '../text/lines';
import { onceEach } from '../text/remembered';
import type { CallGraph } from './call-graph';
import type { CallSites } from './call-sites';
import type { Constants } from './constants';
import type { ArgumentsReader } from './dag/arguments';
import type { Component } from './dag/components';
import type { Dags } from './dag/dags';
import type { Gap, LoadedFile } from './dag/graph/types';
import type { Groups } from './dag/groups';
import type { OperatorClasses } from './dag/operator-classes';
import type { TaskInstances } from './dag/task-instances';
import type { Tasks } from './dag/tasks';
import { FileFacts } from './file-facts';
import type { Blocking, BlockingCall } from './flow/blocking';
import type { Completions } from './flow/completion';
import type { Exceptions } from './flow/exceptions';
import type { Loop } from './flow/loops';
import type { LinkedScopes } from './linked-scopes';
import { isPinnedSince, type ModelSettings } from './model-settings';
import type { Names } from './names';
import type { Phases, Reach } from './phases';
import type { CodeNames } from './project/code-names';
import type { Surroundings } from './project/surroundings';
import { identifiersNamed, stringsOf } from './tree-index';
import type { Values } from './values';
import { type NamedCall, ViewedCode } from './viewed-code';

/**
 * Everything that rules may ask about one file. Facts are computed when first asked for.
 *
 * What enumerates code (`nodes`, `calls`, `callsOf`, `blockingCalls`, `loops`) shows what is looked at: the whole file, or
 * one unit of it. All else is asked of the file, whatever is looked at. A question that is about the
 * file and enumerates code has to ask `whole`.
 */
export class FileModel {
  /** The model that looks at the whole file. */
  readonly whole: FileModel;
  readonly #facts: FileFacts;
  readonly #code: ViewedCode;

  constructor(
    readonly tree: SyntaxTree,
    /** Without surroundings the file stands alone. */
    readonly surroundings?: Surroundings,
    settings: ModelSettings = {},
    part?: { readonly whole: FileModel; readonly unit: Unit },
  ) {
    this.whole = part?.whole ?? this;
    this.#facts =
      part === undefined ? new FileFacts(tree, surroundings, settings) : part.whole.#facts;
    this.#code = new ViewedCode(
      part === undefined ? this.#facts.code.whole : this.#facts.code.in(part.unit),
      this.#facts,
    );
  }

  /** The same model, looking at a unit of the file. */
  within(unit: Unit): FileModel {
    return this.whole.#ofUnit(unit);
  }

  readonly #ofUnit = onceEach(
    (unit: Unit) =>
      new FileModel(this.tree, this.surroundings, this.#facts.settings, { whole: this, unit }),
  );

  get lines(): LineIndex {
    return this.#facts.lines;
  }

  get scopes(): LinkedScopes {
    return this.#facts.scopes;
  }

  /** The names by which other files know the functions and classes of this one. */
  get codeNames(): CodeNames {
    return this.#facts.codeNames;
  }

  get names(): Names {
    return this.#facts.names;
  }

  get constants(): Constants {
    return this.#facts.constants;
  }

  get exceptions(): Exceptions {
    return this.#facts.exceptions;
  }

  get completions(): Completions {
    return this.#facts.completions;
  }

  get blocking(): Blocking {
    return this.#facts.blocking;
  }

  get callSites(): CallSites {
    return this.#facts.callSites;
  }

  get values(): Values {
    return this.#facts.values;
  }

  /** Keyword arguments and dictionaries, spreads and later changes included. */
  get arguments(): ArgumentsReader {
    return this.#facts.arguments;
  }

  get dags(): Dags {
    return this.#facts.dags;
  }

  get groups(): Groups {
    return this.#facts.groups;
  }

  get operatorClasses(): OperatorClasses {
    return this.#facts.operatorClasses;
  }

  get tasks(): Tasks {
    return this.#facts.tasks;
  }

  /** The classes that Airflow instantiates and calls by itself, in source order. */
  get components(): readonly Component[] {
    return this.#facts.components.all();
  }

  /** What a class of the file is to Airflow; undefined for other classes, and for no class. */
  componentAt(node: SyntaxNode | undefined): Component | undefined {
    return this.#facts.components.at(node);
  }

  get callGraph(): CallGraph {
    return this.#facts.callGraph;
  }

  get phases(): Phases {
    return this.#facts.phases();
  }

  /** The DAGs of the file as Airflow would hold them after loading it. */
  get loaded(): LoadedFile {
    return this.#facts.loaded();
  }

  /** What the load of the file could not follow. */
  get gaps(): readonly Gap[] {
    return this.#facts.gaps;
  }

  /** Which tasks the places of the file make. */
  get taskInstances(): TaskInstances {
    return this.#facts.taskInstances;
  }

  get text(): string {
    return this.#facts.text;
  }

  /** Whether the project pins a package at a version or a later one; undefined where it pins none. */
  hasPackage({ package: name, version }: PackageVersion): boolean | undefined {
    return isPinnedSince(this.#facts.settings.packages, name, version);
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
    return this.#code.ofKind(kind);
  }

  get calls(): readonly NamedCall[] {
    return this.#code.calls();
  }

  /** The calls of outside functions with any of these qualified names, in source order. */
  callsOf(...qualifiedNames: readonly string[]): readonly SyntaxNode[] {
    return this.#code.callsOf(qualifiedNames);
  }

  /** The calls that can keep their caller waiting for something of a kind, in source order. */
  blockingCalls(kind: BlockingKind): readonly BlockingCall[] {
    return this.#code.blockingCalls(kind);
  }

  get loops(): readonly Loop[] {
    return this.#code.loops();
  }

  /** All identifiers of the file with a text, in source order, whatever they name. */
  identifiersNamed(name: string): readonly SyntaxNode[] {
    return identifiersNamed(this.tree, name);
  }

  /** All string literals of the file that have a value, in source order. */
  stringsOf(value: string): readonly SyntaxNode[] {
    return stringsOf(this.tree, value);
  }

  /** What is known of a `while` or `for` statement. */
  loopOf(statement: SyntaxNode): Loop | undefined {
    const { kind } = statement;
    const isLoop = kind === 'while_statement' || kind === 'for_statement';
    return isLoop && statement.tree === this.tree
      ? this.#facts.loops.describe(statement)
      : undefined;
  }

  /** True for a function that Airflow calls by itself when it runs a task: the task's own code. */
  isTaskEntry(definition: SyntaxNode): boolean {
    return this.#facts.isTaskEntry(definition);
  }

  /** True for a function that Airflow calls with the context when something has happened. */
  isCallback(definition: SyntaxNode): boolean {
    return this.#facts.isCallback(definition);
  }

  reach(node: SyntaxNode): Reach {
    return this.#facts.reach(node);
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
}
