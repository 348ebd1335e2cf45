import { isBuiltin } from '../knowledge/builtins';
import { canonicalAirflowName, isWellKnownAirflowName } from '../knowledge/canonical-names';
import { canonicalLibraryName, returnedElementType, returnedType } from '../knowledge/instances';
import { wellKnownModule } from '../knowledge/modules';
import { positionalValue } from '../syntax/calls';
import {
  descendants,
  enclosingClass,
  enclosingFunction,
  nearestAncestor,
  ownCode,
  statementOf,
  withoutParentheses,
} from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { addTo } from '../text/groups';
import { onceEach, remembered } from '../text/remembered';
import type { ImportedMeaning, LinkedScopes } from './linked-scopes';
import type { Binding } from './scopes';

/** How many assignments are followed from a name to its value before it counts as unknown. */
const maximumHops = 12;

/**
 * Says what expressions stand for, also those of other files of the project: imports are followed
 * to where a name is bound. Qualified names are dotted names of things outside the project:
 * `subprocess.run`, `builtins.open`, `airflow.DAG` (one spelling for each Airflow name), and
 * `subprocess.Popen.wait` for a method of an instance.
 */
export class Names {
  readonly #qualified = onceEach((expression: SyntaxNode) => this.#canonicalName(expression, 0));
  readonly #definitions = onceEach((expression: SyntaxNode) => this.#findDefinition(expression, 0));
  readonly #instanceTypes = onceEach((expression: SyntaxNode) =>
    this.#findInstanceType(expression, 0),
  );
  readonly #instanceClasses = onceEach((expression: SyntaxNode) =>
    this.#findInstanceClass(expression, 0),
  );

  constructor(readonly scopes: LinkedScopes) {}

  /** The outside thing that an identifier or attribute names; undefined for the project's own. */
  qualifiedName(expression: SyntaxNode | undefined, hops = 0): string | undefined {
    if (expression === undefined || hops > maximumHops) return undefined;
    return hops > 0 ? this.#canonicalName(expression, hops) : this.#qualified(expression);
  }

  /** The qualified name of what a call calls. */
  calleeName(call: SyntaxNode): string | undefined {
    return this.qualifiedName(call.child('function'));
  }

  /** The function or class definition of the project that an expression names. */
  definition(expression: SyntaxNode | undefined, hops = 0): SyntaxNode | undefined {
    if (expression === undefined || hops > maximumHops) return undefined;
    if (hops > 0) return this.#findDefinition(expression, hops);
    return this.#definitions(expression);
  }

  /** The qualified class of the value of an expression, where every assignment agrees on it. */
  instanceType(expression: SyntaxNode | undefined, hops = 0): string | undefined {
    if (expression === undefined || hops > maximumHops) return undefined;
    if (hops > 0) return this.#findInstanceType(expression, hops);
    return this.#instanceTypes(expression);
  }

  /** The class of the project of which the value of an expression is an instance. */
  instanceClass(expression: SyntaxNode | undefined, hops = 0): SyntaxNode | undefined {
    if (expression === undefined || hops > maximumHops) return undefined;
    if (hops > 0) return this.#findInstanceClass(expression, hops);
    return this.#instanceClasses(expression);
  }

  /** The outside classes that a class of the project inherits from, also through its own ones. */
  baseNames(classDefinition: SyntaxNode, hops = 0): string[] {
    if (hops > maximumHops) return [];
    const bases = classDefinition.child('superclasses')?.parts ?? [];
    return bases.flatMap((base) => {
      if (base.kind === 'keyword_argument') return [];
      // `class MyOperator(AwsBaseOperator[S3Hook])`
      const named = base.kind === 'subscript' ? base.child('value') : base;
      const name = this.qualifiedName(named, hops);
      if (name !== undefined) return [name];
      const definition = this.definition(named, hops);
      return definition?.kind === 'class_definition' && definition !== classDefinition
        ? this.baseNames(definition, hops + 1)
        : [];
    });
  }

  /** The value that a name has at its place, where only one assignment can have given it. */
  singleValue(identifier: SyntaxNode): SyntaxNode | undefined {
    const bindings = this.scopes.followed(identifier);
    const binding = bindings.length === 1 ? bindings[0] : undefined;
    return binding?.kind === 'assignment' ? binding.value : undefined;
  }

  /**
   * The bindings that a name may have at its place, or that a module of the project gives to an
   * attribute of it; undefined for every other expression.
   */
  bindingsOf(expression: SyntaxNode): readonly Binding[] | undefined {
    if (expression.kind === 'identifier') return this.scopes.followed(expression);
    if (expression.kind !== 'attribute') return undefined;
    const meaning = this.#memberOfModule(expression, 0);
    return meaning?.kind === 'bindings' ? meaning.bindings : undefined;
  }

  #findDefinition(expression: SyntaxNode, hops: number): SyntaxNode | undefined {
    const inner = withoutParentheses(expression);
    if (inner.kind === 'lambda') return inner;
    const bindings = this.bindingsOf(inner);
    if (bindings === undefined) {
      return inner.kind === 'attribute' ? this.#methodDefinition(inner, hops) : undefined;
    }
    const binding = bindings.at(-1);
    if (binding === undefined) return undefined;
    if (binding.kind === 'function' || binding.kind === 'class') return binding.value;
    if (binding.kind === 'assignment' && bindings.length === 1) {
      return this.definition(binding.value, hops + 1);
    }
    return undefined;
  }

  #findInstanceType(expression: SyntaxNode, hops: number): string | undefined {
    const inner = withoutParentheses(expression);
    switch (inner.kind) {
      case 'call':
        return this.#typeOfCall(inner, hops);
      case 'await':
        return this.instanceType(inner.parts[0], hops + 1);
      case 'named_expression':
        return this.instanceType(inner.child('value'), hops + 1);
      case 'identifier':
        return this.#typeOfBindings(this.scopes.followed(inner), hops + 1);
      case 'attribute': {
        const bindings = this.bindingsOf(inner);
        if (bindings !== undefined) return this.#typeOfBindings(bindings, hops + 1);
        return agreed(
          this.#valuesOfSelfAttribute(inner)
            .filter((value) => value.kind !== 'none')
            .map((value) => this.instanceType(value, hops + 1)),
        );
      }
      default:
        return undefined;
    }
  }

  #findInstanceClass(expression: SyntaxNode, hops: number): SyntaxNode | undefined {
    const inner = withoutParentheses(expression);
    if (inner.kind === 'call') {
      const definition = this.definition(inner.child('function'), hops + 1);
      if (definition?.kind === 'class_definition') return definition;
      return definition?.kind === 'function_definition'
        ? this.#classReturnedBy(definition, hops)
        : undefined;
    }
    if (inner.kind === 'identifier') {
      if (inner.text === 'self' || inner.text === 'cls') return classAround(inner);
      return this.#classOfBindings(this.scopes.followed(inner), inner, hops);
    }
    if (inner.kind === 'attribute') {
      const bindings = this.bindingsOf(inner);
      if (bindings !== undefined) return this.#classOfBindings(bindings, inner, hops);
      const values = this.#valuesOfSelfAttribute(inner);
      return values.length === 1 ? this.instanceClass(values[0], hops + 1) : undefined;
    }
    return undefined;
  }

  /** What `module.name` means where the module is one of the project. */
  #memberOfModule(attribute: SyntaxNode, hops: number): ImportedMeaning | undefined {
    const object = attribute.child('object');
    const name = attribute.child('attribute')?.text;
    if (object === undefined || name === undefined || hops > maximumHops) return undefined;
    const module = this.#moduleOf(object, hops + 1);
    return module === undefined ? undefined : this.scopes.member(module, name);
  }

  #moduleOf(expression: SyntaxNode, hops: number): ImportedMeaning | undefined {
    if (expression.kind === 'attribute') {
      const meaning = this.#memberOfModule(expression, hops);
      return meaning?.kind === 'module' ? meaning : undefined;
    }
    if (expression.kind !== 'identifier') return undefined;
    const bindings = this.scopes.followed(expression);
    const only = bindings.length === 1 ? bindings[0] : undefined;
    return only === undefined ? undefined : this.scopes.moduleOf(only);
  }

  #canonicalName(expression: SyntaxNode, hops: number): string | undefined {
    const name = this.#findQualifiedName(withoutParentheses(expression), hops);
    if (name === undefined) return undefined;
    return canonicalAirflowName(name) ?? canonicalLibraryName(name);
  }

  #findQualifiedName(expression: SyntaxNode, hops: number): string | undefined {
    if (expression.kind === 'attribute') {
      const object = expression.child('object');
      const attribute = expression.child('attribute')?.text;
      if (object === undefined || attribute === undefined) return undefined;
      const bindings = this.bindingsOf(expression);
      if (bindings !== undefined) return this.#boundName(bindings, hops);
      if (this.#moduleOf(expression, hops) !== undefined) return undefined;
      const owner = this.qualifiedName(object, hops + 1) ?? this.instanceType(object, hops + 1);
      // A class of the file that overrides a method hides what the library's method does.
      if (owner === undefined || this.#methodDefinition(expression, hops) !== undefined) {
        return undefined;
      }
      return `${owner}.${attribute}`;
    }
    if (expression.kind !== 'identifier') return undefined;
    const bindings = this.scopes.followed(expression);
    if (bindings.length === 0) return this.#unboundName(expression);
    return this.#boundName(bindings, hops);
  }

  #boundName(bindings: readonly Binding[], hops: number): string | undefined {
    const imported = bindings.find((binding) => binding.kind === 'import');
    // `try: import x … except ImportError: x = None` is still an import of `x`.
    if (imported !== undefined && bindings.every(isImportOrPlaceholder)) {
      return this.scopes.moduleOf(imported) === undefined ? imported.imported : undefined;
    }
    const only = bindings.length === 1 ? bindings[0] : undefined;
    if (only?.kind !== 'assignment' || only.value === undefined) return undefined;
    const value = withoutParentheses(only.value);
    const isReference = value.kind === 'identifier' || value.kind === 'attribute';
    return isReference ? this.qualifiedName(value, hops + 1) : undefined;
  }

  #unboundName(identifier: SyntaxNode): string | undefined {
    const name = identifier.text;
    if (isBuiltin(name)) return `builtins.${name}`;
    if (isWellKnownAirflowName(name)) return `airflow.${name}`;
    // A star import may bind anything, so nothing else can be said of the name.
    const hasStars = this.scopes.starImportsAround(identifier).length > 0;
    return hasStars ? undefined : wellKnownModule(name);
  }

  #typeOfCall(call: SyntaxNode, hops: number): string | undefined {
    const callee = call.child('function');
    const name = this.qualifiedName(callee, hops + 1);
    if (name === 'contextlib.closing') {
      return this.instanceType(positionalValue(call, 0), hops + 1);
    }
    if (name !== undefined) return returnedType(name);
    const definition = this.definition(callee, hops + 1);
    if (definition?.kind === 'function_definition') return this.#typeReturnedBy(definition, hops);
    if (definition?.kind !== 'class_definition') return undefined;
    const bases = this.baseNames(definition, hops + 1);
    return bases.length === 1 ? bases[0] : undefined;
  }

  /** The class of what a function of the project returns, where every `return` agrees on it. */
  #typeReturnedBy(definition: SyntaxNode, hops: number): string | undefined {
    // A decorator may change what a call gives, as `@task` and `@contextmanager` do.
    if (definition.parent?.kind === 'decorated_definition') return undefined;
    return agreed(returnedValues(definition).map((value) => this.instanceType(value, hops + 2)));
  }

  #typeOfBindings(bindings: readonly Binding[], hops: number): string | undefined {
    return agreed(
      bindings
        .filter((binding) => binding.value?.kind !== 'none')
        .map((binding) => this.#typeOfBinding(binding, hops)),
    );
  }

  #classOfBindings(
    bindings: readonly Binding[],
    expression: SyntaxNode,
    hops: number,
  ): SyntaxNode | undefined {
    const only = bindings.length === 1 ? bindings[0] : undefined;
    if (only?.kind === 'parameter') {
      return this.#classNamed(only.value?.child('type')?.parts[0], hops + 1);
    }
    const value = only?.value;
    return value === expression ? undefined : this.instanceClass(value, hops + 1);
  }

  /** The class of what a function of the project returns, by its annotation or by all it returns. */
  #classReturnedBy(definition: SyntaxNode, hops: number): SyntaxNode | undefined {
    if (definition.parent?.kind === 'decorated_definition') return undefined;
    const annotated = this.#classNamed(definition.child('return_type')?.parts[0], hops + 1);
    if (annotated !== undefined) return annotated;
    return agreed(returnedValues(definition).map((value) => this.instanceClass(value, hops + 2)));
  }

  /** The class of the project that an annotation names; text in quotes is not read. */
  #classNamed(annotation: SyntaxNode | undefined, hops: number): SyntaxNode | undefined {
    const definition = this.definition(annotation, hops);
    return definition?.kind === 'class_definition' ? definition : undefined;
  }

  #typeOfBinding(binding: Binding, hops: number): string | undefined {
    switch (binding.kind) {
      case 'assignment':
      case 'with':
        return binding.value === undefined
          ? this.#typeOfUnpacked(binding, hops)
          : this.instanceType(binding.value, hops);
      case 'parameter': {
        const annotation = binding.value?.child('type')?.parts[0];
        const name = this.qualifiedName(annotation, hops);
        return name?.startsWith('builtins.') ? undefined : name;
      }
      default:
        return undefined;
    }
  }

  /** `parent, child = Pipe()`; in `connection, address = connection.accept()` the name is asked for itself. */
  #typeOfUnpacked(binding: Binding, hops: number): string | undefined {
    const value = nearestAncestor(binding.node, 'assignment')?.child('right');
    const callee = value?.kind === 'call' ? value.child('function') : undefined;
    const name = this.qualifiedName(callee, hops + 1);
    return name === undefined ? undefined : returnedElementType(name);
  }

  #methodDefinition(attribute: SyntaxNode, hops: number): SyntaxNode | undefined {
    const owner =
      this.instanceClass(attribute.child('object'), hops + 1) ??
      this.definition(attribute.child('object'), hops + 1);
    const name = attribute.child('attribute')?.text;
    if (owner?.kind !== 'class_definition' || name === undefined) return undefined;
    return this.methodOf(owner, name, hops + 1);
  }

  /** The definition of a method, looked up through the classes of the project. */
  methodOf(classDefinition: SyntaxNode, name: string, hops = 0): SyntaxNode | undefined {
    if (hops > maximumHops) return undefined;
    const scope = this.scopes.scopeOpenedBy(classDefinition);
    const own = scope?.bindings.get(name)?.at(-1);
    if (own?.kind === 'function') return own.value;
    for (const base of classDefinition.child('superclasses')?.parts ?? []) {
      const definition = this.definition(base, hops);
      if (definition?.kind !== 'class_definition') continue;
      const inherited = this.methodOf(definition, name, hops + 1);
      if (inherited !== undefined) return inherited;
    }
    return undefined;
  }

  /** What the methods of the class around assign to `self.<attribute>`. */
  selfAttributeValues(attribute: SyntaxNode): readonly SyntaxNode[] {
    return this.#valuesOfSelfAttribute(attribute);
  }

  #valuesOfSelfAttribute(attribute: SyntaxNode): readonly SyntaxNode[] {
    const name = attribute.child('attribute')?.text;
    if (attribute.child('object')?.text !== 'self' || name === undefined) return [];
    const owner = classAround(attribute);
    return owner === undefined ? [] : (selfAssignments(owner).get(name) ?? []);
  }
}

function isImportOrPlaceholder(binding: Binding): boolean {
  return (
    binding.kind === 'import' || (binding.kind === 'assignment' && binding.value?.kind === 'none')
  );
}

/** What the `return` statements of a function return; nothing for a generator. */
function returnedValues(definition: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const body = definition.child('body');
  if (body === undefined) return [];
  const values: (SyntaxNode | undefined)[] = [];
  for (const node of ownCode(body)) {
    if (node.kind === 'yield' && node.isNamed) return [];
    if (node.kind === 'return_statement') values.push(node.parts[0]);
  }
  return values;
}

function agreed<Type>(types: readonly (Type | undefined)[]): Type | undefined {
  const first = types[0];
  return types.every((type) => type === first) ? first : undefined;
}

/** The class whose method's code holds the node. */
export function classAround(node: SyntaxNode): SyntaxNode | undefined {
  for (
    let definition = enclosingFunction(node);
    definition !== undefined;
    definition = enclosingFunction(definition)
  ) {
    const owner = enclosingClass(definition);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

const selfAssignments = remembered((classDefinition: SyntaxNode) => {
  const values = new Map<string, SyntaxNode[]>();
  for (const node of descendants(classDefinition)) {
    if (node.kind !== 'assignment') continue;
    const target = node.child('left');
    const value = node.child('right');
    const name = attributeAssignedTo(target, classDefinition);
    if (name === undefined || value === undefined) continue;
    addTo(values, name, value);
  }
  return values;
});

/** The attribute's name for the targets `self.name` and, in the class body itself, `name`. */
function attributeAssignedTo(
  target: SyntaxNode | undefined,
  classDefinition: SyntaxNode,
): string | undefined {
  if (target?.kind === 'attribute' && target.child('object')?.text === 'self') {
    return target.child('attribute')?.text;
  }
  const isInClassBody = statementOf(target ?? classDefinition)?.parent?.parent === classDefinition;
  return target?.kind === 'identifier' && isInClassBody ? target.text : undefined;
}
