import type { FileModel } from '../semantic/file-model';
import type { IoCall } from '../semantic/flow/io';
import { argumentValue, writtenCallee } from '../syntax/calls';
import { descendants, isInside, ownCode } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { stringValue } from '../syntax/strings';

/**
 * The arguments of a log entry about statements that failed: its text, and what their calls are about,
 * as far as a handler can say it again.
 */
export function failureLogArguments(
  model: FileModel,
  run: readonly SyntaxNode[],
  calls: readonly IoCall[],
): string {
  const [call] = calls;
  if (call === undefined) return quoted(`${nameOf(run)} failed`);
  const subjects = new Map(calls.map((each) => [subjectOf(each)?.text, subjectOf(each)] as const));
  const named = [...subjects.values()].slice(0, maximumSubjects);
  const values = named.flatMap((subject) => valueFor(model, subject, run) ?? []);
  const parameters = values.flatMap(({ argument }) => argument ?? []);
  const entry = (text: string) => [quoted(text), ...parameters].join(', ');
  const { failure, kind } = call.fact;
  const texts = values.map(({ text }) => text);
  // Which of several calls has failed is for the traceback to say.
  if (calls.some(({ fact }) => fact.failure !== failure)) {
    return entry(texts.length === 0 ? 'This step failed' : `This step failed: ${texts.join(', ')}`);
  }
  if (values.length === subjects.size) return entry(`${failure} ${texts.join(' or ')}`);
  if (kind === 'network' && failure.endsWith(':')) return quoted('Request failed');
  return quoted(kind === 'file' ? `${failure} the file` : failure);
}

/** More than these are not named in one log entry. */
const maximumSubjects = 3;

/** How a log entry shows what a call is about; undefined where it cannot, or must not. */
function valueFor(
  model: FileModel,
  subject: SyntaxNode | undefined,
  run: readonly SyntaxNode[],
): { readonly text: string; readonly argument?: string } | undefined {
  if (subject === undefined) return undefined;
  const fixed = stringValue(subject);
  if (fixed !== undefined && /^[\w ./:@-]{1,80}$/.test(fixed)) return { text: fixed };
  if (!canBeRepeated(model, subject, run)) return undefined;
  return { text: '%s', argument: subject.text };
}

function subjectOf({ fact, node }: IoCall): SyntaxNode | undefined {
  if (fact.subject === undefined) return undefined;
  if (fact.subject === 'self') return node.child('function')?.child('object');
  return argumentValue(node, fact.subject.name, fact.subject.position);
}

/** True for an expression that a handler can evaluate again, does nothing, and holds no secret. */
function canBeRepeated(model: FileModel, subject: SyntaxNode, run: readonly SyntaxNode[]): boolean {
  if (
    subject.text.length > 60 ||
    model.lines.lineAt(subject.start) !== model.lines.lineAt(subject.end)
  ) {
    return false;
  }
  if (/token|secret|password|passwd|api_?key|webhook|credential/i.test(subject.text)) return false;
  return [...descendants(subject)].every(
    (node) => !node.isNamed || (repeatableKinds.has(node.kind) && !isBoundIn(model, node, run)),
  );
}

/** True for a name that the statements themselves bind: a handler may not see it, or not yet. */
function isBoundIn(model: FileModel, node: SyntaxNode, run: readonly SyntaxNode[]): boolean {
  if (node.kind !== 'identifier' || node.field === 'attribute') return false;
  return model.scopes
    .lookup(node.text, node)
    .some((binding) => run.some((statement) => isInside(binding.node, statement)));
}

const repeatableKinds: ReadonlySet<string> = new Set([
  'attribute',
  'escape_interpolation',
  'escape_sequence',
  'format_specifier',
  'identifier',
  'integer',
  'interpolation',
  'parenthesized_expression',
  'string',
  'string_content',
  'string_end',
  'string_start',
  'subscript',
]);

/** The first function that a run of statements calls, as a name for it. */
function nameOf(run: readonly SyntaxNode[]): string {
  for (const statement of run) {
    for (const node of ownCode(statement)) {
      const callee = node.kind === 'call' ? writtenCallee(node) : '';
      if (/^[\w.]{1,60}$/.test(callee)) return `${callee}()`;
    }
  }
  return 'This step';
}

function quoted(text: string): string {
  return `"${text}"`;
}
