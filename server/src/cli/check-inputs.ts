// Repairs inputs, each in its project, and checks what they have become. What comes on standard input is
// checked here as well: it is not what the disk has.

import { projectPath } from '../disk/disk-source';
import type { SourceText } from '../engine/source-text';
import type { Project } from '../semantic/project/project';
import type { Projects } from '../semantic/project/projects';
import type { PythonParser } from '../syntax/parser';
import { addTo } from '../text/groups';
import { checkText, fixText } from './check-file';
import type { CheckOptions } from './check-options';
import type { Configurations } from './configuration';
import {
  emptyResult,
  type InputResult,
  tellFaults,
  tellFindings,
  tellUnread,
} from './input-result';
import type { Input } from './inputs';
import { unifiedDiff } from './reporters/diff';

export interface CheckRun {
  readonly options: CheckOptions;
  readonly configurations: Configurations;
  readonly parser: PythonParser;
  readonly projects: Projects;
  readonly complain: (line: string) => void;
  /** How reports show a path. */
  readonly nameOf: (path: string) => string;
  /** Called for each input when its turn has come. */
  readonly progress: (name: string) => void;
}

/** An input that could be read. */
interface ReadInput {
  readonly input: Input;
  readonly result: InputResult;
  readonly source: SourceText;
  /** The path by which the project knows it. */
  readonly path: string;
  /** The fixed text, where fixes were written. */
  text: string;
}

/**
 * Checks project by project, so that not all have to be held at a time. Files are fixed before any of
 * their project is checked: what is reported is true of what has been written.
 *
 * @returns the results in the order of the inputs.
 */
export async function checkInputs(inputs: readonly Input[], run: CheckRun): Promise<InputResult[]> {
  const byRoot = new Map<string, Input[]>();
  for (const input of inputs) {
    const root = await run.projects.roots.of(projectPath(input.path));
    addTo(byRoot, root, input);
  }
  const results = new Map<Input, InputResult>();
  for (const group of byRoot.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const project = await run.projects.of(projectPath(first.path));
    for (const [input, result] of checkProject(group, project, run)) results.set(input, result);
  }
  return inputs.flatMap((input) => results.get(input) ?? []);
}

function* checkProject(
  inputs: readonly Input[],
  project: Project,
  run: CheckRun,
): Generator<[Input, InputResult]> {
  const read: ReadInput[] = [];
  for (const input of inputs) {
    const result = emptyResult(input);
    yield [input, result];
    const readable = readInput(input, result, project);
    if (readable !== undefined) read.push(readable);
  }
  if (run.options.fixMode !== 'report') for (const input of read) fixInput(input, project, run);
  for (const input of read) checkInput(input, project, run);
}

/** Reads an input and tells its project of its text, which may not be the one on disk. */
function readInput(input: Input, result: InputResult, project: Project): ReadInput | undefined {
  const source = input.read();
  if ('kind' in source) {
    tellUnread(result, input, source);
    return undefined;
  }
  const path = project.files.paths.canonical(projectPath(input.path));
  if (project.files.textOf(path) !== source.text) project.files.open(path, source.text);
  return { input, result, source, path, text: source.text };
}

function fixInput(read: ReadInput, project: Project, run: CheckRun): void {
  const { input, path, result, source } = read;
  const { complain, configurations, options, parser } = run;
  const { configuration } = configurations.ofFile(input.path);
  const target = { project, path, text: source.text, configuration };
  const fix = fixText(target, parser, options.allowedFixes);
  tellFaults(result, fix.faults);
  const isChanged = fix.text !== source.text;
  if (options.fixMode === 'diff' && isChanged) {
    result.diff = unifiedDiff(input.name, source.text, fix.text);
  }
  // Standard input is answered with a text, changed or not; a file is left alone.
  const isDue = options.fixMode === 'write' && (isChanged || options.stdinName !== undefined);
  const refusal = isDue ? input.rewrite(source, fix.text) : undefined;
  if (refusal !== undefined) {
    complain(`${input.name} ${refusal}`);
    result.isMisused = true;
  } else if (isChanged) {
    result.fixes = fix.applied;
    if (options.fixMode !== 'write') return;
    read.text = fix.text;
    project.files.open(path, fix.text);
  }
}

function checkInput({ input, path, result, text }: ReadInput, project: Project, run: CheckRun) {
  run.progress(input.name);
  const { configuration } = run.configurations.ofFile(input.path);
  const { findings, faults } = checkText({ project, path, text, configuration });
  tellFaults(result, faults);
  tellFindings(result, text, findings, run.nameOf);
}
