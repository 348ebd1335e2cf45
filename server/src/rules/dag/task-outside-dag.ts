// A task that is made and put into no DAG never runs, and Airflow says nothing about it.

import { ownPlace, placeOfTask } from '../../semantic/dag/graph/places';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'task-outside-dag',
  group: 'dag',
  summary: 'A task that is made and put into no DAG',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  found: (task: string) =>
    `${task} is put into no DAG: Airflow loads the file without a word, and the task never runs. ` +
    'Make it inside `with DAG(…)` or a `@dag` function, or pass `dag=`.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const { isComplete, tasksWithoutDag } = model.loaded;
  // What is imported may be put into the DAG of another file, and what is not seen may do it here.
  if (!isComplete || model.surroundings?.isImportedByDag === true) return;
  // A file without any DAG is a library of operators, or not a DAG file yet.
  if (model.loaded.dags.length === 0) return;
  const spoken = new Set<SyntaxNode>();
  for (const task of tasksWithoutDag) {
    if (!task.isCertain) continue;
    const place = ownPlace(model.tree, [placeOfTask(task), task.call]);
    if (place === undefined || spoken.has(place)) continue;
    spoken.add(place);
    const name = task.taskId === undefined ? 'This task' : `The task \`${task.taskId}\``;
    const tasks = model.tasks.atAnyOf([task.node]);
    yield { message: messages.found(name), node: place, tasks };
  }
}

export const taskOutsideDag: Rule = { meta, check };
