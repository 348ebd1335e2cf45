import { argumentNames } from '../../knowledge/airflow-arguments';
import type { AirflowVersion } from '../../knowledge/airflow-versions';
import { providerArguments } from '../../knowledge/provider-arguments';
import { descendants, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import { decoratorsOf } from '../decorators';
import type { Names } from '../names';
import { parameterName } from '../scopes';

/** How many classes are followed up to one of Airflow's. */
const maximumDepth = 8;

/**
 * A class, decorator or function of Airflow's by its name, such as `airflow.DAG`,
 * `airflow.BashOperator`, `airflow.task.branch`, or a class of the project that derives from one.
 */
export type ArgumentTaker = SyntaxNode | string;

/** What takers accept, each looked for once: every argument of every call asks. */
export class AcceptedArguments {
  readonly #known = onceEach((version: AirflowVersion) =>
    onceEach((taker: ArgumentTaker) =>
      typeof taker === 'string'
        ? acceptedByCallee(taker, version)
        : this.#acceptedByClass(taker, version),
    ),
  );
  /** The same for all versions. */
  readonly #takenBy = onceEach((definition: SyntaxNode) => takenByClass(this.names, definition, 0));

  constructor(private readonly names: Names) {}

  /**
   * The keyword arguments that a taker accepts in a version; undefined where they are not known, as for
   * classes of packages that the tables lack and for classes that do as they like with `**kwargs`.
   */
  of(taker: ArgumentTaker, version: AirflowVersion): ReadonlySet<string> | undefined {
    return this.#known(version)(taker);
  }

  #acceptedByClass(
    definition: SyntaxNode,
    version: AirflowVersion,
  ): ReadonlySet<string> | undefined {
    const taken = this.#takenBy(definition);
    if (taken?.base === undefined) return taken && new Set(taken.own);
    const inherited = acceptedByCallee(taken.base, version);
    return inherited === undefined ? undefined : new Set([...taken.own, ...inherited]);
  }
}

function acceptedByCallee(
  callee: string,
  version: AirflowVersion,
): ReadonlySet<string> | undefined {
  const own = argumentNames(callee, version);
  const ofProvider = providerArguments(callee);
  if (own === undefined) return ofProvider;
  const isFlavor = /^airflow\.task(?:\.|$)/.test(callee);
  if (!isFlavor && ofProvider === undefined) return own;
  // Every flavor has it, whether or not its operator has (airflow/decorators/base.py).
  const ofFlavor = isFlavor ? ['multiple_outputs'] : [];
  // A provider may have a class of the same name, such as the EmailOperator of smtp.
  return new Set([...own, ...(ofProvider ?? []), ...ofFlavor]);
}

/** What a class of the project takes. */
interface TakenByClass {
  /** The parameters of the class and of its bases in the project. */
  readonly own: readonly string[];
  /** The class of a package to which it hands on what else it is given. */
  readonly base: string | undefined;
}

function takenByClass(
  names: Names,
  definition: SyntaxNode,
  depth: number,
): TakenByClass | undefined {
  const scope = names.scopes.scopeOpenedBy(definition);
  const isPlain =
    definition.parent?.kind !== 'decorated_definition' && !scope?.bindings.has('__new__');
  if (!isPlain || depth > maximumDepth) return undefined;
  const initializers = scope?.bindings.get('__init__') ?? [];
  const [initializer] = initializers;
  if (initializer === undefined) return takenByBase(names, definition, depth);
  if (initializers.length > 1 || initializer.kind !== 'function') return undefined;
  const { value } = initializer;
  if (value === undefined || decoratorsOf(value, names).length > 0) return undefined;
  const parameters = value.child('parameters')?.parts ?? [];
  const own = parameters.flatMap((parameter) => parameterName(parameter)?.text ?? []).slice(1);
  const collected = parameters.map(collectedName).find((name) => name !== undefined);
  if (collected === undefined) return { own, base: undefined };
  if (!isOnlyHandedOn(value, collected.text)) return undefined;
  const inherited = takenByBase(names, definition, depth);
  return inherited && { ...inherited, own: [...own, ...inherited.own] };
}

/** Several bases share the arguments in an order of their own, and a metaclass may change them. */
function takenByBase(
  names: Names,
  definition: SyntaxNode,
  depth: number,
): TakenByClass | undefined {
  const [base, ...others] = definition.child('superclasses')?.parts ?? [];
  if (base === undefined || others.length > 0 || base.kind === 'keyword_argument') return undefined;
  const named = base.kind === 'subscript' ? base.child('value') : base;
  const name = names.qualifiedName(named);
  if (name !== undefined) return { own: [], base: name };
  const inherited = names.definition(named);
  return inherited?.kind === 'class_definition'
    ? takenByClass(names, inherited, depth + 1)
    : undefined;
}

/** True where all that the code does with its `**kwargs` is to pass them to the base's initializer. */
function isOnlyHandedOn(initializer: SyntaxNode, keywords: string): boolean {
  const body = initializer.child('body');
  if (body === undefined) return false;
  const uses = [...descendants(body)].filter(
    (node) => node.kind === 'identifier' && node.text === keywords,
  );
  const calls = [...ownCode(body)].filter(isBaseInitializer);
  const [call] = calls;
  const [use] = uses;
  if (call === undefined || use === undefined || calls.length > 1 || uses.length > 1) return false;
  return use.parent?.kind === 'dictionary_splat' && use.parent.parent?.parent === call;
}

/** `super().__init__(…)` or `BaseOperator.__init__(self, …)`. */
function isBaseInitializer(node: SyntaxNode): boolean {
  const callee = node.kind === 'call' ? node.child('function') : undefined;
  return callee?.kind === 'attribute' && callee.child('attribute')?.text === '__init__';
}

/** The name of a `**kwargs` parameter. */
function collectedName(parameter: SyntaxNode): SyntaxNode | undefined {
  const pattern = parameter.kind === 'typed_parameter' ? parameter.parts[0] : parameter;
  return pattern?.kind === 'dictionary_splat_pattern' ? pattern.parts[0] : undefined;
}
