import type { ClientFact, ClientWait } from '../knowledge/clients';
import type { FileModel } from '../semantic/file-model';
import type { ClientCall } from '../semantic/flow/client-limits';
import { argumentValue } from '../syntax/calls';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { insertBehind } from './insert-statement';
import { setKeywordArguments } from './keyword-argument';
import { setTimeLimit } from './time-limit';

/** How long connecting may take, in seconds, until the author says otherwise. */
const connectSeconds = 30;

/** Gives a client the limits that it lacks; undefined where none can be written at its call. */
export function limitClient(model: FileModel, client: ClientCall): TextEdit[] | undefined {
  const { connect, fact, node, read } = client;
  const edits: TextEdit[] = [];
  const added = new Map<string, string>();
  for (const [wait, seconds] of [
    [read, fact.answerSeconds],
    [connect, connectSeconds],
  ] as const) {
    const limit = wait?.limits[0];
    if (wait === undefined || (limit === undefined && wait !== read)) continue;
    if (limit === undefined) return setLater(model, node, fact);
    if (wait.isObject) return undefined;
    const given = argumentValue(node, limit.name, limit.position);
    const value = wait.isInMilliseconds ? seconds * 1000 : seconds;
    if (given === undefined) added.set(limit.name, added.get(limit.name) ?? String(value));
    else if (!added.has(limit.name)) {
      added.set(limit.name, '');
      edits.push(...(setTimeLimit(model, { call: node, limit, given }, value) ?? []));
    }
  }
  // As their documentation lists them: connecting first.
  const missing = [...added].filter(([, value]) => value !== '').reverse();
  return [...edits, ...(missing.length === 0 ? [] : setKeywordArguments(model, node, missing))];
}

/** `name = client()` gets `name.settimeout(60)` behind it. */
function setLater(model: FileModel, call: SyntaxNode, fact: ClientFact): TextEdit[] | undefined {
  const assignment = call.parent?.kind === 'assignment' ? call.parent : undefined;
  const target = assignment?.child('left');
  const statement = assignment?.parent;
  if (target?.kind !== 'identifier' || statement?.kind !== 'expression_statement') return undefined;
  return insertBehind(model, statement, [setterLine(target.text, fact)]);
}

/** How a client is given its limit after it was made. */
export function setterLine(client: string, fact: ClientFact): string {
  if (fact.setterAttribute !== undefined)
    return `${client}.${fact.setterAttribute} = ${fact.answerSeconds}`;
  const path = fact.setterPath === undefined ? '' : `${fact.setterPath}.`;
  return `${client}.${path}${fact.setters[0]}(${fact.answerSeconds})`;
}

/** The arguments that limit the waits, without repetition, in the order of connect and read. */
export function limitNames(waits: readonly (ClientWait | undefined)[]): readonly string[] {
  const names = waits.flatMap((wait) => wait?.limits[0]?.name ?? []);
  return [...new Set(names)];
}
