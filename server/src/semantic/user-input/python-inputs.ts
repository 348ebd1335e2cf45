import { argumentValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { once } from '../../text/remembered';
import { ContextUses } from '../dag/context-uses';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';
import { usesOf } from '../name-uses';
import { pastedValues } from '../pasted-values';
import type { UserInput } from './inputs';

/** How many names and calls are followed from an expression to the context. */
const maximumDepth = 12;

/** Objects of the context that hold a user's input. */
const holders: ReadonlySet<string> = new Set(['dag_run', 'params', 'task_instance', 'ti']);

/** Finds the user's input in the expressions of Python code. */
export class PythonInputs {
  constructor(private readonly model: FileModel) {}

  /** The expressions that stand for an object of the context, with its key. */
  readonly #objects = once((): ReadonlyMap<SyntaxNode, string> => {
    const objects = new Map<SyntaxNode, string>();
    for (const { binding, name, node } of new ContextUses(this.model).all(holders)) {
      if (binding === undefined) {
        const access = node.parent?.kind === 'subscript' ? node.parent : node.parent?.parent;
        if (access !== undefined) objects.set(access, name);
        continue;
      }
      for (const use of usesOf(this.model, binding)) objects.set(use, name);
    }
    return objects;
  });

  /** What of a user's input is in the value of an expression as the user wrote it. */
  of(expression: SyntaxNode | undefined, depth = 0): readonly UserInput[] {
    if (expression === undefined || depth > maximumDepth) return [];
    const inner = withoutParentheses(expression);
    const own = this.#inputAt(inner);
    if (own !== undefined) return own;
    switch (inner.kind) {
      case 'identifier': {
        const value = this.model.names.singleValue(inner);
        return value === undefined ? [] : this.of(value, depth + 1);
      }
      case 'subscript':
        return this.of(inner.child('value'), depth + 1);
      case 'boolean_operator':
        return inner.parts.flatMap((part) => this.of(part, depth + 1));
      case 'conditional_expression':
        return [inner.parts[0], inner.parts[2]].flatMap((part) => this.of(part, depth + 1));
      case 'binary_operator':
      case 'string':
      case 'concatenated_string':
        return pastedValues(this.model, inner).flatMap((value) => this.of(value, depth + 1));
      case 'call':
        return this.#ofCall(inner, depth);
      default:
        return [];
    }
  }

  /** `dag_run.conf["x"]`, `params.get("x")`, `ti.xcom_pull(…)`; undefined for anything else. */
  #inputAt(expression: SyntaxNode): readonly UserInput[] | undefined {
    const keys: (string | undefined)[] = [];
    let at: SyntaxNode | undefined = expression;
    for (let hops = 0; at !== undefined && hops < maximumDepth; hops++) {
      const name = this.#objects().get(at);
      if (name !== undefined) return inputFrom(name, keys);
      if (at.kind === 'subscript') {
        keys.unshift(this.model.constants.string(at.child('subscript')));
        at = at.child('value');
      } else if (at.kind === 'attribute') {
        keys.unshift(at.child('attribute')?.text);
        at = at.child('object');
      } else if (at.kind === 'call') {
        const callee: SyntaxNode | undefined = at.child('function');
        const method = callee?.child('attribute')?.text;
        if (method === 'xcom_pull') return this.#pulledBy(at);
        if (method !== 'get' && method !== 'pop') return undefined;
        keys.unshift(this.model.constants.string(positionalValue(at, 0)));
        at = callee?.child('object');
      } else if (at.kind === 'identifier') {
        at = this.model.names.singleValue(at);
      } else if (at.kind === 'boolean_operator') {
        // `(dag_run.conf or {}).get("x")`
        at = at.child('left');
      } else if (at.kind === 'parenthesized_expression') {
        at = at.parts[0];
      } else return undefined;
    }
    return undefined;
  }

  #pulledBy(call: SyntaxNode): readonly UserInput[] | undefined {
    const object = call.child('function')?.child('object');
    const inner = object === undefined ? undefined : withoutParentheses(object);
    const isTaskInstance =
      inner !== undefined && ['task_instance', 'ti'].includes(this.#objectName(inner) ?? '');
    if (!isTaskInstance) return undefined;
    const ids = argumentValue(call, 'task_ids', 0);
    const [list] = ids === undefined ? [] : this.model.values.of(ids);
    const items = list !== undefined && isListLike(list) ? list.parts : [ids];
    const taskIds = items.map((item) => this.model.constants.string(item));
    return [{ source: 'xcom', key: undefined, taskIds: taskIds.filter((id) => id !== undefined) }];
  }

  #objectName(expression: SyntaxNode): string | undefined {
    const name = this.#objects().get(expression);
    if (name !== undefined || expression.kind !== 'identifier') return name;
    const value = this.model.names.singleValue(expression);
    return value === undefined ? undefined : this.#objects().get(withoutParentheses(value));
  }

  #ofCall(call: SyntaxNode, depth: number): readonly UserInput[] {
    const name = this.model.names.calleeName(call);
    if (name === 'builtins.str' || name === 'textwrap.dedent') {
      return this.of(positionalValue(call, 0), depth + 1);
    }
    const callee = call.child('function');
    const method = callee?.child('attribute')?.text ?? '';
    if (method === 'format' || method === 'join') {
      return pastedValues(this.model, call).flatMap((value) => this.of(value, depth + 1));
    }
    return keepingMethods.has(method) ? this.of(callee?.child('object'), depth + 1) : [];
  }
}

/** The entry behind `params` and `dag_run.conf`; other things of a run are Airflow's own. */
function inputFrom(name: string, keys: readonly (string | undefined)[]): readonly UserInput[] {
  if (name === 'params') return [{ source: 'params', key: keys[0], taskIds: [] }];
  const isConf = name === 'dag_run' && keys[0] === 'conf';
  return isConf ? [{ source: 'conf', key: keys[1], taskIds: [] }] : [];
}

/** Methods of texts that leave what a shell would read in them as it is. */
const keepingMethods: ReadonlySet<string> = new Set([
  'capitalize',
  'lower',
  'lstrip',
  'replace',
  'rstrip',
  'split',
  'strip',
  'upper',
]);
