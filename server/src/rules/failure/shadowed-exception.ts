// A class by the name of a built-in or Airflow exception makes handlers catch the wrong one.

import { isAirflowException } from '../../knowledge/airflow-exceptions';
import { builtinException } from '../../knowledge/builtins';
import type { FileModel } from '../../semantic/file-model';
import { usesOf } from '../../semantic/name-uses';
import type { Binding } from '../../semantic/scopes';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'shadowed-exception',
  group: 'failure',
  summary: 'A name that hides a built-in or Airflow exception from the handlers of the file',
  severity: 'warning',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  builtin: (name: string) =>
    `\`${name}\` hides the built-in exception: \`except ${name}\` in this file no longer catches what ` +
    'Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own.',
  airflow: (name: string) =>
    `\`${name}\` hides Airflow's exception: Airflow does not know this one, and treats it as any ` +
    'other failure of the task. Import it from `airflow.exceptions`, or give it a name of its own.',
  fix: (name: string) => `Rename it to ${name}`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const binding of bindingsOfExceptions(model)) {
    const { name } = binding;
    if (hasOtherSource(model, binding) || meansTheSame(model, binding)) continue;
    const uses = usesOf(model, binding);
    if (!uses.some(isCaughtOrRaised)) continue;
    const message = builtinException(name) === undefined ? messages.airflow : messages.builtin;
    yield { message: message(name), node: binding.node, fixes: fixesFor(model, binding, uses) };
  }
}

/** Classes and plain assignments that bind the name of an exception, outside of classes. */
function bindingsOfExceptions(model: FileModel): Binding[] {
  const statements = [...model.nodes('class_definition'), ...model.nodes('assignment')];
  return statements.flatMap((statement) => {
    const target = statement.child('name') ?? statement.child('left');
    if (target?.kind !== 'identifier' || !isExceptionName(target.text)) return [];
    const binding = model.scopes
      .lookup(target.text, target)
      .find((candidate) => candidate.node === target);
    return binding === undefined || binding.scope.kind === 'class' ? [] : [binding];
  });
}

function isExceptionName(name: string): boolean {
  if (builtinException(name) !== undefined) return true;
  return name.startsWith('Airflow') && isAirflowException(name);
}

/** `try: from x import TimeoutError … except ImportError: class TimeoutError` is a substitute. */
function hasOtherSource(model: FileModel, binding: Binding): boolean {
  return model.scopes.lookup(binding.name, binding.node).length > 1;
}

/** True for a subclass of what it hides, and for another name of the same class. */
function meansTheSame(model: FileModel, binding: Binding): boolean {
  const { name, value } = binding;
  const hidden = builtinException(name) ?? `airflow.${name}`;
  if (value === undefined) return false;
  if (value.kind !== 'class_definition') {
    const named = model.exceptions.classOf(value);
    // What is no exception, or not known to be one, is left to its author.
    return (
      named === undefined ||
      value.kind === 'call' ||
      named === hidden ||
      isBaseOf(model, named, hidden)
    );
  }
  return model.exceptions.isSubclass(value, hidden) !== false;
}

/** `FileNotFoundError = IOError`, as written for old versions of Python. */
function isBaseOf(model: FileModel, named: string | SyntaxNode, hidden: string): boolean {
  return model.exceptions.isSubclass(hidden, named) === true;
}

/** True for an occurrence in an `except` clause or a `raise`. */
function isCaughtOrRaised(use: SyntaxNode): boolean {
  for (let above = use.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'raise_statement' || above.kind === 'except_clause') return true;
    if (!enclosingKinds.has(above.kind)) return false;
  }
  return false;
}

const enclosingKinds: ReadonlySet<string> = new Set([
  'as_pattern',
  'call',
  'parenthesized_expression',
  'tuple',
]);

function fixesFor(model: FileModel, binding: Binding, uses: readonly SyntaxNode[]): Fix[] {
  // Other files may import it from a module that defines no DAG, and strings may name it.
  const isOwn = model.dags.all.length > 0;
  if (!isOwn || model.stringsOf(binding.name).length > 0) return [];
  const name = freeName(model, `Custom${binding.name}`);
  const edits: TextEdit[] = [binding.node, ...uses].map(({ start, end }) => ({
    start,
    end,
    text: name,
  }));
  return [{ title: messages.fix(name), safety: 'safe', edits }];
}

function freeName(model: FileModel, wanted: string): string {
  let name = wanted;
  for (let number = 2; model.identifiersNamed(name).length > 0; number++) {
    name = `${wanted}${number}`;
  }
  return name;
}

export const shadowedException: Rule = { meta, check };
