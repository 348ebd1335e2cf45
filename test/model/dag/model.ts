import type { Task } from '../../../server/src/semantic/dag/types';
import { FileModel } from '../../../server/src/semantic/file-model';
import { testParser } from '../../harness/parser';

/** The model of Python source behind the usual imports. */
export async function modelOf(source: string, imports = prelude): Promise<FileModel> {
  const parser = await testParser();
  return new FileModel(parser.parse(imports + source));
}

export const prelude = `\
from datetime import timedelta
from functools import partial
from airflow import DAG
from airflow.decorators import dag, task, task_group, setup, teardown
from airflow.models import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor
from airflow.utils.task_group import TaskGroup
`;

export function taskNamed(model: FileModel, id: string): Task {
  const found = model.tasks.all.find((task) => task.taskId === id);
  if (found === undefined) {
    const known = model.tasks.all.map((task) => task.taskId).join(', ');
    throw new Error(`no task ${id} among ${known}`);
  }
  return found;
}

/** The text of an effective argument with where it comes from, such as `dag: timedelta(hours=1)`. */
export function effective(model: FileModel, id: string, name: string): string | undefined {
  const found = model.tasks.effectiveArgument(taskNamed(model, id), name);
  return found === undefined ? undefined : `${found.source}: ${found.value.text}`;
}

export function idsOf(model: FileModel): readonly (string | undefined)[] {
  return model.tasks.all.map((task) => task.taskId);
}

export function dagIdsOf(model: FileModel, id: string): readonly (string | undefined)[] {
  return taskNamed(model, id).dags.map((found) => found.dagId);
}

/** The names of the functions that a task may run; `lambda` for one. */
export function callablesOf(model: FileModel, id: string): readonly string[] {
  return taskNamed(model, id).callables.map((found) => found.child('name')?.text ?? found.kind);
}

/** The phases, and the ids of the tasks, of the function with a name. */
export function reachOf(model: FileModel, name: string) {
  const definition = model
    .nodes('function_definition')
    .find((node) => node.child('name')?.text === name);
  const statement = definition?.child('body')?.parts[0];
  if (statement === undefined) throw new Error(`no function ${name}`);
  const reach = model.reach(statement);
  return {
    phases: [...reach.phases].sort().join(' '),
    tasks: reach.tasks.map((found) => found.taskId ?? '?').sort(),
    isScript: reach.isScript,
    isForeignImage: reach.isForeignImage,
  };
}
