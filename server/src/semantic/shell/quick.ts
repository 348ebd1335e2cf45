import { isQuickCommand, isTidyingCommand } from '../../knowledge/quick-commands';
import { argumentValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { BlockingCall } from '../flow/blocking';
import { mappedCommand } from '../mapped-text';
import { failuresOf } from './lost-failures';
import { type Invocation, readScript } from './script';

/** True for a wait for a command that ends by itself at once, such as `mkdir` or `x --version`. */
export function runsQuickCommand(model: FileModel, call: BlockingCall): boolean {
  const creations = model.blocking.creationsOfOwner(call.node);
  const isSeen = creations?.every((made) => model.names.calleeName(made) === 'subprocess.Popen');
  const creation = isSeen === true ? (creations?.[0] ?? call.node) : call.node;
  return startsQuickCommand(model, creation);
}

/** The same of the call that starts the command. */
function startsQuickCommand(model: FileModel, creation: SyntaxNode): boolean {
  return startsOnly(
    model,
    creation,
    (invocation) => isQuickCommand(invocation.name) || isVersionQuery(invocation),
  );
}

/** True for a command by whose failure little is lost: it touches names, looks or tidies up. */
export function startsMinorCommand(model: FileModel, creation: SyntaxNode): boolean {
  return startsOnly(model, creation, ({ arguments: given, name }) => {
    const words = given.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return isQuickCommand(name) || isTidyingCommand(name, words);
  });
}

function startsOnly(
  model: FileModel,
  creation: SyntaxNode,
  isSuch: (invocation: Invocation) => boolean,
): boolean {
  const command = mappedCommand(model, argumentValue(creation, 'args', 0));
  const invocations = command === undefined ? [] : readScript(command.text).invocations;
  return invocations.length > 0 && invocations.every(isSuch);
}

/** True for a command that is written so that it never fails: `x || true`, `x; exit 0`. */
export function startsForgivingCommand(model: FileModel, creation: SyntaxNode): boolean {
  const command = mappedCommand(model, argumentValue(creation, 'args', 0));
  return command !== undefined && /(?:\|\||;)\s*(?:true|:|exit 0)\s*$/.test(command.text);
}

/** True for a script whose exit code does not tell when one of its commands fails. */
export function startsForgetfulScript(model: FileModel, creation: SyntaxNode): boolean {
  const command = mappedCommand(model, argumentValue(creation, 'args', 0));
  return command !== undefined && failuresOf(readScript(command.text)).lost.length > 0;
}

function isVersionQuery({ arguments: given }: Invocation): boolean {
  return given.length === 1 && given[0]?.value === '--version';
}
