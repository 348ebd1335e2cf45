// Keys of the task context that Airflow 3 no longer fills.

import { replaceNode } from '../../fixes/replace';
import { type ContextKey, contextKey, contextKeys } from '../../knowledge/airflow-context';
import { parseAirflowVersion, supportedVersions } from '../../knowledge/airflow-versions';
import { templateExpression } from '../../knowledge/context-expressions';
import { type RemovalState, removalState, severityOfRemoval } from '../../knowledge/removals';
import { type ContextUse, ContextUses } from '../../semantic/dag/context-uses';
import { templatesOf } from '../../semantic/dag/templates';
import type { FileModel } from '../../semantic/file-model';
import { type TemplateName, templateNames } from '../../semantic/jinja';
import { isWrittenPlainly, type MappedText, sourceRange } from '../../semantic/mapped-text';
import { usesOf } from '../../semantic/name-uses';
import type { SyntaxNode } from '../../syntax/node';
import { contentOf, contentRange, quotingOf } from '../../syntax/strings';
import type { TextEdit } from '../../text/edit';
import type { TextRange } from '../../text/range';
import type { Fix, FixSafety, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'removed-context-key',
  group: 'upgrade',
  summary: 'A key of the task context that the next Airflow no longer fills',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  removed: (name: string, version: string, harm: string) =>
    `The context has no \`${name}\` since Airflow ${version}: ${harm}.`,
  removedInSome: (name: string, version: string, harm: string) =>
    `From Airflow ${version} on, the context has no \`${name}\`: there, ${harm}.`,
  deprecated: (name: string, version: string, harm: string) =>
    `\`${name}\` is deprecated, and gone from the context in Airflow ${version}: there, ${harm}.`,
  harm: {
    parameter: 'nothing fills this parameter, and the task fails with a TypeError',
    optional: 'nothing fills this parameter, which then silently keeps its default',
    key: 'reading it raises a KeyError',
    read: 'it silently gives the default',
    template: 'rendering it fails the task',
  },
  use: (replacement: string) => ` Use \`${replacement}\`.`,
  fix: (from: string, to: string) => `Replace \`${from}\` with \`${to}\``,
};

/** What to write instead, and whether it has the very same value. */
interface Replacement {
  readonly text: string;
  readonly safety: FixSafety;
}

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const concerned = concernedKeys(airflowVersion);
  if (concerned.size === 0) return;
  for (const use of new ContextUses(model).all(new Set(concerned.keys()))) {
    const state = concerned.get(use.name);
    const key = contextKey(use.name);
    if (state === undefined || key === undefined) continue;
    const fix = use.kind === 'parameter' ? parameterFix(model, use, key) : keyFix(use, key);
    yield {
      message: messageFor(use.name, key, state, harmOf(use), pythonReplacement(key)?.text),
      node: use.node,
      severity: severityOfRemoval[state],
      fixes: fix === undefined ? [] : [fix],
    };
  }
  yield* templateProblems(model, concerned);
}

function* templateProblems(
  model: FileModel,
  concerned: ReadonlyMap<string, RemovalState>,
): Generator<Problem> {
  const seen = new Set<number>();
  for (const { task, text } of templatesOf(model)) {
    for (const name of templateNames(text.text)) {
      const state = concerned.get(name.name);
      const key = contextKey(name.name);
      const range = sourceRange(text, name.start, name.end);
      if (state === undefined || key === undefined || range === undefined) continue;
      // One text can reach several tasks.
      if (seen.has(range.start)) continue;
      seen.add(range.start);
      const replacement = templateReplacement(name, key);
      const fix = templateFix(model, text, name, range, replacement);
      yield {
        message: messageFor(name.name, key, state, messages.harm.template, replacement?.text),
        node: literalAround(text, range) ?? task.anchor,
        range,
        tasks: [task],
        severity: severityOfRemoval[state],
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** The keys that went; those that came after the oldest supported version and went are left out. */
const lostKeys: readonly (readonly [string, ContextKey])[] = [
  ...contextKeys(parseAirflowVersion(supportedVersions[0] ?? '') ?? { major: 2, minor: 4 }),
].flatMap((name) => {
  const key = contextKey(name);
  return key?.removedIn === undefined && key?.deprecatedIn === undefined ? [] : [[name, key]];
});

function concernedKeys(airflowVersion: string | undefined): ReadonlyMap<string, RemovalState> {
  const found = new Map<string, RemovalState>();
  for (const [name, key] of lostKeys) {
    const state = removalState(key, airflowVersion);
    if (state !== undefined) found.set(name, state);
  }
  return found;
}

function messageFor(
  name: string,
  { removedIn = '' }: ContextKey,
  state: RemovalState,
  harm: string,
  replacement: string | undefined,
): string {
  const advice = replacement === undefined ? '' : messages.use(replacement);
  switch (state) {
    case 'removed':
      return messages.removed(name, removedIn, harm) + advice;
    case 'removed-in-some':
      return messages.removedInSome(name, removedIn, harm) + advice;
    case 'deprecated':
      return messages.deprecated(name, removedIn, harm) + advice;
  }
}

function harmOf({ kind, hasDefault }: ContextUse): string {
  if (kind === 'key') return hasDefault ? messages.harm.read : messages.harm.key;
  return hasDefault ? messages.harm.optional : messages.harm.parameter;
}

/** Another key of the context; expressions of Jinja are of no use in Python. */
function pythonReplacement({ equal, replacements }: ContextKey): Replacement | undefined {
  const [same] = equal;
  if (same !== undefined) return { text: same, safety: 'safe' };
  const other = replacements.find((text) => /^\w+$/.test(text));
  return other === undefined ? undefined : { text: other, safety: 'unsafe' };
}

function templateReplacement(
  { isWhole, name }: TemplateName,
  key: ContextKey,
): Replacement | undefined {
  const [same] = key.equal;
  if (same !== undefined) return { text: same, safety: 'safe' };
  const expression = templateExpression(name);
  if (expression !== undefined) return { text: expression, safety: 'unsafe' };
  const [other] = key.replacements;
  if (other === undefined) return undefined;
  const inner = /^\{\{\s*(.*?)\s*\}\}$/.exec(other)?.[1];
  if (inner === undefined) return { text: other, safety: 'unsafe' };
  return { text: isWhole ? inner : `(${inner})`, safety: 'unsafe' };
}

function keyFix({ node }: ContextUse, key: ContextKey): Fix | undefined {
  const replacement = pythonReplacement(key);
  const content = contentRange(node);
  const isText = content !== undefined && !quotingOf(node).prefix.includes('b');
  if (replacement === undefined || !isText) return undefined;
  return fixWith(contentOf(node), replacement, [{ ...content, text: replacement.text }]);
}

/** Renames the parameter and everything that reads it; not where a caller passes it by name. */
function parameterFix(
  model: FileModel,
  { binding, name, node }: ContextUse,
  key: ContextKey,
): Fix | undefined {
  const replacement = pythonReplacement(key);
  if (binding === undefined || replacement === undefined) return undefined;
  const { bindings, node: definition } = binding.scope;
  const isAlone = bindings.get(name)?.length === 1 && !bindings.has(replacement.text);
  // Another file may pass it by its name.
  if (!isAlone || model.callSites.isCalledElsewhere(definition)) return undefined;
  if (model.callSites.of(definition).some((call) => call.text.includes(`${name}=`))) {
    return undefined;
  }
  const uses = usesOf(model, binding);
  const isShadowed = uses.some((use) => model.scopes.scopeOf(use).bindings.has(replacement.text));
  if (isShadowed) return undefined;
  const edits = [node, ...uses].flatMap((one) => replaceNode(one, replacement.text));
  return fixWith(name, replacement, edits);
}

function templateFix(
  model: FileModel,
  text: MappedText,
  { end, name, start }: TemplateName,
  range: TextRange,
  replacement: Replacement | undefined,
): Fix | undefined {
  if (replacement === undefined || !isWrittenPlainly(model, text, start, end)) return undefined;
  return fixWith(name, replacement, [{ ...range, text: replacement.text }]);
}

function fixWith(from: string, { safety, text }: Replacement, edits: readonly TextEdit[]): Fix {
  return { title: messages.fix(from, text), safety, edits };
}

function literalAround(text: MappedText, range: TextRange): SyntaxNode | undefined {
  return text.literals.find((literal) => literal.start <= range.start && range.end <= literal.end);
}

export const removedContextKey: Rule = { meta, check };
