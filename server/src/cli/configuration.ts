// Which configuration counts for a file: the nearest configuration file above it, then the command
// line.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../disk/reason';
import type { StandingDisk } from '../disk/standing-disk';
import {
  answerAtOnce,
  findProjectVersion,
  type ProjectVersion,
} from '../engine/airflow-version/project-version';
import type { AnalysisConfiguration } from '../engine/configuration';
import { configurationFileNames, parseConfigurationFile } from '../engine/configuration-file';
import { excluder } from '../engine/exclusion';
import { type PartialSettings, resolveConfiguration } from '../engine/settings';
import { pathIn } from '../semantic/project/paths';
import { LineIndex } from '../text/lines';
import { displayPath } from './display-path';
import type { VersionReadings } from './version-readings';

export interface FolderConfiguration {
  readonly configuration: AnalysisConfiguration;
  /** Whether the configuration leaves a file out. Takes an absolute path. */
  excludes(file: string): boolean;
}

/** The settings of one configuration file. */
interface FileSettings {
  /** The folder that `exclude` is relative to. */
  readonly folder: string;
  readonly settings: PartialSettings;
}

export class Configurations {
  readonly #byFolder = new Map<string, FolderConfiguration>();
  readonly #files = new Map<string, FileSettings | undefined>();
  /** One line for each mistake, with the file and what to do. */
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  constructor(
    private readonly cwd: string,
    private readonly commandLine: PartialSettings,
    private readonly disk: StandingDisk,
    private readonly versions: VersionReadings,
  ) {}

  ofFile(file: string): FolderConfiguration {
    return this.ofFolder(path.dirname(file));
  }

  ofFolder(folder: string): FolderConfiguration {
    let found = this.#byFolder.get(folder);
    if (found === undefined) {
      found = this.#resolve(folder, this.#nearest(folder));
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  #resolve(folder: string, file: FileSettings | undefined): FolderConfiguration {
    const settings = withoutOff(file?.settings ?? {}, this.commandLine.select);
    const isExcluded = excluder(settings.exclude ?? []);
    const configuration = resolveConfiguration(settings, this.commandLine);
    const { notes, packages, version } = this.#versionsAround(folder);
    if (configuration.airflowVersion === undefined) {
      for (const note of notes) if (!this.warnings.includes(note)) this.warnings.push(note);
    }
    const airflowVersion = configuration.airflowVersion ?? version;
    return {
      configuration: { ...configuration, airflowVersion, packages },
      excludes: (absolute) => {
        if (file === undefined) return false;
        return isExcluded(path.relative(file.folder, absolute).replaceAll(path.sep, '/'));
      },
    };
  }

  /** What the project's own files say of its Airflow, and of other packages. */
  #versionsAround(folder: string): ProjectVersion {
    const search = findProjectVersion(slashed(folder), this.versions);
    return answerAtOnce(search, (question) => this.versions.answer(question));
  }

  /** Goes up to the root of the repository, or of the file system where there is none. */
  #nearest(folder: string): FileSettings | undefined {
    for (let at = folder; ; at = path.dirname(at)) {
      const found = this.#in(at);
      if (found !== undefined) return found;
      if (this.#exists(at, '.git') || path.dirname(at) === at) return undefined;
    }
  }

  #in(folder: string): FileSettings | undefined {
    if (!this.#files.has(folder)) this.#files.set(folder, this.#read(folder));
    return this.#files.get(folder);
  }

  #read(folder: string): FileSettings | undefined {
    for (const name of configurationFileNames) {
      if (!this.#exists(folder, name)) continue;
      const file = path.join(folder, name);
      let text: string;
      try {
        text = readFileSync(file, 'utf8');
      } catch (error) {
        this.errors.push(`${displayPath(file, this.cwd)}: ${reasonOf(error)}`);
        continue;
      }
      const { isOurs, settings, problems } = parseConfigurationFile(name, text);
      if (!isOurs) continue;
      const lines = new LineIndex(text);
      for (const { kind, message, offset } of problems) {
        const line = offset === undefined ? '' : `:${lines.lineAt(offset) + 1}`;
        const list = kind === 'invalid' ? this.errors : this.warnings;
        list.push(`${displayPath(file, this.cwd)}${line}: ${message}`);
      }
      return { folder, settings };
    }
    return undefined;
  }

  #exists(folder: string, name: string): boolean {
    return this.disk.exists(pathIn(slashed(folder), name));
  }
}

function slashed(folder: string): string {
  return folder.replaceAll(path.sep, '/');
}

/** A rule that is asked for on the command line runs, also where the project turned it off. */
function withoutOff(
  settings: PartialSettings,
  selected: PartialSettings['select'],
): PartialSettings {
  if (selected === undefined || settings.rules === undefined) return settings;
  const rules = Object.entries(settings.rules).filter(
    ([rule, severity]) => severity !== 'off' || !selected.includes(rule),
  );
  return { ...settings, rules: Object.fromEntries(rules) };
}
