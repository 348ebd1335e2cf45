import {
  ancestors,
  descendants,
  enclosingFunction,
  isInside,
  withoutParentheses,
} from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { Constants } from '../constants';
import { classAround, type Names } from '../names';
import type { Binding } from '../scopes';
import { attributesNamed } from '../tree-index';
import { loopAround } from './statement-places';

/** Knows which conditions of loops cannot change while the loop runs. */
export class LoopConditions {
  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly constants: Constants,
  ) {}

  /** True for what is true in the text itself, like `1`, `not False` or one side of an `or`. */
  isLiterallyTrue(condition: SyntaxNode): boolean {
    return alternativesOf(condition).some((part) => {
      const mentionsName = [...descendants(part)].some(({ kind }) => kind === 'identifier');
      return !mentionsName && this.constants.truth(part) === true;
    });
  }

  /**
   * `while running:` where nothing that can run meanwhile changes `running`, `while i < 10:` where
   * the loop never touches `i`, `while status != "done":` where the status is asked for only once.
   */
  isUnchanged(loop: SyntaxNode, condition: SyntaxNode): boolean {
    if (this.#isUnsetEvent(condition)) return true;
    const parts = [...descendants(condition)].filter((node) => node.isNamed);
    if (!parts.every((part) => plainKinds.has(part.kind))) return false;
    const names = parts.filter((part) => isFlag(part));
    if (names.length === 0 || this.constants.truth(condition) === false) return false;
    return names.every((name) => this.#keepsItsValue(name, loop));
  }

  /** `while not stop.is_set():` of an event of this function that nothing else ever sees. */
  #isUnsetEvent(condition: SyntaxNode): boolean {
    const test = withoutParentheses(condition);
    const call = test.kind === 'not_operator' ? test.child('argument') : undefined;
    const callee = call?.kind === 'call' ? call.child('function') : undefined;
    const event = callee?.child('object');
    if (event?.kind !== 'identifier' || !asksEvent.has(callee?.child('attribute')?.text ?? '')) {
      return false;
    }
    if (
      !/^(?:threading|multiprocessing|asyncio)\.Event$/.test(this.names.instanceType(event) ?? '')
    ) {
      return false;
    }
    const [binding, ...others] = this.names.scopes.lookup(event.text, event);
    if (binding?.scope.kind !== 'function' || others.length > 0) return false;
    return [...descendants(binding.scope.node)].every((use) => {
      const isOther = use.kind !== 'identifier' || use.text !== event.text || use === binding.node;
      const access = use.parent;
      return (
        isOther ||
        (access?.kind === 'attribute' &&
          use.field === 'object' &&
          asksEvent.has(access.child('attribute')?.text ?? ''))
      );
    });
  }

  #keepsItsValue(name: SyntaxNode, loop: SyntaxNode): boolean {
    if (name.kind === 'attribute') return this.#isConstantAttribute(name);
    const bindings = this.names.scopes.lookup(name.text, name);
    if (bindings.length === 0 || !bindings.every((binding) => holdsDuring(binding, loop))) {
      return false;
    }
    if (bindings.every((binding) => this.#isConstant(binding))) return true;
    // Any value can stand on one side of a comparison with a constant, if the loop leaves it alone.
    return isComparedValue(name) && !isUsedIn(name.text, loop);
  }

  /** A mutable value can change without being assigned again; a constant cannot. */
  #isConstant(binding: Binding): boolean {
    return binding.kind === 'assignment' && this.constants.value(binding.value) !== undefined;
  }

  /** `self.running` that the file only ever sets to one constant. */
  #isConstantAttribute(attribute: SyntaxNode): boolean {
    const name = attribute.child('attribute')?.text ?? '';
    const owner = classAround(attribute);
    if (owner === undefined) return false;
    const writes = this.#writesOf(name);
    if (writes.length === 0 || writes.some((write) => !isInside(write, owner))) return false;
    const values = writes.map((write) =>
      write.kind === 'assignment' ? write.child('right') : undefined,
    );
    return values.every(
      (value) =>
        value !== undefined &&
        value.text === values[0]?.text &&
        this.constants.value(value) !== undefined,
    );
  }

  /** Everything that binds an attribute of this name, on whatever object. */
  readonly #writesOf = onceEach((name: string) =>
    attributesNamed(this.tree, name).flatMap((attribute) => holderOfTarget(attribute) ?? []),
  );
}

/** The conditions of a chain of `or`, which nests as deep as it is long. */
function alternativesOf(condition: SyntaxNode): SyntaxNode[] {
  const alternatives: SyntaxNode[] = [];
  const open = [condition];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const test = withoutParentheses(part);
    const isOr = test.kind === 'boolean_operator' && test.child('operator')?.kind === 'or';
    if (isOr) open.push(...test.parts);
    else alternatives.push(test);
  }
  return alternatives;
}

/** Methods of an event that do not set it. */
const asksEvent: ReadonlySet<string> = new Set(['clear', 'is_set', 'wait']);

const plainKinds: ReadonlySet<string> = new Set([
  'attribute',
  'boolean_operator',
  'comparison_operator',
  'false',
  'float',
  'identifier',
  'integer',
  'list',
  'none',
  'not_operator',
  'parenthesized_expression',
  'string',
  'string_content',
  'string_end',
  'string_start',
  'true',
  'tuple',
]);

/** A name that is looked up, or an attribute of `self`; not the parts of that attribute. */
function isFlag(node: SyntaxNode): boolean {
  if (node.kind === 'attribute') return true;
  return node.kind === 'identifier' && node.parent?.kind !== 'attribute';
}

/** True where a binding gives the name its value before the loop begins, and not again. */
function holdsDuring(binding: Binding, loop: SyntaxNode): boolean {
  if (isInside(binding.node, loop)) return false;
  const owner = enclosingFunction(loop);
  const holder = enclosingFunction(binding.node);
  if (binding.kind === 'parameter') return binding.scope.node === owner;
  if (binding.scope.kind === 'module') {
    // What `global` declares can be assigned by any function while the loop runs.
    return holder === undefined && (owner !== undefined || binding.node.end <= loop.start);
  }
  const isOwn = holder === owner && binding.scope.node === owner;
  // An inner loop begins again with what the outer one assigned behind it.
  return isOwn && (binding.node.end <= loop.start || loopAround(loop) === undefined);
}

function isComparedValue(name: SyntaxNode): boolean {
  const comparison = name.parent;
  if (comparison?.kind !== 'comparison_operator') return false;
  return comparison.parts.every(
    (part) => part === name || literalKinds.has(part.kind) || isListOfLiterals(part),
  );
}

const literalKinds: ReadonlySet<string> = new Set(['string', 'integer', 'float', 'true', 'false']);

function isListOfLiterals(node: SyntaxNode): boolean {
  return (
    (node.kind === 'list' || node.kind === 'tuple') &&
    node.parts.every((part) => literalKinds.has(part.kind))
  );
}

/** True where the loop's body does anything with the name but show it. */
function isUsedIn(name: string, loop: SyntaxNode): boolean {
  const body = loop.child('body');
  if (body === undefined) return false;
  for (const node of descendants(body)) {
    if (node.kind === 'identifier' && node.text === name && node.field !== 'attribute') {
      if (node.parent?.kind !== 'interpolation') return true;
    }
  }
  return false;
}

/** The statement that writes to a target: an assignment, `del`, a loop or a `with … as`. */
function holderOfTarget(target: SyntaxNode): SyntaxNode | undefined {
  let below = target;
  for (const above of ancestors(target)) {
    if (targetContainers.has(above.kind)) {
      below = above;
      continue;
    }
    const isLeft = below.field === 'left' || below.field === 'alias';
    if (isLeft || above.kind === 'delete_statement') return above;
    return undefined;
  }
  return undefined;
}

const targetContainers: ReadonlySet<string> = new Set([
  'as_pattern_target',
  'expression_list',
  'list_pattern',
  'pattern_list',
  'tuple_pattern',
]);
