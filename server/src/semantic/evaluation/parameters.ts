import { isAsync, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import { settled } from '../../text/settled';
import { parameterName } from '../scopes';

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'normal' | 'rest' | 'keyword' | 'options';
  /** The expression after `=`. */
  readonly fallback: SyntaxNode | undefined;
}

/** What a call of a function has to know of its definition. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** What a call does at once; that of the others runs later. */
  readonly kind: 'plain' | 'generator' | 'coroutine' | 'asynchronous generator';
  readonly body: SyntaxNode | undefined;
}

export const signatureOf = remembered((definition: SyntaxNode): Signature => {
  const body = definition.child('body');
  const isGenerator = body !== undefined && yieldsIn(body)();
  const later = isGenerator ? 'asynchronous generator' : 'coroutine';
  const now = isGenerator ? 'generator' : 'plain';
  const kind = isAsync(definition) ? later : now;
  return { parameters: read(definition), kind, body };
});

/** The parameters of a function or lambda, in order. */
export function parametersOf(definition: SyntaxNode): readonly Parameter[] {
  return signatureOf(definition).parameters;
}

/** Whether a body holds a `yield` of its own. */
const yieldsIn = remembered((body: SyntaxNode) =>
  settled(() => {
    for (const node of ownCode(body)) if (node.kind === 'yield' && node.isNamed) return true;
    return false;
  }),
);

function read(definition: SyntaxNode): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let kind: Parameter['kind'] = 'normal';
  for (const node of definition.child('parameters')?.parts ?? []) {
    if (node.kind === 'positional_separator') {
      for (const [i, earlier] of parameters.entries()) {
        parameters[i] = { ...earlier, kind: 'positional' };
      }
      continue;
    }
    if (node.kind === 'keyword_separator') {
      kind = 'keyword';
      continue;
    }
    const name = parameterName(node)?.text;
    if (name === undefined) continue;
    const splat = node.kind === 'typed_parameter' ? node.parts[0]?.kind : node.kind;
    if (splat === 'list_splat_pattern') {
      parameters.push({ name, kind: 'rest', fallback: undefined });
      kind = 'keyword';
    } else if (splat === 'dictionary_splat_pattern') {
      parameters.push({ name, kind: 'options', fallback: undefined });
    } else {
      parameters.push({ name, kind, fallback: node.child('value') });
    }
  }
  return parameters;
}
