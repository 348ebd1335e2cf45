import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';
import { usesOfResult } from './result-uses';

/**
 * True for a function that tasks of this file run, and whose return value, which Airflow keeps as an
 * XCom, no code of the file reads. What another file may do with it is not known.
 */
export function isResultUnread(model: FileModel, definition: SyntaxNode): boolean {
  const { tasks, tasksElsewhere } = model.reach(definition.child('body') ?? definition);
  const isOfPlainTasks = tasks.every(({ operator }) => plainOperators.test(operator));
  if (tasks.length === 0 || tasksElsewhere.length > 0 || !isOfPlainTasks) return false;
  if (!model.definesDag || !model.isTaskEntry(definition)) return false;
  if (model.callSites.isCalledElsewhere(definition) || readsXComs(model)) return false;
  return model.callSites.of(definition).every((call) => {
    const uses = usesOfResult(model, call);
    return uses?.every(({ node }) => isOrdered(model, node)) ?? false;
  });
}

/** Operators that do nothing with what their function returns but keep it. */
const plainOperators =
  /^airflow\.(?:task(?:\.(?:docker|external_python|kubernetes|python|virtualenv))?|(?:External)?Python(?:Virtualenv)?Operator)$/;

/** By name, in a template or as `task.output`, any task may ask for the result of another. */
const readsXComs = rememberedOfFile((model: FileModel): boolean => {
  const isRead = ['output', 'xcom_pull', 'XComArg', 'get_many', 'get_one'].some(
    (name) => model.identifiersNamed(name).length > 0,
  );
  return isRead || model.nodes('string').some(({ text }) => text.includes('xcom_pull'));
});

/** `extract() >> load()`, `chain(extract(), load())`: only the order of tasks. */
function isOrdered(model: FileModel, node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.kind === 'binary_operator') {
    const operator = parent.child('operator')?.kind;
    return operator === '>>' || operator === '<<';
  }
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  const name = call === undefined ? undefined : model.names.calleeName(call);
  return name === 'airflow.chain' || name === 'airflow.cross_downstream';
}
