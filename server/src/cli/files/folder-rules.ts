import { existsSync } from 'node:fs';
import path from 'node:path';
import { textOf } from '../../disk/text-of';
import { gitIgnoreRules } from '../../files/git-ignore';
import { type IgnoreRules, isIgnored } from '../../files/ignore-rules';
import { type AirflowIgnoreSyntax, airflowIgnoreRules } from './airflow-ignore';

export interface FolderRulesOptions {
  readonly cwd: string;
  airflowIgnoreSyntax(folder: string): AirflowIgnoreSyntax | undefined;
}

/** The ignore files that count in a folder: its own and those above it, outermost first. */
export class FolderRules {
  private constructor(
    private readonly git: readonly IgnoreRules[],
    private readonly airflow: readonly IgnoreRules[],
    private readonly options: FolderRulesOptions,
  ) {}

  /** The rules of a folder that somebody named. It is taken itself, whatever stands above it. */
  static at(folder: string, options: FolderRulesOptions): FolderRules {
    let rules = new FolderRules([], [], options);
    for (const outer of foldersAbove(folder, options.cwd)) rules = rules.below(outer);
    const free = new FolderRules(
      isIgnored(folder, true, rules.git) ? [] : rules.git,
      isIgnored(folder, true, rules.airflow) ? [] : rules.airflow,
      options,
    );
    return free.below(folder);
  }

  /** The rules of a folder inside the one that these are for. */
  below(folder: string): FolderRules {
    const git = [...this.git];
    const excluded = textOf(path.join(folder, '.git', 'info', 'exclude'));
    if (excluded !== undefined) git.push(gitIgnoreRules(folder, excluded));
    const gitText = textOf(path.join(folder, '.gitignore'));
    if (gitText !== undefined) git.push(gitIgnoreRules(folder, gitText));
    const airflow = [...this.airflow];
    const airflowText = textOf(path.join(folder, '.airflowignore'));
    if (airflowText !== undefined) {
      // Airflow matches against paths in its DAGs folder, which is the first to have such a file.
      const dagsFolder = airflow[0]?.folder ?? folder;
      const syntax = this.options.airflowIgnoreSyntax(folder);
      airflow.push(airflowIgnoreRules(folder, dagsFolder, airflowText, syntax));
    }
    return new FolderRules(git, airflow, this.options);
  }

  ignores(file: string, isFolder: boolean): boolean {
    return isIgnored(file, isFolder, this.git) || isIgnored(file, isFolder, this.airflow);
  }
}

/**
 * The folders above one whose ignore files count, outermost first: up to the repository's root;
 * without a repository, up to the working directory.
 */
function foldersAbove(folder: string, cwd: string): string[] {
  const all: string[] = [];
  for (let outer = folder; path.dirname(outer) !== outer; ) {
    outer = path.dirname(outer);
    all.unshift(outer);
  }
  if (existsSync(path.join(folder, '.git'))) return [];
  const repository = all.findLastIndex((outer) => existsSync(path.join(outer, '.git')));
  if (repository !== -1) return all.slice(repository);
  const start = all.indexOf(cwd);
  return start === -1 ? [] : all.slice(start);
}
