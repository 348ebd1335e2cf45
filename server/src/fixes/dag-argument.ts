import type { Dag } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { setKeywordArgument } from './keyword-argument';

/** Where an argument of a DAG would be written; undefined where none can be. */
export function placeOfDagArgument(model: FileModel, dag: Dag): SyntaxNode | undefined {
  // A DAG of another file is that file's to mend.
  return dag.node.tree === model.tree ? (dag.call ?? dag.decorator) : undefined;
}

/** Gives a DAG an argument: in `DAG(…)` or `@dag(…)`, or by turning a bare `@dag` into `@dag(…)`. */
export function setDagArgument(
  model: FileModel,
  dag: Dag,
  name: string,
  valueText: string,
): TextEdit[] {
  const { call, decorator } = dag;
  if (dag.node.tree !== model.tree) return [];
  if (call !== undefined) return setKeywordArgument(model, call, name, valueText);
  if (decorator === undefined) return [];
  return [{ start: decorator.end, end: decorator.end, text: `(${name}=${valueText})` }];
}
