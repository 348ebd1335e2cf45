import { limitsItsRequests } from '../../knowledge/network-commands';
import {
  endsWithWhatItSees,
  isQuickCommand,
  isTidyingCommand,
} from '../../knowledge/quick-commands';
import { shellCommandFact } from '../../knowledge/shell-commands';
import { argumentValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { BlockingCall } from '../flow/blocking';
import { mappedCommand } from '../mapped-text';
import { failuresOf } from './lost-failures';
import { type Invocation, readScript } from './script';

/** True for a wait for a command that ends by itself at once, such as `mkdir` or `x --version`. */
export function runsQuickCommand(model: FileModel, call: BlockingCall): boolean {
  return startsOnly(model, creationFor(model, call), isQuick);
}

/** True for a wait for a command that ends by itself, if only after hours without an answer. */
export function runsEndingCommand(model: FileModel, call: BlockingCall): boolean {
  return startsOnly(
    model,
    creationFor(model, call),
    (invocation) => isQuick(invocation) || givesUpByItself(invocation) || invocation.isLimited,
  );
}

/** True for a wait for a command that is written with its own limit: `timeout 60 dbt run`. */
export function runsLimitedCommand(model: FileModel, call: BlockingCall): boolean {
  return startsOnly(model, creationFor(model, call), ({ isLimited }) => isLimited);
}

/** The call that starts the command: that of a `Popen`, or the one that waits. */
function creationFor(model: FileModel, { node }: BlockingCall): SyntaxNode {
  const creations = model.blocking.creationsOfOwner(node);
  const isSeen = creations?.every((made) => model.names.calleeName(made) === 'subprocess.Popen');
  return isSeen === true ? (creations?.[0] ?? node) : node;
}

function isQuick(invocation: Invocation): boolean {
  const { hasInput, name } = invocation;
  return (
    isQuickCommand(name) ||
    isVersionQuery(invocation) ||
    endsWithWhatItSees(name, wordsOf(invocation), hasInput)
  );
}

/** True for a command that has a limit by default, of which no option is seen to take it away. */
function givesUpByItself(invocation: Invocation): boolean {
  if (limitsItsRequests(invocation.name)) return true;
  const fact = shellCommandFact(invocation.name);
  if (fact?.defaultLimit === undefined) return false;
  const line = wordsOf(invocation).join(' ');
  return !fact.unlimitedWith.some((option) => ` ${line} `.includes(` ${option} `));
}

function wordsOf({ arguments: given }: Invocation): readonly string[] {
  return given.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** True for a command by whose failure little is lost: it touches names, looks or tidies up. */
export function startsMinorCommand(model: FileModel, creation: SyntaxNode): boolean {
  return startsOnly(
    model,
    creation,
    (invocation) =>
      isQuickCommand(invocation.name) || isTidyingCommand(invocation.name, wordsOf(invocation)),
  );
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
