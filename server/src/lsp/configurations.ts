import { URI, Utils } from 'vscode-uri';
import * as z from 'zod/mini';
import {
  answerLater,
  type FolderReading,
  findProjectVersion,
  type ListedEntry,
  type ProjectVersion,
} from '../engine/airflow-version/project-version';
import type { AnalysisConfiguration } from '../engine/configuration';
import { configurationFileNames, parseConfigurationFile } from '../engine/configuration-file';
import { excluder } from '../engine/exclusion';
import { type PartialSettings, parseSettings, resolveConfiguration } from '../engine/settings';
import type { Folders } from './folders';
import type { ProblemReporter } from './problem-reporter';

/** Where settings come from: the client's, and files of the workspace. */
export interface SettingsSource {
  /** The client's settings object for a workspace folder, or for what belongs to none. */
  settings(folder: string | undefined): Promise<unknown>;
  readFile(uri: string): Promise<string | undefined>;
  /** What a folder holds; undefined where nobody can tell. */
  listFolder(uri: string): Promise<readonly ListedEntry[] | undefined>;
  /** Whether the search for configuration files ends with a folder. */
  isTop(folder: string, workspaceFolder: string | undefined): Promise<boolean>;
}

export interface DocumentConfiguration {
  readonly analysis: AnalysisConfiguration;
  readonly isExcluded: boolean;
}

/** One folder's configuration: that of every document in it. */
interface FolderConfiguration {
  readonly analysis: AnalysisConfiguration;
  readonly isExcluded: (path: string) => boolean;
  /** What the patterns are relative to. */
  readonly base: URI;
}

/** The settings of one place together with the folder that their patterns are relative to. */
interface Part {
  readonly settings: PartialSettings;
  readonly base: URI;
}

const connectedAirflow = z.object({ version: z.nullable(z.string()) });

/**
 * The configuration of every document: its workspace folder's settings in the editor over the
 * nearest configuration file. Everything is remembered until something may have changed.
 */
export class Configurations {
  #revision = 0;
  #isUsed = false;
  #ofFolders = new Map<string, Promise<FolderConfiguration>>();
  #files = new Map<string, Promise<PartialSettings | undefined>>();
  #settings = new Map<string, Promise<PartialSettings>>();
  #tops = new Map<string, Promise<boolean>>();
  #versions = new Map<string, FolderReading>();
  #connectedVersion: string | undefined;

  constructor(
    private readonly source: SettingsSource,
    private readonly folders: Folders,
    private readonly reporter: ProblemReporter,
    private readonly alsoKnown: ReadonlySet<string>,
  ) {}

  /** Grows when configurations that were handed out may no longer hold. */
  get revision(): number {
    return this.#revision;
  }

  invalidate(): void {
    this.#revision++;
    this.#ofFolders = new Map();
    this.#files = new Map();
    this.#settings = new Map();
    this.#tops = new Map();
    this.#versions = new Map();
    // Several changes in a row are one: nothing was looked at in between.
    if (this.#isUsed) this.reporter.beginRound();
    this.#isUsed = false;
  }

  /** Takes over which Airflow the editor is connected to; tells whether that is news. */
  connect(params: unknown): boolean {
    const { success, data } = connectedAirflow.safeParse(params);
    // What follows the numbers, such as `+composer`, says nothing of the version.
    const version = success ? /^\d+\.\d+(?:\.\d+)?/.exec(data.version ?? '')?.[0] : undefined;
    if (version === this.#connectedVersion) return false;
    this.#connectedVersion = version;
    return true;
  }

  async of(uri: string): Promise<DocumentConfiguration> {
    const document = URI.parse(uri);
    const folder = Utils.dirname(document);
    const { analysis, isExcluded, base } = await remembered(
      this.#ofFolders,
      folder.toString(),
      () => this.#resolve(folder),
    );
    this.#isUsed = true;
    const path = relativePath(base, document);
    return { analysis, isExcluded: path !== undefined && isExcluded(path) };
  }

  async #resolve(folder: URI): Promise<FolderConfiguration> {
    const workspaceFolder = this.folders.of(folder.toString());
    const [file, settings] = await Promise.all([
      this.#nearestFile(folder, workspaceFolder),
      this.#settingsOf(workspaceFolder),
    ]);
    const own: Part = { settings, base: workspaceFolder ?? folder };
    const parts = file === undefined ? [own] : [file, own];
    const excluding = parts.findLast((part) => part.settings.exclude !== undefined);
    const analysis = resolveConfiguration(...parts.map((part) => part.settings));
    const around = await this.#versionsAround(folder, workspaceFolder);
    const set = analysis.airflowVersion ?? this.#connectedVersion;
    if (set === undefined) this.#tell(around);
    const airflowVersion = set ?? around.version;
    const { packages } = around;
    return {
      analysis: { ...analysis, airflowVersion, packages },
      isExcluded: excluder(excluding?.settings.exclude ?? []),
      base: excluding?.base ?? own.base,
    };
  }

  /** What the files around say of the project's Airflow, and of other packages. */
  async #versionsAround(folder: URI, workspaceFolder: URI | undefined): Promise<ProjectVersion> {
    const uriOf = (path: string) => folder.with({ path });
    const search = findProjectVersion(folder.path, this.#versions);
    return answerLater(search, async (question) => {
      switch (question.kind) {
        case 'isTop':
          return this.#isTop(uriOf(question.folder), workspaceFolder);
        case 'list':
          return this.source.listFolder(uriOf(question.folder).toString());
        case 'read':
          return this.source.readFile(uriOf(question.path).toString());
      }
    });
  }

  #tell({ notes, source, version }: ProjectVersion): void {
    for (const note of notes) this.reporter.note(note);
    if (version !== undefined) this.reporter.note(`Airflow ${version}, from ${source}.`);
  }

  /** From the document's folder upwards; the command line searches in the same way. */
  async #nearestFile(folder: URI, workspaceFolder: URI | undefined): Promise<Part | undefined> {
    for (let base = folder; ; base = Utils.dirname(base)) {
      for (const name of configurationFileNames) {
        const settings = await this.#readFile(Utils.joinPath(base, name));
        if (settings !== undefined) return { settings, base };
      }
      if (base.path === Utils.dirname(base).path) return undefined;
      if (await this.#isTop(base, workspaceFolder)) return undefined;
    }
  }

  #isTop(folder: URI, workspaceFolder: URI | undefined): Promise<boolean> {
    return remembered(this.#tops, folder.toString(), () =>
      this.source.isTop(folder.toString(), workspaceFolder?.toString()),
    );
  }

  #readFile(file: URI): Promise<PartialSettings | undefined> {
    return remembered(this.#files, file.toString(), async () => {
      const text = await this.source.readFile(file.toString());
      if (text === undefined) return undefined;
      const { isOurs, settings, problems } = parseConfigurationFile(file.path, text);
      for (const { message } of problems) {
        this.reporter.warn(`${Utils.basename(file)}: ${message}`);
      }
      return isOurs ? settings : undefined;
    });
  }

  #settingsOf(workspaceFolder: URI | undefined): Promise<PartialSettings> {
    return remembered(this.#settings, workspaceFolder?.toString() ?? '', async () => {
      const value = await this.source.settings(workspaceFolder?.toString());
      const { settings, problems } = parseSettings(value, this.alsoKnown);
      for (const { message } of problems) this.reporter.warn(`Settings: ${message}`);
      return settings;
    });
  }
}

/** Undefined for what does not lie below the base, such as a document that was never saved. */
function relativePath(base: URI, uri: URI): string | undefined {
  const prefix = base.path.endsWith('/') ? base.path : `${base.path}/`;
  const isBelow = uri.scheme === base.scheme && uri.authority === base.authority;
  return isBelow && uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}
