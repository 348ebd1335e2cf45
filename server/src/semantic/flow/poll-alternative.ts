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

/** What Airflow offers instead of the loop, by what the loop asks. */
export function alternativeFor(model: FileModel, { node }: Loop): PollAlternative | undefined {
  for (const call of ownCode(node)) {
    if (call.kind !== 'call') continue;
    const name = model.names.calleeName(call);
    if (name === undefined) continue;
    const found = alternativeTo(name) ?? boto3Alternative(model, call, name);
    if (found !== undefined) return found;
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
