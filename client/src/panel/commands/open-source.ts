import * as vscode from 'vscode';
import type { Place } from '../../../../server/src/protocol/dags';
import type { Dag } from '../../airflow/model';
import { endsOf, isSameFile, locationOf } from '../file-locations';
import type { RunNode } from '../nodes';
import { placeIn, type SourcePlace } from '../source-places';
import type { TreeServices } from './services';

/** Leaves room for a monorepo with copies of a file, and ends the search in one with thousands. */
const mostCandidates = 20;

/** Shows the line that makes a task or DAG. */
export async function openSource(node: RunNode, services: TreeServices): Promise<void> {
  const wanted = wantedBy(node);
  if (wanted === undefined) return;
  const found = await findSource(wanted, services);
  if (found === undefined) {
    void vscode.window.showWarningMessage(
      `No file of this workspace was found to define the DAG ${wanted.dagId}.`,
    );
    return;
  }
  const editor = await vscode.window.showTextDocument(found.uri, { preview: true });
  const range = rangeOf(found.place.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (wanted.taskId !== undefined && found.place.kind === 'dag') {
    vscode.window.setStatusBarMessage(
      `The line of ${wanted.taskId} is not known without running the file: this is its DAG.`,
      5000,
    );
  }
}

interface Wanted {
  readonly dagId: string;
  /** Undefined where the DAG itself is wanted. */
  readonly taskId: string | undefined;
}

function wantedBy(node: RunNode): Wanted | undefined {
  switch (node.kind) {
    case 'dag':
      return { dagId: node.dagId, taskId: undefined };
    case 'run':
      return { dagId: node.run.dagId, taskId: undefined };
    case 'task':
      return { dagId: node.run.dagId, taskId: node.taskId };
    case 'instance':
      return { dagId: node.key.dagId, taskId: node.key.taskId };
    default:
      return undefined;
  }
}

interface Found {
  readonly uri: vscode.Uri;
  readonly place: SourcePlace;
}

/** The file that is looked at comes first; then those that lie where Airflow has the DAG's file. */
async function findSource(wanted: Wanted, services: TreeServices): Promise<Found | undefined> {
  const active = services.file.uri;
  const inActive = active && (await lookInto(active, wanted, services));
  if (inActive !== undefined) return inActive;
  const dag = await knownDag(wanted.dagId, services.connection);
  if (dag === undefined) return undefined;
  const files = await filesLike(dag);
  for (const uri of files) {
    const found = await lookInto(uri, wanted, services);
    if (found !== undefined) return found;
  }
  // The file is surely the one, though what it makes is not known without running it.
  const uri = files.find((file) => isSameFile(file.path, dag));
  return uri && { uri, place: { kind: 'dag', range: startOfFile } };
}

async function lookInto(
  uri: vscode.Uri,
  wanted: Wanted,
  { dagsOf }: TreeServices,
): Promise<Found | undefined> {
  // What is opened is told to the language server, which is then asked about it.
  await vscode.workspace.openTextDocument(uri);
  const dags = await dagsOf(uri);
  const place = dags ? placeIn(dags, wanted.dagId, wanted.taskId) : undefined;
  return place && { uri, place };
}

/** Files of the workspace whose paths end as that of the DAG's file does: the more of it, the better. */
async function filesLike(dag: Dag): Promise<readonly vscode.Uri[]> {
  for (const end of endsOf(locationOf(dag) ?? '')) {
    const pattern = `**/${end.replaceAll(/[[\]{}*?]/g, '?')}`;
    const files = await vscode.workspace.findFiles(pattern, undefined, mostCandidates);
    if (files.length > 0) return files;
  }
  return [];
}

/** A task among all that runs may be of a DAG that no view has asked for. */
async function knownDag(
  dagId: string,
  { snapshot, client }: TreeServices['connection'],
): Promise<Dag | undefined> {
  const known = snapshot?.dag(dagId)?.value;
  if (known !== undefined || client === undefined) return known;
  return vscode.window.withProgress({ location: { viewId: 'airworthy.running' } }, async () => {
    const answer = await client.dag(dagId, AbortSignal.timeout(15_000));
    return answer.ok ? answer.value : undefined;
  });
}

const startOfFile: Place = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function rangeOf({ start, end }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
