import { argumentNodes, positionalValue } from '../../syntax/calls';
import { enclosingFunction, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import { rememberedBy } from '../../text/remembered';
import type { Names } from '../names';
import type { Binding } from '../scopes';
import { identifiersInside } from '../tree-index';
import type { Values } from '../values';
import type { KnownArguments } from './types';

/** How many names, spreads and calls are followed before the rest counts as unknown. */
const maximumHops = 10;

/** What changes a dictionary after it was made: `d[k] = v`, `del d[k]`, `d.update(…)`, `d |= …`. */
interface Change {
  readonly node: SyntaxNode;
  /** The name of the changed dictionary. */
  readonly target: SyntaxNode;
}

/**
 * Reads keyword arguments and dictionaries such as `default_args`: literals, names, spreads, unions,
 * copies, later changes, parameters of factories.
 */
export class ArgumentsReader {
  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly values: Values,
  ) {}

  /** The entries of a dictionary; undefined for no expression at all. */
  read(expression: SyntaxNode | undefined): KnownArguments | undefined {
    return expression === undefined ? undefined : this.#read(expression, 0);
  }

  /** The keyword arguments of a call. */
  ofCall(call: SyntaxNode | undefined): KnownArguments {
    return call === undefined ? noArguments : this.#readKeywords(call, 0);
  }

  #read(expression: SyntaxNode, hops: number): KnownArguments {
    const inner = withoutParentheses(expression);
    if (hops > maximumHops) return unknownArguments;
    switch (inner.kind) {
      case 'none':
        return noArguments;
      case 'dictionary':
        return this.#readDictionary(inner, hops);
      case 'identifier':
      case 'attribute':
        return this.#withChanges(inner, this.#readSources(inner, hops), hops);
      case 'binary_operator':
        if (inner.child('operator')?.kind !== '|') return unknownArguments;
        return this.#merge([inner.child('left'), inner.child('right')], hops);
      case 'call':
        return this.#readCall(inner, hops);
      default:
        return this.#readSources(inner, hops);
    }
  }

  #readSources(expression: SyntaxNode, hops: number): KnownArguments {
    const sources = this.values.step(expression);
    if (sources === undefined) return unknownArguments;
    return inCommon(sources.map((source) => this.#read(source, hops + 1)));
  }

  #readDictionary(dictionary: SyntaxNode, hops: number): KnownArguments {
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const part of dictionary.parts) {
      if (part.kind === 'dictionary_splat') {
        isComplete = this.#add(entries, part.parts[0], hops) && isComplete;
        continue;
      }
      const key = part.child('key');
      const value = part.child('value');
      const name = key === undefined ? undefined : this.#keyOf(key);
      if (name === undefined || value === undefined) isComplete = false;
      else entries.set(name, value);
    }
    return { entries, isComplete, literal: this.#editable(dictionary) };
  }

  #readCall(call: SyntaxNode, hops: number): KnownArguments {
    const callee = call.child('function');
    const name = this.names.qualifiedName(callee);
    if (name === 'builtins.dict') {
      const read = this.#readKeywords(call, hops);
      return { ...read, literal: this.#editable(call) };
    }
    if (name === 'copy.copy' || name === 'copy.deepcopy') {
      return this.#merge([positionalValue(call, 0)], hops);
    }
    const isCopyMethod = callee?.kind === 'attribute' && callee.child('attribute')?.text === 'copy';
    if (isCopyMethod) return this.#merge([callee.child('object')], hops);
    return this.#readSources(call, hops);
  }

  /** Keywords and spreads; a positional argument of `dict(…)` is a dictionary to begin with. */
  #readKeywords(call: SyntaxNode, hops: number): KnownArguments {
    const isDict = this.names.calleeName(call) === 'builtins.dict';
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const argument of argumentNodes(call)) {
      const key = argument.child('name')?.text;
      const value = argument.child('value');
      if (argument.kind === 'keyword_argument' && key !== undefined) {
        if (value !== undefined) entries.set(key, value);
      } else if (argument.kind === 'dictionary_splat') {
        isComplete = this.#add(entries, argument.parts[0], hops) && isComplete;
      } else if (isDict) {
        isComplete = this.#add(entries, argument, hops) && isComplete;
      }
    }
    return { entries, isComplete, literal: undefined };
  }

  /** The initial entries with what statements change in them, where they are made and before the use. */
  #withChanges(use: SyntaxNode, initial: KnownArguments, hops: number): KnownArguments {
    const imported = (this.names.bindingsOf(use) ?? []).filter(
      ({ node }) => node.tree !== use.tree,
    );
    const changes = [
      ...imported.flatMap((binding) => this.#changesWhereMade(binding)),
      ...(use.kind === 'identifier' ? this.#changesBefore(use) : []),
    ];
    if (changes.length === 0) return initial;
    const entries = new Map(initial.entries);
    let { isComplete } = initial;
    for (const { node } of changes) isComplete = this.#apply(entries, node, hops) && isComplete;
    return { ...initial, entries, isComplete };
  }

  #changesBefore(identifier: SyntaxNode): readonly Change[] {
    const { scopes } = this.names;
    const bindings = scopes.lookup(identifier.text, identifier);
    const [first] = bindings;
    const changes = first === undefined ? [] : changesIn(first.scope.node, identifier.text);
    if (changes.length === 0) return [];
    const holder = enclosingFunction(identifier);
    const reaching = scopes.reaching(identifier);
    const since = Math.min(...reaching.map((binding) => binding.node.start));
    return changes.filter(({ node, target }) => {
      if (scopes.lookup(target.text, target) !== bindings) return false;
      const isSameCode = enclosingFunction(node) === holder;
      return !isSameCode || (node.start <= identifier.start && node.end >= since);
    });
  }

  /** A module that is imported has run: all that it changes in its own dictionary has happened. */
  #changesWhereMade({ name, node, scope }: Binding): readonly Change[] {
    return changesIn(node.tree.root, name).filter(
      ({ target }) => this.names.scopes.lookup(name, target)[0]?.scope === scope,
    );
  }

  #apply(entries: Map<string, SyntaxNode>, change: SyntaxNode, hops: number): boolean {
    if (change.kind === 'augmented_assignment') {
      return this.#add(entries, change.child('right'), hops);
    }
    if (change.kind === 'assignment' || change.kind === 'delete_statement') {
      const subscript = change.child('left') ?? change.parts[0];
      const key = subscript?.child('subscript');
      const name = key === undefined ? undefined : this.#keyOf(key);
      const value = change.child('right');
      if (name === undefined) return false;
      if (value === undefined) entries.delete(name);
      else entries.set(name, value);
      return true;
    }
    return this.#applyMethod(entries, change, hops);
  }

  #applyMethod(entries: Map<string, SyntaxNode>, call: SyntaxNode, hops: number): boolean {
    const method = call.child('function')?.child('attribute')?.text;
    if (method === 'update') {
      const more = this.#readKeywords(call, hops + 1);
      let isComplete = more.isComplete;
      for (const argument of argumentNodes(call)) {
        if (argument.kind === 'keyword_argument' || argument.kind === 'dictionary_splat') continue;
        isComplete = this.#add(entries, argument, hops) && isComplete;
      }
      for (const [key, value] of more.entries) entries.set(key, value);
      return isComplete;
    }
    if (method === 'clear') {
      entries.clear();
      return true;
    }
    const key = positionalValue(call, 0);
    const name = key === undefined ? undefined : this.#keyOf(key);
    if (name === undefined) return false;
    const value = positionalValue(call, 1);
    if (method === 'pop') entries.delete(name);
    else if (value !== undefined && !entries.has(name)) entries.set(name, value);
    return true;
  }

  #add(entries: Map<string, SyntaxNode>, source: SyntaxNode | undefined, hops: number): boolean {
    if (source === undefined) return false;
    const inner = this.#read(source, hops + 1);
    for (const [key, value] of inner.entries) entries.set(key, value);
    return inner.isComplete;
  }

  #merge(sources: readonly (SyntaxNode | undefined)[], hops: number): KnownArguments {
    const entries = new Map<string, SyntaxNode>();
    let isComplete = true;
    for (const source of sources) isComplete = this.#add(entries, source, hops) && isComplete;
    return { entries, isComplete, literal: undefined };
  }

  /** A fix changes its own file only. */
  #editable(literal: SyntaxNode): SyntaxNode | undefined {
    return literal.tree === this.tree ? literal : undefined;
  }

  #keyOf(key: SyntaxNode): string | undefined {
    const values = this.values.of(key);
    const only = values.length === 1 ? values[0] : undefined;
    return only === undefined ? undefined : stringValue(only);
  }
}

export const noArguments: KnownArguments = {
  entries: new Map(),
  isComplete: true,
  literal: undefined,
};

export const unknownArguments: KnownArguments = {
  entries: new Map(),
  isComplete: false,
  literal: undefined,
};

/** What several dictionaries agree on, of which the run uses one or another. */
function inCommon(all: readonly KnownArguments[]): KnownArguments {
  const [first, ...others] = all;
  if (first === undefined) return unknownArguments;
  if (others.length === 0) return first;
  const shared = [...first.entries].filter(([key]) =>
    others.every((other) => other.entries.has(key)),
  );
  const isAlike = others.every((other) => other.entries.size === shared.length);
  return {
    entries: new Map(shared),
    isComplete:
      isAlike && shared.length === first.entries.size && all.every((one) => one.isComplete),
    literal: undefined,
  };
}

/** What code changes in the dictionaries of a name, in source order: many files import the same ones. */
const changesIn = rememberedBy((around: SyntaxNode, name: string): readonly Change[] =>
  identifiersInside(around, name).flatMap((target): Change[] => {
    const { parent } = target;
    const node = parent?.kind === 'augmented_assignment' ? parent : parent?.parent;
    return node !== undefined && changedName(node) === target ? [{ node, target }] : [];
  }),
);

const changingMethods: ReadonlySet<string> = new Set(['clear', 'pop', 'setdefault', 'update']);

/** The name of the dictionary that a statement or call changes in place. */
function changedName(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.kind) {
    case 'assignment':
      return subscriptedName(node.child('left'));
    case 'delete_statement':
      return subscriptedName(node.parts[0]);
    case 'augmented_assignment': {
      const target = node.child('left');
      return target?.kind === 'identifier' && node.child('operator')?.kind === '|='
        ? target
        : undefined;
    }
    case 'call': {
      const callee = node.child('function');
      const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      const object = callee?.child('object');
      if (method === undefined || !changingMethods.has(method)) return undefined;
      return object?.kind === 'identifier' ? object : undefined;
    }
    default:
      return undefined;
  }
}

function subscriptedName(node: SyntaxNode | undefined): SyntaxNode | undefined {
  const name = node?.kind === 'subscript' ? node.child('value') : undefined;
  return name?.kind === 'identifier' ? name : undefined;
}
