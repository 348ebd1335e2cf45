import type { JinjaExpression } from '../jinja-expressions';
import type { UserInput } from './inputs';

/** What `{% set … %}` and `{% for … %}` have bound a name to. */
export type TemplateBindings = ReadonlyMap<string, JinjaExpression>;

/** How far names that a template binds are followed. */
const maximumDepth = 12;

/**
 * What of a user's input comes out of an expression as the user wrote it. Filters, functions and
 * operations that are not known here may quote it, so nothing comes out of them.
 */
export function templateInputs(
  expression: JinjaExpression,
  bindings: TemplateBindings,
  depth = 0,
): readonly UserInput[] {
  if (depth > maximumDepth) return [];
  const read = (inner: JinjaExpression) => templateInputs(inner, bindings, depth + 1);
  switch (expression.kind) {
    case 'name': {
      const bound = bindings.get(expression.name);
      return bound === undefined ? whole(expression.name) : read(bound);
    }
    case 'attribute':
    case 'item':
      return entryOf(expression, bindings) ?? read(expression.object);
    case 'call':
      return ofCall(expression, bindings, depth);
    case 'filter': {
      const arguments_ = expression.name === 'default' || expression.name === 'd';
      if (!keepingFilters.has(expression.name)) return [];
      const defaults = arguments_ ? expression.given.positional : [];
      return [expression.value, ...defaults].flatMap(read);
    }
    case 'choice':
      return expression.options.flatMap(read);
    case 'operation':
      return textOperators.has(expression.operator) ? expression.operands.flatMap(read) : [];
    case 'list':
      return expression.items.flatMap(read);
    default:
      return [];
  }
}

/** The dotted path of an expression from a name of the context. */
export function contextPath(
  expression: JinjaExpression,
  bindings: TemplateBindings,
): readonly string[] | undefined {
  const path: string[] = [];
  let at = expression;
  for (let hops = 0; hops < maximumDepth; hops++) {
    if (at.kind === 'attribute') {
      path.unshift(at.name);
      at = at.object;
    } else if (at.kind === 'name') {
      const bound = bindings.get(at.name);
      if (bound === undefined) return [at.name, ...path];
      at = bound;
    } else return undefined;
  }
  return undefined;
}

function whole(name: string): readonly UserInput[] {
  return name === 'params' ? [{ source: 'params', key: undefined, taskIds: [] }] : [];
}

function entryOf(
  expression: JinjaExpression,
  bindings: TemplateBindings,
): readonly UserInput[] | undefined {
  const path = contextPath(expression, bindings);
  if (path === undefined) return undefined;
  const [first, second, third] = path;
  if (first === 'dag_run' && second === 'conf') {
    return [{ source: 'conf', key: third, taskIds: [] }];
  }
  if (first === 'params') return [{ source: 'params', key: second, taskIds: [] }];
  // Other things of the context are Airflow's own: dates, ids, Variables, connections.
  return [];
}

type Call = Extract<JinjaExpression, { kind: 'call' }>;

function ofCall(
  { callee, given }: Call,
  bindings: TemplateBindings,
  depth: number,
): readonly UserInput[] {
  if (callee.kind !== 'attribute') return [];
  const { name, object } = callee;
  const read = (inner: JinjaExpression) => templateInputs(inner, bindings, depth + 1);
  if (name === 'xcom_pull') return isTaskInstance(object, bindings) ? [pulled(given)] : [];
  if (name === 'get' || name === 'pop') {
    const [key, fallback] = given.positional;
    const of = read(object).map((input) => ({ ...input, key: input.key ?? constant(key) }));
    return fallback === undefined ? of : [...of, ...read(fallback)];
  }
  if (name === 'join') return given.positional.flatMap(read);
  return keepingMethods.has(name) ? read(object) : [];
}

function isTaskInstance(object: JinjaExpression, bindings: TemplateBindings): boolean {
  const [only, ...others] = contextPath(object, bindings) ?? [];
  return others.length === 0 && (only === 'ti' || only === 'task_instance');
}

function pulled({ named, positional }: Call['given']): UserInput {
  const ids = named.get('task_ids') ?? positional[0];
  const items = ids?.kind === 'list' ? ids.items : [ids];
  const taskIds = items.map(constant).filter((id) => id !== undefined);
  return { source: 'xcom', key: constant(named.get('key')), taskIds };
}

function constant(expression: JinjaExpression | undefined): string | undefined {
  return expression?.kind === 'string' ? expression.value : undefined;
}

/** Operators that put texts together. */
const textOperators: ReadonlySet<string> = new Set(['%', '+', 'and', 'or', '~']);

/** Jinja's own filters that leave what a shell would read in a text, or a part of it, as it is. */
const keepingFilters: ReadonlySet<string> = new Set([
  'capitalize',
  'd',
  'default',
  'first',
  'format',
  'indent',
  'join',
  'last',
  'list',
  'lower',
  'replace',
  'reverse',
  'safe',
  'slice',
  'sort',
  'string',
  'title',
  'trim',
  'truncate',
  'unique',
  'upper',
]);

/** Methods of texts, lists and dictionaries that do. */
const keepingMethods: ReadonlySet<string> = new Set([
  'capitalize',
  'format',
  'items',
  'keys',
  'lower',
  'lstrip',
  'replace',
  'rsplit',
  'rstrip',
  'split',
  'strip',
  'title',
  'upper',
  'values',
]);
