// DAGs as Mermaid flowcharts, for pull requests and documentation.

import type { Graph, GraphDag, GraphTask } from '../../engine/graph';

/** One flowchart for each DAG; comments say what is not known. */
export function mermaidGraph({ dags }: Graph): string {
  return dags.map(flowchart).join('\n');
}

function flowchart(dag: GraphDag): string {
  const names = new Map(dag.tasks.map((task, index) => [task, `t${index}`]));
  const byId = new Map(dag.tasks.map((task) => [task.task_id, names.get(task)]));
  const lines = ['---', `title: ${JSON.stringify(dag.dag_id ?? 'DAG')}`, '---', 'flowchart LR'];
  if (!dag.complete) lines.push('  %% The file may make more tasks or edges than are shown.');
  lines.push(...members(dag, null, names, '  '));
  for (const task of dag.tasks) {
    for (const id of task.downstream) {
      const target = byId.get(id);
      if (target !== undefined) lines.push(`  ${names.get(task)} --> ${target}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The tasks and groups of a group; null is the DAG itself. */
function members(
  dag: GraphDag,
  groupId: string | null,
  names: ReadonlyMap<GraphTask, string>,
  indentation: string,
): string[] {
  const lines: string[] = [];
  for (const task of dag.tasks) {
    if (task.group !== groupId) continue;
    lines.push(`${indentation}${names.get(task)}${shape(task)}`);
  }
  for (const [index, group] of dag.groups.entries()) {
    if (group.parent !== groupId || group.group_id === null) continue;
    const title = quoted(group.group_id.slice(groupId === null ? 0 : groupId.length + 1));
    lines.push(
      `${indentation}subgraph g${index}[${title}]`,
      ...members(dag, group.group_id, names, `${indentation}  `),
      `${indentation}end`,
    );
  }
  return lines;
}

/** Mapped tasks stand for many; setup and teardown are drawn with round ends. */
function shape(task: GraphTask): string {
  const prefix = task.group === null ? '' : `${task.group}.`;
  const id = task.task_id ?? '?';
  const label = quoted(id.startsWith(prefix) ? id.slice(prefix.length) : id);
  if (task.mapped) return `[[${label}]]`;
  return task.role === 'work' ? `[${label}]` : `([${label}])`;
}

/** Mermaid reads HTML entities in quoted text, and no backslashes. */
function quoted(text: string): string {
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\s+/g, ' ');
  return `"${safe}"`;
}
