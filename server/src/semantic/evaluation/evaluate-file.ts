import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import type { Imports } from '../project/surroundings';
import type { Scopes } from '../scopes';
import { OutOfSteps, PythonRaise } from './completion';
import { Environment } from './environment';
import { type EvaluationGap, Evaluator } from './evaluator';
import type { Host } from './host';
import { runModule } from './imports';
import { pythonLibraries } from './libraries/functions';
import type { Value } from './values';

export interface EvaluatedFile {
  /** The variables of the module, as they are when its load has ended. */
  readonly environment: Environment;
  /** The functions and lambdas whose bodies ran, in this file and others. */
  readonly calledFunctions: ReadonlySet<SyntaxNode>;
  /** What could not be followed. */
  readonly gaps: readonly EvaluationGap[];
  /** The exception that surely ends the load, and where it is raised. */
  readonly raised: { readonly exception: Value; readonly place: SyntaxNode } | undefined;
  /** False where the evaluation was given up before the end of the file. */
  readonly isWhole: boolean;
}

export interface FileToEvaluate {
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  /** Absolute path; undefined where the text has none. */
  readonly path: string | undefined;
  /** Without it every import is one of something outside. */
  readonly surroundings: Imports | undefined;
  readonly host: Host;
}

/**
 * Evaluates a file as CPython would while Airflow loads it. Total: any text gives a result, in time
 * that has a limit, and what is not known is unknown in it.
 */
export function evaluateFile(file: FileToEvaluate): EvaluatedFile {
  const { tree, scopes, surroundings, host } = file;
  const evaluator = new Evaluator(host, surroundings, file.path, tree, scopes, pythonLibraries);
  const environment = new Environment(scopes.module, undefined);
  let raised: EvaluatedFile['raised'];
  let isWhole = true;
  registerMain(evaluator, file, environment);
  try {
    runModule(evaluator, environment, tree.root);
  } catch (error) {
    if (error instanceof PythonRaise) {
      raised = { exception: error.exception, place: error.node };
    } else if (error instanceof OutOfSteps) {
      isWhole = false;
      environment.mayHaveMore = true;
      evaluator.gap(error.node, 'more work than the evaluation of one file may take');
    } else throw error;
  }
  const { calledFunctions, gaps } = evaluator;
  return { environment, calledFunctions, gaps, raised, isWhole };
}

/** A circle of imports that comes back to the file finds it as it is so far. */
function registerMain(evaluator: Evaluator, file: FileToEvaluate, environment: Environment): void {
  const known = file.surroundings?.fileOf(file.tree);
  if (known === undefined) return;
  evaluator.modules.set(file.tree, { kind: 'module', file: known, environment, origin: undefined });
  evaluator.loading.add(file.tree);
}
