import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import { parameterName } from '../scopes';

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'normal' | 'rest' | 'keyword' | 'options';
  /** The expression after `=`. */
  readonly fallback: SyntaxNode | undefined;
}

/** The parameters of a function or lambda, in order. */
export const parametersOf = remembered(read);

/** True for a function whose body holds a `yield` of its own. */
export const isGenerator = remembered((definition: SyntaxNode): boolean => {
  const body = definition.child('body');
  for (const node of body === undefined ? [] : ownCode(body)) {
    if (node.kind === 'yield' && node.isNamed) return true;
  }
  return false;
});

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
