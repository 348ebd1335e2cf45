import type { StandingDisk } from '../disk/standing-disk';
import { textOf } from '../disk/text-of';
import type {
  Answers,
  FolderReading,
  KnownReadings,
  Question,
} from '../engine/airflow-version/project-version';
import { folderOf, pathIn } from '../semantic/project/paths';
import { onceEach } from '../text/remembered';
import type { CacheFolder } from './cache/cache-folder';
import type { KeptReading, KeptReadings } from './cache/kept-readings';
import { NotedDisk, wouldShowTheSame } from './cache/noted-disk';

/** What folders of this machine's disk say of versions, as far as an earlier run knew it without reading their files. */
export class VersionReadings implements KnownReadings {
  readonly #ofRun = new Map<string, FolderReading>();
  /** What is to be kept, by the repositories that the folders are of. */
  readonly #new = new Map<string, Map<string, KeptReading>>();
  /** What was looked at since the last folder was read, and so for the next one. */
  #noted: NotedDisk;

  constructor(
    private readonly disk: StandingDisk,
    private readonly cache: CacheFolder | undefined,
  ) {
    this.#noted = new NotedDisk(disk);
  }

  get(folder: string): FolderReading | undefined {
    const known = this.#ofRun.get(folder);
    if (known !== undefined) return known;
    const kept = this.#keptIn(this.#topOf(folder)).get(folder);
    if (kept === undefined || !wouldShowTheSame(kept.looks)) return undefined;
    this.#ofRun.set(folder, kept.reading);
    return kept.reading;
  }

  set(folder: string, reading: FolderReading): void {
    this.#ofRun.set(folder, reading);
    const { looks } = this.#noted;
    this.#noted = new NotedDisk(this.disk);
    if (looks === undefined) return;
    const top = this.#topOf(folder);
    const others = this.#new.get(top) ?? new Map<string, KeptReading>();
    this.#new.set(top, others.set(folder, { reading, looks }));
  }

  /** From the disk. What must not be read tells nothing. */
  answer(question: Question): Answers[Question['kind']] {
    switch (question.kind) {
      case 'isTop':
        return this.#isTop(question.folder);
      case 'list':
        return this.#noted.entriesOf(question.folder)?.map((entry) => ({
          name: entry.name,
          kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
        }));
      case 'read':
        return this.#noted.saw(question.path, textOf(question.path));
    }
  }

  /** Keeps what is new for the next run, and what still holds. */
  keep(): void {
    for (const [top, readings] of this.#new) {
      const others = [...this.#keptIn(top)].filter(
        ([folder, { looks }]) => !readings.has(folder) && wouldShowTheSame(looks),
      );
      this.cache?.writeReadings(top, new Map([...others, ...readings]));
    }
  }

  readonly #keptIn = onceEach(
    (top: string): KeptReadings => this.cache?.readingsOf(top) ?? new Map(),
  );

  /** The repository of a folder, or the disk. */
  readonly #topOf: (folder: string) => string = onceEach((folder: string) => {
    const outer = folderOf(folder);
    return outer === folder || this.#isTop(folder) ? folder : this.#topOf(outer);
  });

  #isTop(folder: string): boolean {
    return this.disk.exists(pathIn(folder, '.git'));
  }
}
