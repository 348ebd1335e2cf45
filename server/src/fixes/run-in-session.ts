import type { FileModel } from '../semantic/file-model';
import { argumentNodes, keywordArgument, keywordValue } from '../syntax/calls';
import { ancestors, isSimpleStatement, statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { onceEach } from '../text/remembered';
import { freshName } from './fresh-name';
import { importedName } from './imports';
import { removeKeywordArgument, setKeywordArgument } from './keyword-argument';
import { isConditional, isPlainPrefix, ownIndentation } from './limited-wait';
import { commandSeconds, endingClause, renderLines } from './process-group';

/** What stands for the call once the process has a name, and what is done in between. */
interface Replacement {
  /** The statement that waits for the process. */
  readonly wait: string;
  /** Lines behind the wait: the check of the exit code. */
  readonly check: readonly string[];
  /** The value that the call had; undefined where nobody may ask for it. */
  readonly value: string | undefined;
  /** True where the statement that waits assigns the value already. */
  readonly isAssigned?: boolean;
  /** Arguments of the call that `Popen` does not take. */
  readonly dropped: readonly string[];
  /** Arguments that `Popen` needs in their place. */
  readonly added: readonly (readonly [string, string])[];
}

/**
 * Turns `subprocess.run(…, shell=True)` and its kin, and `os.system(…)`, into a `Popen` that leads
 * a session, is waited for with a timeout and ended with its whole group: `run(timeout=…)` ends
 * only the shell, and what the shell started works on. Undefined where the call stands in a place
 * that it cannot be lifted out of, or where its arguments say what is not known.
 */
export function runInSession(model: FileModel, call: SyntaxNode): TextEdit[] | undefined {
  const statement = statementOf(call);
  const callee = call.child('function');
  if (statement === undefined || callee === undefined) return undefined;
  if (isConditional(call, statement) || !startsStatement(call, statement)) return undefined;
  const indentation = ownIndentation(model, statement);
  const prefix = model.text.slice(statement.start, call.start);
  if (indentation === undefined || !isPlainPrefix(statement, call, prefix)) return undefined;

  const name = freshName(model, call, 'process', 'child_process');
  const isUnused = call.parent === statement && statement.kind === 'expression_statement';
  const members = new ImportedMembers(model, call);
  const popen = members.use('Popen');
  const replacement = replacementFor(model, call, name, isUnused, members);
  if (replacement === undefined || (replacement.value === undefined && !isUnused)) {
    return undefined;
  }
  const clause = endingClause(model, statement, name, { leadsGroup: true, isLastToRun: true });
  const lineBreak = lineBreakOf(model.text);
  const lines = ['try:', `{indent}${replacement.wait}`, ...clause.lines, ...replacement.check];
  const needsValue = !isUnused && replacement.isAssigned !== true;
  const value = needsValue ? [`${prefix}${replacement.value}`] : [];
  const lineEnd = model.lines.lineEnd(model.lines.lineAt(call.end));
  const end = needsValue ? call.end : lineEnd;
  return [
    ...members.edits,
    ...clause.edits,
    { start: statement.start, end: callee.end, text: `${name} = ${popen}` },
    ...argumentEdits(model, call, replacement),
    { start: end, end, text: lineBreak + renderLines(model, indentation, [...lines, ...value]) },
  ];
}

/** The names of `subprocess` that a fix writes, with the imports that they need. */
class ImportedMembers {
  readonly #used = new Set<string>();
  readonly #imported = onceEach((member: string) =>
    importedName(this.model, 'subprocess', member, this.at),
  );

  constructor(
    private readonly model: FileModel,
    private readonly at: SyntaxNode,
  ) {}

  use(member: string): string {
    this.#used.add(member);
    return this.#imported(member).expression;
  }

  get edits(): TextEdit[] {
    return [...this.#used].flatMap((member) => this.#imported(member).edits);
  }
}

/** True where the call is run once, before anything in the body of its statement. */
function startsStatement(call: SyntaxNode, statement: SyntaxNode): boolean {
  if (isSimpleStatement(statement)) return true;
  if (statement.kind !== 'if_statement' && statement.kind !== 'for_statement') return false;
  const header = statement.child('condition') ?? statement.child('right');
  return header !== undefined && header.start <= call.start && call.end <= header.end;
}

function argumentEdits(model: FileModel, call: SyntaxNode, replacement: Replacement): TextEdit[] {
  const dropped = replacement.dropped.filter((name) => keywordArgument(call, name) !== undefined);
  const added = [...replacement.added];
  const edits: TextEdit[] = [];
  // An argument that goes gives its place to one that comes, which keeps the layout of the call.
  for (const name of dropped) {
    const argument = keywordArgument(call, name);
    const next = added.shift();
    if (argument === undefined) continue;
    if (next === undefined) edits.push(...removeKeywordArgument(model, call, name));
    else edits.push({ start: argument.start, end: argument.end, text: `${next[0]}=${next[1]}` });
  }
  for (const [name, value] of added) edits.push(...setKeywordArgument(model, call, name, value));
  return edits;
}

function replacementFor(
  model: FileModel,
  call: SyntaxNode,
  process: string,
  isUnused: boolean,
  members: ImportedMembers,
): Replacement | undefined {
  const kind = model.names.calleeName(call);
  const session: readonly (readonly [string, string])[] = [['start_new_session', 'True']];
  if (kind === 'os.system') {
    const [command, ...others] = argumentNodes(call);
    if (command === undefined || others.length > 0 || command.kind === 'keyword_argument') {
      return undefined;
    }
    return {
      wait: `${process}.wait(timeout=${commandSeconds})`,
      check: [],
      value: isTruthTested(call) ? `${process}.returncode` : undefined,
      dropped: [],
      added: [['shell', 'True'], ...session],
    };
  }
  return replacementForRun(model, call, process, { kind, session, isUnused, members });
}

function replacementForRun(
  model: FileModel,
  call: SyntaxNode,
  process: string,
  about: {
    readonly kind: string | undefined;
    readonly session: readonly (readonly [string, string])[];
    readonly isUnused: boolean;
    readonly members: ImportedMembers;
  },
): Replacement | undefined {
  const { kind, isUnused, members } = about;
  const flag = (name: string) => model.constants.value(keywordValue(call, name));
  const [check, capture] = [flag('check'), flag('capture_output')];
  const isUnknown = (name: string, value: typeof check) =>
    keywordValue(call, name) !== undefined && value?.type !== 'boolean';
  if (isUnknown('check', check) || isUnknown('capture_output', capture)) return undefined;
  if (argumentNodes(call).some((argument) => argument.kind === 'list_splat')) return undefined;
  const captures = capture?.type === 'boolean' && capture.value;
  const returnsOutput = kind === 'subprocess.check_output';
  const isPiped = ['stdout', 'stderr'].some((stream) =>
    keywordValue(call, stream)?.text.endsWith('PIPE'),
  );
  const input = keywordValue(call, 'input')?.text;
  const pipes = captures || returnsOutput || isPiped || input !== undefined;
  const raises =
    kind === 'subprocess.check_call' || returnsOutput || (check?.type === 'boolean' && check.value);

  const added: (readonly [string, string])[] = [...about.session];
  if (captures) added.unshift(['stdout', members.use('PIPE')], ['stderr', members.use('PIPE')]);
  else if (returnsOutput) added.unshift(['stdout', members.use('PIPE')]);
  if (input !== undefined) added.unshift(['stdin', members.use('PIPE')]);

  const target = assignedName(call);
  const output = target ?? freshName(model, call, 'output', 'captured_output');
  const [stdout, stderr] = [
    freshName(model, call, 'stdout', 'captured_stdout'),
    freshName(model, call, 'stderr', 'captured_stderr'),
  ];
  const limits = [...(input === undefined ? [] : [`input=${input}`]), `timeout=${commandSeconds}`];
  const communicate = `${process}.communicate(${limits.join(', ')})`;
  const results = returnsOutput ? [output] : pipes ? [stdout, stderr] : [];
  const code = `${process}.returncode`;
  const wait = returnsOutput
    ? `${output} = ${communicate}[0]`
    : !pipes
      ? `${process}.wait(timeout=${commandSeconds})`
      : isUnused && !raises
        ? communicate
        : `${stdout}, ${stderr} = ${communicate}`;
  const error = [code, `${process}.args`, ...results].join(', ');
  return {
    wait,
    check: raises
      ? [`if ${code} != 0:`, `{indent}raise ${members.use('CalledProcessError')}(${error})`]
      : [],
    value: isUnused
      ? undefined
      : valueBehind(kind, code, output, members, [`${process}.args`, code, ...results]),
    isAssigned: returnsOutput && target !== undefined,
    dropped: ['capture_output', 'check', 'input', 'timeout'],
    added,
  };
}

/** The name to which a statement assigns just what the call returns. */
function assignedName(call: SyntaxNode): string | undefined {
  const assignment = call.parent;
  const target = assignment?.kind === 'assignment' ? assignment.child('left') : undefined;
  const isPlain = assignment?.child('type') === undefined && call.field === 'right';
  return target?.kind === 'identifier' && isPlain ? target.text : undefined;
}

function valueBehind(
  kind: string | undefined,
  code: string,
  output: string,
  members: ImportedMembers,
  parts: readonly string[],
): string | undefined {
  switch (kind) {
    case 'subprocess.call':
      return code;
    case 'subprocess.check_call':
      return '0';
    case 'subprocess.check_output':
      return output;
    case 'subprocess.run':
      return `${members.use('CompletedProcess')}(${parts.join(', ')})`;
    default:
      return undefined;
  }
}

/** `os.system` returns a wait status, not an exit code: both are zero for success only. */
function isTruthTested(call: SyntaxNode): boolean {
  const parent = call.parent;
  if (parent?.kind === 'comparison_operator') {
    const operators = parent.childrenIn('operators').map((operator) => operator.text);
    const other = parent.parts.find((part) => part !== call);
    return (
      operators.every((operator) => operator === '!=' || operator === '==') && other?.text === '0'
    );
  }
  if (parent?.kind === 'not_operator') return true;
  for (const above of ancestors(call)) return above.kind === 'if_statement';
  return false;
}
