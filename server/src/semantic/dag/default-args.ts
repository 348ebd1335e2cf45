import { argumentNodes } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import type { Names } from '../names';
import type { DefaultArgs } from './types';

/** How many names and spreads are followed before the rest counts as unknown. */
const maximumHops = 8;

/** Reads `default_args` dictionaries: literals, names, spreads, unions, copies and later updates. */
export class DefaultArgsReader {
  readonly #subscriptWrites = new Map<string, SyntaxNode[]>();
  readonly #updates = new Map<string, SyntaxNode[]>();

  constructor(
    tree: SyntaxTree,
    private readonly names: Names,
  ) {
    for (const node of tree.nodes) {
      if (node.kind === 'assignment') this.#noteSubscriptWrite(node);
      else if (node.kind === 'call') this.#noteUpdate(node);
    }
  }

  read(expression: SyntaxNode | undefined): DefaultArgs | undefined {
    return expression === undefined ? undefined : this.#read(expression, 0);
  }

  #read(expression: SyntaxNode, hops: number): DefaultArgs {
    const inner = withoutParentheses(expression);
    if (hops > maximumHops) return unknownArgs;
    if (inner.kind === 'none') return { entries: new Map(), isComplete: true, literal: undefined };
    if (inner.kind === 'dictionary') return this.#readDictionary(inner, hops);
    if (inner.kind === 'identifier') return this.#readName(inner, hops);
    if (inner.kind === 'call') return this.#readCall(inner, hops);
    if (inner.kind === 'binary_operator' && inner.child('operator')?.kind === '|') {
      return this.#merge([inner.child('left'), inner.child('right')], hops, undefined);
    }
    return unknownArgs;
  }

  #readDictionary(dictionary: SyntaxNode, hops: number): DefaultArgs {
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const part of dictionary.parts) {
      if (part.kind === 'dictionary_splat') {
        const spread = part.parts[0];
        const inner = spread === undefined ? unknownArgs : this.#read(spread, hops + 1);
        for (const [key, value] of inner.entries) entries.set(key, value);
        isComplete = isComplete && inner.isComplete;
        continue;
      }
      const key = part.child('key');
      const value = part.child('value');
      const name = key === undefined ? undefined : stringValue(key);
      if (name === undefined || value === undefined) isComplete = false;
      else entries.set(name, value);
    }
    return { entries, isComplete, literal: dictionary };
  }

  #readName(identifier: SyntaxNode, hops: number): DefaultArgs {
    const value = this.names.singleValue(identifier);
    if (value === undefined) return unknownArgs;
    const initial = this.#read(value, hops + 1);
    const entries = new Map(initial.entries);
    let isComplete = initial.isComplete;
    for (const write of this.#subscriptWrites.get(identifier.text) ?? []) {
      const key = write.child('left')?.child('subscript');
      const name = key === undefined ? undefined : stringValue(key);
      const written = write.child('right');
      if (name === undefined || written === undefined) isComplete = false;
      else entries.set(name, written);
    }
    for (const update of this.#updates.get(identifier.text) ?? []) {
      for (const argument of argumentNodes(update)) {
        if (argument.kind === 'keyword_argument') {
          const name = argument.child('name')?.text;
          const set = argument.child('value');
          if (name !== undefined && set !== undefined) entries.set(name, set);
          continue;
        }
        const more = this.#read(argument, hops + 1);
        for (const [key, set] of more.entries) entries.set(key, set);
        isComplete = isComplete && more.isComplete;
      }
    }
    return { entries, isComplete, literal: initial.literal };
  }

  #readCall(call: SyntaxNode, hops: number): DefaultArgs {
    const callee = call.child('function');
    const name = this.names.qualifiedName(callee);
    if (name === 'copy.copy' || name === 'copy.deepcopy') {
      return this.#merge([argumentNodes(call)[0]], hops, undefined);
    }
    const isCopyMethod = callee?.kind === 'attribute' && callee.child('attribute')?.text === 'copy';
    if (isCopyMethod) return this.#merge([callee.child('object')], hops, undefined);
    if (name !== 'builtins.dict') return unknownArgs;
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const argument of argumentNodes(call)) {
      const key = argument.child('name')?.text;
      const value = argument.child('value');
      if (argument.kind === 'keyword_argument' && key !== undefined && value !== undefined) {
        entries.set(key, value);
        continue;
      }
      const source = argument.kind === 'dictionary_splat' ? argument.parts[0] : argument;
      const inner = source === undefined ? unknownArgs : this.#read(source, hops + 1);
      for (const [innerKey, innerValue] of inner.entries) entries.set(innerKey, innerValue);
      isComplete = isComplete && inner.isComplete;
    }
    return { entries, isComplete, literal: call };
  }

  #merge(
    sources: readonly (SyntaxNode | undefined)[],
    hops: number,
    literal: SyntaxNode | undefined,
  ): DefaultArgs {
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const source of sources) {
      const inner = source === undefined ? unknownArgs : this.#read(source, hops + 1);
      for (const [key, value] of inner.entries) entries.set(key, value);
      isComplete = isComplete && inner.isComplete;
    }
    return { entries, isComplete, literal };
  }

  #noteSubscriptWrite(assignment: SyntaxNode): void {
    const target = assignment.child('left');
    const name = target?.kind === 'subscript' ? target.child('value') : undefined;
    if (name?.kind === 'identifier') append(this.#subscriptWrites, name.text, assignment);
  }

  #noteUpdate(call: SyntaxNode): void {
    const callee = call.child('function');
    if (callee?.kind !== 'attribute' || callee.child('attribute')?.text !== 'update') return;
    const object = callee.child('object');
    if (object?.kind === 'identifier') append(this.#updates, object.text, call);
  }
}

const unknownArgs: DefaultArgs = { entries: new Map(), isComplete: false, literal: undefined };

function append(map: Map<string, SyntaxNode[]>, key: string, node: SyntaxNode): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [node]);
  else list.push(node);
}
