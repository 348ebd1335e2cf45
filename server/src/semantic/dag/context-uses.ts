import { operatorTaskMethods } from '../../knowledge/airflow-objects';
import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import { enclosingClass, inSourceOrder, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import { methodName } from '../clean-up';
import type { FileModel } from '../file-model';
import { rememberedByUnit, rememberedOfFile } from '../remembered-of-file';
import { type Binding, parameterName } from '../scopes';
import { keyRead, readsOfKey } from '../tree-index';
import type { Task } from './types';

/** A place where Python code asks Airflow's context for something. */
export interface ContextUse {
  readonly kind: 'parameter' | 'key';
  readonly name: string;
  /** The parameter's name, or the string that is the key. */
  readonly node: SyntaxNode;
  /** For a parameter: the binding; undefined for a key. */
  readonly binding: Binding | undefined;
  /** For a parameter: whether the function can be called without it. */
  readonly hasDefault: boolean;
}

/** How many calls are followed from a dictionary to where it is Airflow's context. */
const maximumDepth = 6;

/** Finds the uses of some context keys: parameters that Airflow fills, subscripts, `.get(…)`. */
export class ContextUses {
  constructor(private readonly model: FileModel) {}

  all(names: ReadonlySet<string>): readonly ContextUse[] {
    return [...this.parameters(names), ...this.#keys(names)];
  }

  /** The parameters of these names that Airflow fills. */
  *parameters(names: ReadonlySet<string>): Generator<ContextUse> {
    for (const [callable, tasks] of tasksByCallable(this.model)) {
      for (const parameter of callable.child('parameters')?.parts ?? []) {
        const node = parameterName(parameter);
        if (node === undefined || !names.has(node.text) || isCollecting(parameter)) continue;
        const hasDefault = parameter.child('value') !== undefined;
        if (!tasks.some((task) => this.#isFilled(task, callable, node.text, hasDefault))) continue;
        const binding = this.model.scopes
          .scopeOpenedBy(callable)
          ?.bindings.get(node.text)
          ?.find((one) => one.kind === 'parameter');
        yield { kind: 'parameter', name: node.text, node, binding, hasDefault };
      }
    }
  }

  *#keys(names: ReadonlySet<string>): Generator<ContextUse> {
    const { tree } = this.model;
    const reads = [...names].flatMap((name) =>
      readsOfKey(tree, name).map((node) => ({ name, node })),
    );
    for (const { name, node } of reads.sort((a, b) => inSourceOrder(a.node, b.node))) {
      yield* this.readAt(node, name);
    }
  }

  /** What an expression reads, of whatever object, is a use where that is the context. */
  *readAt(node: SyntaxNode, name: string): Generator<ContextUse> {
    const read = node.kind === 'call' ? readByCall(node) : readBySubscript(node);
    if (read === undefined || !this.#isContext(read.object, name, 0)) return;
    const { hasDefault, key } = read;
    yield { kind: 'key', name, node: key, binding: undefined, hasDefault };
  }

  /** True where Airflow fills the parameter from its context, since nothing else is given for it. */
  #isFilled(task: Task, callable: SyntaxNode, name: string, hasDefault: boolean): boolean {
    if (task.kind === 'operator') return !this.#isGivenToOperator(task, callable, name);
    const calls = this.model.callSites.of(callable);
    const methodCalls = this.model.callSites.taskMethodCallsOf(callable);
    if (calls.length + methodCalls.length === 0) return hasDefault;
    const isMapped = methodCalls.some((call) => isMapping(call));
    if (isMapped && !methodCalls.every((call) => this.#leavesOut(call, name))) return false;
    return calls.every(
      (call) =>
        !argumentNodes(call).some(isSplat) &&
        this.model.values.argumentFor(call, callable, name) === undefined,
    );
  }

  #leavesOut(call: SyntaxNode, name: string): boolean {
    return keywordValue(call, name) === undefined && !argumentNodes(call).some(isSplat);
  }

  /** `op_kwargs`, `op_args` and `functools.partial` come before the context. */
  #isGivenToOperator(task: Task, callable: SyntaxNode, name: string): boolean {
    const { entries, isComplete } = task.arguments;
    if (!isComplete) return true;
    const keywords = entries.get('op_kwargs');
    const given = this.model.arguments.read(keywords);
    if (given !== undefined && (given.entries.has(name) || !given.isComplete)) return true;
    const index = (callable.child('parameters')?.parts ?? []).findIndex(
      (parameter) => parameterName(parameter)?.text === name,
    );
    const positional = entries.get('op_args');
    if (positional !== undefined) {
      const [list, ...others] = this.model.values.of(positional);
      const isKnown = list?.kind === 'list' || list?.kind === 'tuple';
      if (!isKnown || others.length > 0 || list.parts.length > index) return true;
    }
    const function_ = entries.get('python_callable');
    const values = function_ === undefined ? [] : this.model.values.of(function_);
    return values.some((value) => {
      if (value.kind !== 'call') return false;
      if (keywordValue(value, name) !== undefined || argumentNodes(value).some(isSplat))
        return true;
      return positionalValue(value, index + 1) !== undefined;
    });
  }

  /** True for an expression that is Airflow's context, as far as a key of it is concerned. */
  #isContext(expression: SyntaxNode, key: string, depth: number): boolean {
    if (depth > maximumDepth) return false;
    const inner = withoutParentheses(expression);
    if (inner.kind === 'call') return this.#isContextCall(inner, key, depth);
    if (inner.kind !== 'identifier') return false;
    const bindings = this.model.scopes.reaching(inner);
    const binding = bindings.length === 1 ? bindings[0] : undefined;
    if (binding?.kind === 'assignment' && binding.value !== undefined) {
      return this.#isContext(binding.value, key, depth + 1);
    }
    return binding?.kind === 'parameter' && this.#isContextParameter(binding, key, depth);
  }

  #isContextCall(call: SyntaxNode, key: string, depth: number): boolean {
    const name = this.model.names.calleeName(call);
    if (name === 'airflow.get_current_context') return true;
    const callee = call.child('function');
    const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
    const isCopy = object !== undefined && callee?.child('attribute')?.text === 'copy';
    if (isCopy) return this.#isContext(object, key, depth + 1);
    if (name !== 'builtins.dict' && name !== 'copy.copy') return false;
    const source = positionalValue(call, 0);
    return source !== undefined && this.#isContext(source, key, depth + 1);
  }

  #isContextParameter(binding: Binding, key: string, depth: number): boolean {
    const definition = binding.scope.node;
    const parameter = binding.value;
    if (parameter === undefined) return false;
    if (isCollecting(parameter)) {
      if (!isKeywordCollecting(parameter)) return false;
      const tasks = tasksByCallable(this.model).get(definition) ?? [];
      if (tasks.length > 0) {
        return tasks.some((task) => this.#isFilled(task, definition, key, true));
      }
      if (this.model.isTaskEntry(definition)) return true;
      const calls = this.model.callSites.of(definition);
      return calls.some(
        (call) => keywordValue(call, key) === undefined && this.#spreadsContext(call, key, depth),
      );
    }
    if (this.#isContextOfMethod(definition, binding.name)) return true;
    const isFirst = parameterName(parametersOf(definition)[0] ?? parameter) === binding.node;
    if (isFirst && this.model.isCallback(definition)) return true;
    const calls = this.model.callSites.of(definition);
    return (
      calls.length > 0 &&
      calls.every((call) => {
        const given = this.model.values.argumentFor(call, definition, binding.name);
        return given !== undefined && this.#isContext(given, key, depth + 1);
      })
    );
  }

  #spreadsContext(call: SyntaxNode, key: string, depth: number): boolean {
    return argumentNodes(call).some((argument) => {
      const source = argument.kind === 'dictionary_splat' ? argument.parts[0] : undefined;
      return source !== undefined && this.#isContext(source, key, depth + 1);
    });
  }

  /** `execute(self, context)` and the other methods that Airflow calls with it. */
  #isContextOfMethod(definition: SyntaxNode, parameter: string): boolean {
    const owner = enclosingClass(definition);
    const name = definition.child('name')?.text ?? '';
    const component = this.model.componentAt(owner);
    const isCalled =
      component?.kind === 'notifier' ? name === 'notify' : operatorTaskMethods.has(name);
    if (component === undefined || !isCalled) return false;
    const second = parametersOf(definition)[1];
    return second !== undefined && parameterName(second)?.text === parameter;
  }
}

/** The uses of some keys of the context other than as parameters, found unit by unit. */
export function contextReads(
  names: ReadonlySet<string>,
): (model: FileModel) => readonly ContextUse[] {
  return rememberedByUnit(function* (unit: FileModel): Generator<ContextUse> {
    for (const node of [...unit.nodes('subscript'), ...unit.nodes('call')]) {
      const name = keyRead(node);
      if (name !== undefined && names.has(name)) yield* new ContextUses(unit).readAt(node, name);
    }
  });
}

/** The tasks that call a function with what its signature asks of the context. */
const tasksByCallable = rememberedOfFile(
  (model: FileModel): ReadonlyMap<SyntaxNode, readonly Task[]> => {
    const found = new Map<SyntaxNode, Task[]>();
    for (const task of model.tasks.all) {
      if (task.kind === 'operator' && !hasPythonCallable(model, task)) continue;
      for (const callable of task.callables) addTo(found, callable, task);
    }
    return found;
  },
);

function hasPythonCallable(model: FileModel, { arguments: given, operatorClass }: Task): boolean {
  if (given.entries.has('python_callable')) return true;
  return (
    operatorClass !== undefined &&
    model.operatorClasses.argumentsOf(operatorClass).entries.has('python_callable')
  );
}

/** An entry that is read: of what, by which key, and whether something else is given where it is not there. */
interface EntryRead {
  readonly object: SyntaxNode;
  readonly key: SyntaxNode;
  readonly hasDefault: boolean;
}

function readBySubscript(subscript: SyntaxNode): EntryRead | undefined {
  const [object, key] = [subscript.child('value'), subscript.child('subscript')];
  if (object === undefined || key === undefined) return undefined;
  return { object, key, hasDefault: false };
}

/** `context.get("ti")`, `context.pop("ti", None)` */
function readByCall(call: SyntaxNode): EntryRead | undefined {
  const [object, key] = [call.child('function')?.child('object'), positionalValue(call, 0)];
  if (object === undefined || key === undefined) return undefined;
  const hasDefault = methodName(call) === 'get' || positionalValue(call, 1) !== undefined;
  return { object, key, hasDefault };
}

function parametersOf(definition: SyntaxNode): readonly SyntaxNode[] {
  return definition.child('parameters')?.parts ?? [];
}

function isMapping(call: SyntaxNode): boolean {
  return call.child('function')?.child('attribute')?.text !== 'override';
}

function isSplat(argument: SyntaxNode): boolean {
  return argument.kind === 'list_splat' || argument.kind === 'dictionary_splat';
}

function isCollecting(parameter: SyntaxNode): boolean {
  const pattern = parameter.kind === 'typed_parameter' ? parameter.parts[0] : parameter;
  return pattern?.kind === 'list_splat_pattern' || isKeywordCollecting(parameter);
}

function isKeywordCollecting(parameter: SyntaxNode): boolean {
  const pattern = parameter.kind === 'typed_parameter' ? parameter.parts[0] : parameter;
  return pattern?.kind === 'dictionary_splat_pattern';
}
