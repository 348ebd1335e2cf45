import { isQuickCommand } from '../../knowledge/quick-commands';
import { argumentValue } from '../../syntax/calls';
import type { FileModel } from '../file-model';
import type { BlockingCall } from '../flow/blocking';
import { mappedCommand } from '../mapped-text';
import { type Invocation, readScript } from './script';

/** True for a wait for a command that ends by itself at once, such as `mkdir` or `x --version`. */
export function runsQuickCommand(model: FileModel, call: BlockingCall): boolean {
  const creations = model.blocking.creationsOfOwner(call.node);
  const isSeen = creations?.every((made) => model.names.calleeName(made) === 'subprocess.Popen');
  const creation = isSeen === true ? (creations?.[0] ?? call.node) : call.node;
  const command = mappedCommand(model, argumentValue(creation, 'args', 0));
  const invocations = command === undefined ? [] : readScript(command.text).invocations;
  return (
    invocations.length > 0 &&
    invocations.every((invocation) => isQuickCommand(invocation.name) || isVersionQuery(invocation))
  );
}

function isVersionQuery({ arguments: given }: Invocation): boolean {
  return given.length === 1 && given[0]?.value === '--version';
}
