// The command line: its commands and flags. Names and exit codes are public contract. What a command needs is loaded
// when it runs.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../../package.json';
import { profiles, severities } from '../rules/rule';
import { type CheckFlags, checkOptions } from './check-options';
import { type GraphFormat, graphFormats } from './commands/graph-formats';
import { type ExitCode, exitCode, UsageError } from './exit-code';
import type { CommandHost } from './host';
import { formats } from './reporters/formats';

/**
 * Runs one command line.
 *
 * @param args without the names of the interpreter and the script.
 * @returns what the process is to exit with; undefined where it serves on.
 */
export async function runCommandLine(
  args: readonly string[],
  host: CommandHost,
): Promise<ExitCode | undefined> {
  let result: ExitCode | undefined = exitCode.clean;
  const program = programFor(host, (code) => {
    result = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return result;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for; everything else is a wrong command line, already told.
      return error.exitCode === 0 ? exitCode.clean : exitCode.usage;
    }
    if (error instanceof UsageError) {
      host.stderr.write(`airworthy: ${error.message}\n`);
      return exitCode.usage;
    }
    throw error;
  }
}

function programFor(host: CommandHost, finish: (code: ExitCode | undefined) => void): Command {
  const program = new Command('airworthy')
    .description('Finds what will make an Airflow task hang, become a zombie or hide its failure.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
    });

  program
    .command('check')
    .description('Check DAG files and the folders below. "-" is standard input.')
    .argument('[paths...]', 'files and folders; without any, the working directory')
    .addOption(new Option('--format <format>', 'how to report').choices(formats).default('text'))
    .addOption(new Option('--profile <profile>', 'which rules speak').choices(profiles))
    .option('--select <names>', 'run only these rules and groups', namesIn)
    .option('--ignore <names>', 'leave out these rules and groups', namesIn)
    .option('--airflow-version <X.Y>', 'the Airflow version that the DAGs run on')
    .option('--fix', 'apply the safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: the unsafe fixes too')
    .option('--diff', 'show what the fixes would change, and change nothing')
    .option('--stdin-filename <file>', 'check standard input as if it were this file')
    .option('--statistics', 'count the findings of each rule')
    .option('--no-cache', 'analyze every file anew, and keep no results')
    .option('--cache-dir <folder>', 'where results are kept for the next run')
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1: this or worse')
        .choices(severities)
        .default('warning'),
    )
    .option(
      '--jobs <n>',
      'how many files to check at a time; as many as there are processors',
      positiveInteger,
    )
    .addHelpText('after', exitCodeHelp)
    .action(async (paths: readonly string[], flags: CheckFlags) => {
      const options = checkOptions(paths, flags);
      if (flags.unsafeFixes === true && options.fixMode === 'report') {
        host.stderr.write(
          'airworthy: warning: --unsafe-fixes does nothing without --fix or --diff\n',
        );
      }
      const { check } = await import('./commands/check');
      finish(await check(options, host));
    });

  program
    .command('rules')
    .description('List the rules.')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action(async (flags: { readonly format: 'text' | 'json' }) => {
      const { rules } = await import('./commands/rules');
      finish(rules(flags.format, host));
    });

  program
    .command('explain')
    .description('Show the page of a rule.')
    .argument('<rule>', 'its id')
    .action(async (rule: string) => {
      const { explain } = await import('./commands/explain');
      finish(explain(rule, host));
    });

  program
    .command('graph')
    .description('Show the DAGs of a file: tasks, groups, edges, effective arguments.')
    .argument('<file>', 'a DAG file')
    .addOption(new Option('--format <format>').choices(graphFormats).default('json'))
    .action(async (file: string, flags: { readonly format: GraphFormat }) => {
      const { graph } = await import('./commands/graph');
      finish(await graph(file, flags.format, host));
    });

  program
    .command('server')
    .description('Run the language server.')
    // Client libraries add flags of their own, such as the id of the editor's process.
    .allowUnknownOption()
    .allowExcessArguments()
    .requiredOption('--stdio', 'speak the language server protocol on standard input and output')
    .action(() => {
      finish(undefined);
      host.startServer();
    });

  return program;
}

const exitCodeHelp = `
Exit codes:
  0  nothing found that --fail-on names
  1  findings, or a file that could not be analyzed
  2  wrong usage or configuration, or a path that cannot be read
  3  a fault of Airworthy's own`;

function namesIn(list: string, before: readonly string[] | undefined): readonly string[] {
  const names = list.split(',').map((name) => name.trim());
  return [...(before ?? []), ...names.filter((name) => name !== '')];
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('It is a number from 1 to 9999.');
  return Number(text);
}
