import {
  alternativeTo,
  alternativeToBoto3,
  type PollAlternative,
} from '../../knowledge/poll-alternatives';
import { positionalValue } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { Loop } from './loops';

/** How many functions of the project are followed from the loop to what it asks. */
const maximumHelpers = 12;

/** What Airflow offers instead of the loop, by what the loop asks, also through helpers. */
export function alternativeFor(model: FileModel, { node }: Loop): PollAlternative | undefined {
  return alternativeIn(model, node, new Set());
}

function alternativeIn(
  model: FileModel,
  code: SyntaxNode,
  seen: Set<SyntaxNode>,
): PollAlternative | undefined {
  const helpers: SyntaxNode[] = [];
  for (const call of ownCode(code)) {
    if (call.kind !== 'call') continue;
    const name = model.names.calleeName(call);
    if (name === undefined) {
      const helper = model.names.definition(call.child('function'));
      if (helper?.kind === 'function_definition') helpers.push(helper);
      continue;
    }
    const found = alternativeTo(name) ?? boto3Alternative(model, call, name);
    if (found !== undefined) return found;
  }
  for (const helper of helpers) {
    const body = helper.child('body');
    if (body === undefined || seen.has(helper) || seen.size >= maximumHelpers) continue;
    const found = alternativeIn(model, body, seen.add(helper));
    // What a helper starts for itself is no matter of the loop.
    if (found?.isOwnWork === false) return found;
  }
  return undefined;
}

function boto3Alternative(
  model: FileModel,
  call: SyntaxNode,
  name: string,
): PollAlternative | undefined {
  const prefix = 'botocore.client.BaseClient.';
  if (!name.startsWith(prefix)) return undefined;
  for (const creation of model.blocking.creationsOfOwner(call) ?? []) {
    const service = model.constants.string(positionalValue(creation, 0));
    const found =
      service === undefined ? undefined : alternativeToBoto3(service, name.slice(prefix.length));
    if (found !== undefined) return found;
  }
  return undefined;
}
