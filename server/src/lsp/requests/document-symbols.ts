import {
  type CancellationToken,
  type DocumentSymbol,
  type DocumentSymbolParams,
  SymbolKind,
} from 'vscode-languageserver';
import { operatorLabel } from '../../semantic/dag/graph/operator-label';
import type {
  LoadedDag,
  LoadedFile,
  LoadedGroup,
  LoadedTask,
} from '../../semantic/dag/graph/types';
import { nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import type { LineIndex } from '../../text/lines';
import type { TextRange } from '../../text/range';
import type { Analyses } from '../analyses';
import type { Arrivals } from '../arrivals';
import { toRange } from '../convert';

/** `textDocument/documentSymbol`: the DAGs of a file with their groups and tasks. */
export async function documentSymbols(
  { textDocument }: DocumentSymbolParams,
  token: CancellationToken,
  analyses: Analyses,
  arrivals: Arrivals,
): Promise<DocumentSymbol[]> {
  await arrivals.settled();
  if (token.isCancellationRequested) return [];
  const analysis = await analyses.of(textDocument.uri);
  if (analysis === undefined || analysis.problem !== undefined) return [];
  const model = await analyses.modelOf(analysis);
  return symbolsOf(model.loaded, model.tree, analysis.lines);
}

/** An entry of the outline before it has the protocol's form. */
interface Entry {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** What names it. */
  readonly selection: TextRange;
  /** All that belongs to it. */
  readonly range: TextRange;
  readonly children: readonly Entry[];
}

export function symbolsOf(
  { dags }: LoadedFile,
  tree: SyntaxTree,
  lines: LineIndex,
): DocumentSymbol[] {
  return dags.flatMap((dag) => dagEntry(dag, tree)).map((entry) => symbolOf(entry, lines));
}

function dagEntry(dag: LoadedDag, tree: SyntaxTree): Entry[] {
  const children = members(dag, undefined, tree);
  const own = dag.node.tree === tree ? blockOf(dag.node) : children[0]?.range;
  if (own === undefined) return [];
  const selection = dag.node.tree === tree ? nameOf(dag.node) : own;
  return [
    {
      name: dag.dagId ?? '(DAG)',
      detail: 'DAG',
      kind: SymbolKind.Class,
      selection,
      range: hull([own, ...children.map(({ range }) => range)]),
      children,
    },
  ];
}

/** The groups and tasks directly in a group; undefined is the DAG itself. */
function members(dag: LoadedDag, group: LoadedGroup | undefined, tree: SyntaxTree): Entry[] {
  const entries: Entry[] = [];
  for (const inner of dag.groups) {
    if (inner.parent === group) entries.push(...groupEntry(dag, inner, tree));
  }
  const byNode = groupBy(
    dag.tasks.filter((task) => task.group === group && task.call.tree === tree),
    ({ call }) => call,
  );
  for (const [node, tasks] of byNode) entries.push(taskEntry(node, tasks, group));
  return entries.sort((a, b) => a.selection.start - b.selection.start);
}

function groupEntry(dag: LoadedDag, group: LoadedGroup, tree: SyntaxTree): Entry[] {
  const children = members(dag, group, tree);
  const own = group.node.tree === tree ? blockOf(group.node) : children[0]?.range;
  if (own === undefined) return [];
  return [
    {
      name: withoutPrefix(group.groupId, group.parent) ?? '(group)',
      detail: 'TaskGroup',
      kind: SymbolKind.Namespace,
      selection: group.node.tree === tree ? nameOf(group.node) : own,
      range: hull([own, ...children.map(({ range }) => range)]),
      children,
    },
  ];
}

/** One entry for one place, also where a loop makes many tasks of it. */
function taskEntry(
  node: SyntaxNode,
  tasks: readonly LoadedTask[],
  group: LoadedGroup | undefined,
): Entry {
  const [first] = tasks;
  const id = withoutPrefix(first?.taskId, group) ?? '(task)';
  const others = tasks.length - 1;
  return {
    name: others > 0 ? `${id} (+${others})` : id,
    detail: first === undefined ? '' : detailOf(first),
    kind: SymbolKind.Function,
    selection: nameOf(node),
    range: node,
    children: [],
  };
}

function detailOf({ isMapped, operator }: LoadedTask): string {
  const label = operatorLabel(operator);
  return isMapped ? `${label} [ ]` : label;
}

function withoutPrefix(id: string | undefined, group: LoadedGroup | undefined): string | undefined {
  const prefix = group?.groupId === undefined ? '' : `${group.groupId}.`;
  return id?.startsWith(prefix) === true ? id.slice(prefix.length) : id;
}

/** The `with` block that a call opens, or the call or function itself. */
function blockOf(node: SyntaxNode): SyntaxNode {
  if (node.kind !== 'call') return node;
  const item = nearestAncestor(node, 'with_item', 'block', 'argument_list');
  const statement =
    item?.kind === 'with_item' ? nearestAncestor(item, 'with_statement') : undefined;
  return statement ?? node;
}

function nameOf(node: SyntaxNode): SyntaxNode {
  return node.child('name') ?? node.child('function') ?? node;
}

function hull(ranges: readonly TextRange[]): TextRange {
  return ranges.reduce((all, { start, end }) => ({
    start: Math.min(all.start, start),
    end: Math.max(all.end, end),
  }));
}

function symbolOf(entry: Entry, lines: LineIndex): DocumentSymbol {
  const { children, detail, kind, name, range, selection } = entry;
  return {
    name,
    detail,
    kind,
    range: toRange(lines, range),
    selectionRange: toRange(lines, selection),
    children: children.map((child) => symbolOf(child, lines)),
  };
}
