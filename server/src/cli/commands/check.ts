// `airworthy check`: analyzes files, repairs them where it is asked to, and reports.

import type { PythonParser } from '../../syntax/parser';
import { LineIndex } from '../../text/lines';
import { checkText, fixText } from '../check-file';
import type { CheckOptions } from '../check-options';
import { Configurations } from '../configuration';
import { displayPath } from '../display-path';
import { type ExitCode, exitCode } from '../exit-code';
import { syntaxOfVersion } from '../files/airflow-ignore';
import { findFiles, type PathProblem } from '../files/find-files';
import type { CommandHost } from '../host';
import { fileInput, type Input, streamInput } from '../inputs';
import type { CheckedFile, FileError, FileErrorKind, Report } from '../report';
import { unifiedDiff } from '../reporters/diff';
import { reporters } from '../reporters/formats';
import { statisticsReport } from '../reporters/statistics';
import { summary } from '../reporters/text';
import { isAtLeast } from '../severity-order';
import { colorsFor } from '../terminal/colors';
import { Progress } from '../terminal/progress';

/** What the whole run came to; filled file by file. */
interface Outcome {
  readonly fileNames: string[];
  readonly checked: CheckedFile[];
  readonly errors: FileError[];
  readonly diffs: string[];
  /** Fixes that were applied, or that a diff shows. */
  fixes: number;
  fixedFiles: number;
  /** A path that was named cannot be used, or a file that was to be changed cannot be written. */
  isMisused: boolean;
}

export async function check(options: CheckOptions, host: CommandHost): Promise<ExitCode> {
  const configurations = new Configurations(host.cwd, options.settings);
  const outcome: Outcome = {
    fileNames: [],
    checked: [],
    errors: [],
    diffs: [],
    fixes: 0,
    fixedFiles: 0,
    isMisused: false,
  };
  const complain = (line: string) => host.stderr.write(`airworthy: ${line}\n`);
  const inputs = await inputsOf(options, host, configurations, outcome, complain);
  for (const warning of configurations.warnings) complain(`warning: ${warning}`);
  if (configurations.errors.length > 0) {
    for (const error of configurations.errors) complain(error);
    complain('Mend the configuration and run again; nothing was checked.');
    return exitCode.usage;
  }
  const parser = await host.loadParser();
  const nameOf = (path: string) => displayPath(path, host.cwd);
  const progress = new Progress(host.stderr, inputs.length);
  for (const [index, input] of inputs.entries()) {
    progress.report(index, input.name);
    checkInput(input, { options, configurations, parser, complain, nameOf }, outcome);
  }
  progress.dispose();
  parser.dispose();
  const report: Report = {
    fileCount: outcome.fileNames.length,
    fileNames: outcome.fileNames,
    checked: outcome.checked,
    errors: outcome.errors,
    failOn: options.failOn,
  };
  print(report, outcome, options, host);
  return verdict(report, outcome);
}

/** The inputs that no configuration excludes. */
async function inputsOf(
  options: CheckOptions,
  host: CommandHost,
  configurations: Configurations,
  outcome: Outcome,
  complain: (line: string) => void,
): Promise<Input[]> {
  const { cwd } = host;
  if (options.stdinName !== undefined) {
    const input = await streamInput(host.stdin, options.stdinName, cwd, (bytes) => {
      host.stdout.write(bytes);
    });
    if (!configurations.ofFile(input.path).excludes(input.path)) return [input];
    // An editor that sends a text to be fixed puts the answer in its place.
    const source = input.read();
    if (options.fixMode === 'write' && !('kind' in source)) input.rewrite(source, source.text);
    return [];
  }
  const found = findFiles(options.paths, {
    cwd,
    airflowIgnoreSyntax: (folder) =>
      syntaxOfVersion(configurations.ofFolder(folder).configuration.airflowVersion),
  });
  const asError = ({ path, message }: PathProblem): FileError => {
    const file = displayPath(path, cwd);
    return { file, kind: 'unreadable', message: `The path ${message}.` };
  };
  for (const problem of found.badPaths) {
    complain(`${displayPath(problem.path, cwd)}: ${problem.message}`);
    outcome.isMisused = true;
  }
  outcome.errors.push(...[...found.badPaths, ...found.unreadable].map(asError));
  const included = found.files.filter((file) => {
    const isExcluded = configurations.ofFile(file.path).excludes(file.path);
    if (isExcluded && file.isNamed) {
      complain(
        `warning: ${displayPath(file.path, cwd)} is left out: the configuration excludes it`,
      );
    }
    return !isExcluded;
  });
  if (found.files.length === 0 && found.badPaths.length === 0) {
    complain(`warning: no Python files in ${options.paths.join(', ')}`);
  }
  return included.map((file) => fileInput(file, cwd));
}

interface Run {
  readonly options: CheckOptions;
  readonly configurations: Configurations;
  readonly parser: PythonParser;
  readonly complain: (line: string) => void;
  readonly nameOf: (path: string) => string;
}

function checkInput(input: Input, run: Run, outcome: Outcome): void {
  const { options, parser } = run;
  const { path, name } = input;
  outcome.fileNames.push(name);
  const fail = (kind: FileErrorKind, message: string) =>
    outcome.errors.push({ file: name, kind, message });
  const source = input.read();
  if ('kind' in source) {
    fail(source.kind, source.message);
    if (source.kind === 'unreadable' && input.isNamed) outcome.isMisused = true;
    return;
  }
  const { configuration } = run.configurations.ofFile(path);
  let { text } = source;
  if (options.fixMode !== 'report') {
    const fix = fixText({ path, text }, configuration, parser, options.allowedFixes);
    for (const fault of fix.faults) fail('internal', fault);
    if (options.fixMode === 'diff' && fix.text !== text) {
      outcome.diffs.push(unifiedDiff(name, text, fix.text));
    }
    // Standard input is answered with a text, changed or not; a file is left alone.
    const isDue = fix.text !== text || options.stdinName !== undefined;
    const refusal =
      options.fixMode === 'write' && isDue ? input.rewrite(source, fix.text) : undefined;
    if (refusal !== undefined) {
      run.complain(`${name} ${refusal}`);
      outcome.isMisused = true;
    } else if (fix.text !== text) {
      outcome.fixes += fix.applied;
      outcome.fixedFiles++;
      if (options.fixMode === 'write') text = fix.text;
    }
  }
  const { findings, faults } = checkText({ path, text }, configuration, parser);
  for (const fault of faults) fail('internal', fault);
  if (findings.length > 0) {
    outcome.checked.push({ file: name, lines: new LineIndex(text), nameOf: run.nameOf, findings });
  }
}

function print(report: Report, outcome: Outcome, options: CheckOptions, host: CommandHost): void {
  // What was asked for goes to standard output: with fixes to standard input, that is the text.
  const isTextAnswer = options.stdinName !== undefined && options.fixMode === 'write';
  const isDiff = options.fixMode === 'diff';
  const output = isTextAnswer || isDiff ? host.stderr : host.stdout;
  const colors = colorsFor(output, host.environment);
  if (isDiff) {
    host.stdout.write(outcome.diffs.join(''));
    for (const { file, message } of report.errors) output.write(`${file}: ${message}\n`);
    output.write(`${fixSentence(outcome, 'would be applied')}\n`);
    return;
  }
  if (options.format === 'text') {
    const { statistics } = options;
    output.write(statistics ? statisticsReport(report, colors) : reporters.text(report, colors));
    if (outcome.fixes > 0) output.write(`${fixSentence(outcome, 'applied')} `);
    output.write(summary(report, colors));
    return;
  }
  output.write(reporters[options.format](report, colors));
  if (!options.statistics) return;
  host.stderr.write(statisticsReport(report, colorsFor(host.stderr, host.environment)));
}

function fixSentence({ fixes, fixedFiles }: Outcome, verb: string): string {
  const count = `${fixes} fix${fixes === 1 ? '' : 'es'}`;
  return `${count} ${verb} in ${fixedFiles} file${fixedFiles === 1 ? '' : 's'}.`;
}

function verdict(report: Report, outcome: Outcome): ExitCode {
  if (report.errors.some((error) => error.kind === 'internal')) return exitCode.internal;
  if (outcome.isMisused) return exitCode.usage;
  const isBad = report.checked.some(({ findings }) =>
    findings.some((finding) => isAtLeast(finding.severity, report.failOn)),
  );
  return isBad || report.errors.length > 0 ? exitCode.findings : exitCode.clean;
}
