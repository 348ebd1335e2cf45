import type { RunKey, TaskInstanceKey } from '../airflow/model';

/**
 * A row of a tree. It only names what it shows: what is to be said of it is looked up when it is drawn, so that a row
 * that stays keeps its identity, its selection and what is open below it.
 */
export type RunNode =
  | { readonly kind: 'dag'; readonly id: string; readonly dagId: string }
  | { readonly kind: 'run'; readonly id: string; readonly run: RunKey }
  | { readonly kind: 'group'; readonly id: string; readonly run: RunKey; readonly groupId: string }
  /** A mapped task, with its instances below it. */
  | { readonly kind: 'task'; readonly id: string; readonly run: RunKey; readonly taskId: string }
  | { readonly kind: 'instance'; readonly id: string; readonly key: TaskInstanceKey }
  /** A sentence in the place of rows that are not there. */
  | {
      readonly kind: 'note';
      readonly id: string;
      readonly text: string;
      /** Something is wrong, with all that is to be said of it; undefined for a plain note. */
      readonly problem?: string;
    };

export type NodeContent = RunNode extends infer Node
  ? Node extends RunNode
    ? Omit<Node, 'id'>
    : never
  : never;

/** Gives every row one object for as long as the tree lives: VS Code knows rows by their objects. */
export class Nodes {
  readonly #known = new Map<string, RunNode>();

  /** @param place sets rows apart that show the same thing in two places of one tree */
  of(content: NodeContent, place = ''): RunNode {
    const id = `${place}${JSON.stringify(content)}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const node: RunNode = { ...content, id };
    this.#known.set(id, node);
    return node;
  }

  forgetAll(): void {
    this.#known.clear();
  }
}

export function keyOfRun({ dagId, runId }: RunKey): RunKey {
  return { dagId, runId };
}

export function keyOfInstance({
  dagId,
  runId,
  taskId,
  mapIndex,
}: TaskInstanceKey): TaskInstanceKey {
  return { dagId, runId, taskId, mapIndex };
}
