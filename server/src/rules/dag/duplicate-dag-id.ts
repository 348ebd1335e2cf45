// Two DAGs with one id: Airflow knows only one of them, and not always the same.

import { ownPlace, placeOfDag } from '../../semantic/dag/graph/places';
import type { LoadedDag } from '../../semantic/dag/graph/types';
import type { FileModel } from '../../semantic/file-model';
import { withinDagFolder } from '../../semantic/project/dag-folder';
import type { DagElsewhere } from '../../semantic/project/surroundings';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'duplicate-dag-id',
  group: 'dag',
  summary: 'Two DAGs with the same id',
  severity: 'error',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  sameFile: (id: string) =>
    `Another DAG of this file has the id \`${id}\`: Airflow keeps one of the two, now this and now ` +
    'that, and the other never runs. Give each an id of its own.',
  repeated: (id: string) =>
    `This makes more than one DAG with the id \`${id}\`: Airflow keeps one of them, now this and now ` +
    'that, and the others never run. Put what differs into the id.',
  otherFile: (id: string, file: string) =>
    `The DAG \`${id}\` is in \`${file}\`, too: whichever file Airflow reads last replaces the other ` +
    'one, and runs take now the tasks of this and now of that. Give each an id of its own.',
  first: (id: string) => `The first DAG \`${id}\`.`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const known = new Map<string, LoadedDag>();
  const seen = new Set<SyntaxNode>();
  for (const dag of certainDags(model)) {
    const place = ownPlace(model.tree, [placeOfDag(dag), dag.node]);
    if (place === undefined || seen.has(place)) continue;
    const first = known.get(dag.dagId);
    if (first !== undefined) {
      seen.add(place);
      yield inSameFile(first, dag, dag.dagId, place);
      continue;
    }
    known.set(dag.dagId, dag);
    const other = otherDag(model, dag.dagId);
    if (other === undefined) continue;
    seen.add(place);
    yield {
      message: messages.otherFile(dag.dagId, withinDagFolder(other.place.path)),
      node: place,
      related: [{ place: other.place, message: messages.first(dag.dagId) }],
    };
  }
}

/** In the order of the text, which is the order for the reader. */
function certainDags({ loaded, tree }: FileModel): readonly (LoadedDag & { dagId: string })[] {
  return loaded.dags
    .flatMap((dag) => {
      const { dagId, isCertain, node } = dag;
      // A DAG that another file makes for this one has its place there.
      return isCertain && dagId !== undefined && node.tree === tree ? [{ ...dag, dagId }] : [];
    })
    .sort((a, b) => a.node.start - b.node.start);
}

function inSameFile(first: LoadedDag, second: LoadedDag, id: string, node: SyntaxNode): Problem {
  if (first.node === second.node) return { message: messages.repeated(id), node };
  return {
    message: messages.sameFile(id),
    node,
    related: [{ place: placeOfDag(first), message: messages.first(id) }],
  };
}

/** The DAG of the same id in the first other file that Airflow loads with this one, if that is before it. */
function otherDag({ surroundings }: FileModel, dagId: string): DagElsewhere | undefined {
  return surroundings?.dags.namedBefore(dagId).find(({ isCertain }) => isCertain);
}

export const duplicateDagId: Rule = { meta, check };
