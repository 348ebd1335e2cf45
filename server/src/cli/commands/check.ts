// `airworthy check`: analyzes files, repairs them where it is asked to, and reports.

import path from 'node:path';
import { diskSource } from '../../disk/disk-source';
import { StandingDisk } from '../../disk/standing-disk';
import { CacheFolder, defaultCacheFolder } from '../cache/cache-folder';
import { checkFiles } from '../check-files';
import type { CheckRun } from '../check-inputs';
import type { CheckOptions } from '../check-options';
import { Configurations } from '../configuration';
import { displayPath } from '../display-path';
import { type ExitCode, exitCode } from '../exit-code';
import { syntaxOfVersion } from '../files/airflow-ignore';
import { findFiles, type PathProblem } from '../files/find-files';
import type { CommandHost, Output } from '../host';
import type { InputResult } from '../input-result';
import { fileInput, type Input, streamInput } from '../inputs';
import type { FileError, Report } from '../report';
import { reporters } from '../reporters/formats';
import { statisticsReport } from '../reporters/statistics';
import { summary } from '../reporters/summary';
import { isAtLeast } from '../severity-order';
import { colorsFor } from '../terminal/colors';
import { Progress } from '../terminal/progress';
import { VersionReadings } from '../version-readings';

/** How much of a report is written at a time, in UTF-16 units: about what a pipe of Linux holds. */
const pieceSize = 64 * 1024;

/** What is to be checked, and what is wrong with the paths that say so. */
interface Selection {
  readonly inputs: readonly Input[];
  readonly errors: readonly FileError[];
  /** A path that was named cannot be used. */
  readonly isMisused: boolean;
}

export async function check(options: CheckOptions, host: CommandHost): Promise<ExitCode> {
  const disk = new StandingDisk();
  const isOnDisk = options.fixMode === 'report' && options.stdinName === undefined;
  const cache = isOnDisk ? cacheOf(options, host) : undefined;
  const versions = new VersionReadings(disk, cache);
  const configurations = new Configurations(host.cwd, options.settings, disk, versions);
  const complain = (line: string) => host.stderr.write(`airworthy: ${line}\n`);
  const { errors, inputs, isMisused } = await select(options, host, configurations, complain);
  for (const warning of configurations.warnings) complain(`warning: ${warning}`);
  if (configurations.errors.length > 0) {
    for (const error of configurations.errors) complain(error);
    complain('Mend the configuration and run again; nothing was checked.');
    return exitCode.usage;
  }
  const progress = new Progress(host.stderr, inputs.length);
  let done = 0;
  const common = {
    nameOf: (path: string) => displayPath(path, host.cwd),
    progress: (name: string) => progress.report(done++, name),
  };
  versions.keep();
  const results = isOnDisk
    ? await checkFiles(inputs, {
        ...common,
        disk,
        jobs: options.jobs,
        showsText: options.format === 'text',
        cache,
        configurationOf: (path) => configurations.ofFile(path).configuration,
        loadParser: () => host.loadParser(),
        startWorker: () => host.startWorker(),
      })
    : await checkAndFix(inputs, { ...common, options, configurations, complain }, host);
  progress.dispose();
  const report: Report = {
    fileCount: results.length,
    fileNames: results.map((result) => result.name),
    checked: results.flatMap((result) => result.checked ?? []),
    errors: [...errors, ...results.flatMap((result) => result.errors)],
    failOn: options.failOn,
  };
  await print(report, results, options, host);
  if (isOnDisk && options.cacheFolder === 'default') host.keepCode();
  return verdict(report, isMisused || results.some((result) => result.isMisused));
}

async function checkAndFix(
  inputs: readonly Input[],
  run: Omit<CheckRun, 'parser' | 'projects'>,
  host: CommandHost,
): Promise<InputResult[]> {
  const [parser, { checkInputs }, { Projects }] = await Promise.all([
    host.loadParser(),
    import('../check-inputs'),
    import('../../semantic/project/projects'),
  ]);
  try {
    return await checkInputs(inputs, {
      ...run,
      parser,
      projects: new Projects(diskSource, parser),
    });
  } finally {
    parser.dispose();
  }
}

function cacheOf({ cacheFolder, settings }: CheckOptions, host: CommandHost) {
  if (cacheFolder === undefined) return undefined;
  const folder =
    cacheFolder === 'default'
      ? defaultCacheFolder(host.environment)
      : path.resolve(host.cwd, cacheFolder);
  // The flags are part of every configuration; by being part of the key, too, they let the results of
  // runs with other flags stay.
  return new CacheFolder(folder, JSON.stringify([host.buildMark(), settings]));
}

/** The inputs that no configuration excludes. */
async function select(
  options: CheckOptions,
  host: CommandHost,
  configurations: Configurations,
  complain: (line: string) => void,
): Promise<Selection> {
  const { cwd } = host;
  if (options.stdinName !== undefined) {
    const input = await streamInput(host.stdin, options.stdinName, cwd, (bytes) => {
      host.stdout.write(bytes);
    });
    const selection = { errors: [], isMisused: false };
    if (!configurations.ofFile(input.path).excludes(input.path)) {
      return { ...selection, inputs: [input] };
    }
    // An editor that sends a text to be fixed puts the answer in its place.
    const source = input.read();
    if (options.fixMode === 'write' && !('kind' in source)) input.rewrite(source, source.text);
    return { ...selection, inputs: [] };
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
  }
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
  return {
    inputs: included.map((file) => fileInput(file, cwd)),
    errors: [...found.badPaths, ...found.unreadable].map(asError),
    isMisused: found.badPaths.length > 0,
  };
}

async function print(
  report: Report,
  results: readonly InputResult[],
  options: CheckOptions,
  host: CommandHost,
): Promise<void> {
  // What was asked for goes to standard output: with fixes to standard input, that is the text.
  const isTextAnswer = options.stdinName !== undefined && options.fixMode === 'write';
  const isDiff = options.fixMode === 'diff';
  const output = isTextAnswer || isDiff ? host.stderr : host.stdout;
  const colors = colorsFor(output, host.environment);
  if (isDiff) {
    host.stdout.write(results.map(({ diff }) => diff ?? '').join(''));
    for (const { file, message } of report.errors) output.write(`${file}: ${message}\n`);
    output.write(`${fixSentence(results, 'would be applied')}\n`);
    return;
  }
  const { format, statistics } = options;
  if (format !== 'text' || !statistics) {
    const reporter = await reporters[format]();
    await writeInPieces(output, reporter(report, colors));
  }
  if (statistics) {
    const shown = format === 'text' ? output : host.stderr;
    shown.write(statisticsReport(report, colorsFor(shown, host.environment)));
  }
  if (format === 'text') {
    if (results.some(({ fixes }) => fixes > 0)) output.write(`${fixSentence(results, 'applied')} `);
    output.write(summary(report, colors));
  }
}

/**
 * Few are better than one, which would hold the whole report once more, and than many, each a call of the system. Whoever
 * reads them takes one while the next is put together.
 */
async function writeInPieces(output: Output, pieces: Iterable<string>): Promise<void> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < pieceSize) continue;
    if (output.write(waiting) === false) await drained(output);
    waiting = '';
  }
  if (waiting !== '') output.write(waiting);
}

function drained(output: Output): Promise<void> {
  return new Promise((resolve) => {
    if (output.once === undefined) resolve();
    else output.once('drain', resolve);
  });
}

function fixSentence(results: readonly InputResult[], verb: string): string {
  const fixes = results.reduce((sum, result) => sum + result.fixes, 0);
  const fixedFiles = results.filter((result) => result.fixes > 0).length;
  const count = `${fixes} fix${fixes === 1 ? '' : 'es'}`;
  return `${count} ${verb} in ${fixedFiles} file${fixedFiles === 1 ? '' : 's'}.`;
}

function verdict(report: Report, isMisused: boolean): ExitCode {
  if (report.errors.some((error) => error.kind === 'internal')) return exitCode.internal;
  if (isMisused) return exitCode.usage;
  const isBad = report.checked.some(({ findings }) =>
    findings.some((finding) => isAtLeast(finding.severity, report.failOn)),
  );
  return isBad || report.errors.length > 0 ? exitCode.findings : exitCode.clean;
}
