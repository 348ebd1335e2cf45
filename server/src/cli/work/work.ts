// What the threads of a check tell each other: plain data.

import type { AnalysisConfiguration } from '../../engine/configuration';
import type { Finding } from '../../engine/finding';
import type { FileChanges } from '../../semantic/project/project-files';
import type { FileSummary } from '../../semantic/project/summary';

/** A project to be loaded. */
export interface ProjectTexts {
  readonly root: string;
  readonly changes: FileChanges;
}

/** A file to check. */
export interface WorkItem {
  /** The path by which its project knows it. */
  readonly path: string;
  readonly configuration: AnalysisConfiguration;
  /** The text of a file that the project leaves out, such as an ignored one that was named. */
  readonly ownText?: string;
  /** It was put off once, and is to be checked now. */
  readonly isPutOff?: true;
}

/** What the findings of a file rest on, beside its text, its imports and the files that import it. */
export interface Grounds {
  /** The ids of DAGs that other files were searched for. */
  readonly dagIds: readonly string[];
  /** The files in which DAGs of these ids were found. */
  readonly dagFiles: readonly string[];
  /** The ids of all DAGs of the project were asked for. */
  readonly isAboutAllDags: boolean;
  /** Template files that were asked for, and whether they were there; null where that is not known. */
  readonly templates: readonly (readonly [string, boolean | null])[];
  /** Another day could have another result. */
  readonly isOfToday: boolean;
}

export interface ItemAnswer {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Airworthy's own, each in a sentence. */
  readonly faults: readonly string[];
  /** Undefined where the analysis failed. */
  readonly grounds: Grounds | undefined;
}

/** What a file tells those that it leads to, by path. */
export type ToldSummary = readonly [string, FileSummary];

/** Which files of a project lead to which, as far as that is known by now. */
export interface ProjectLinks {
  /** By the importing file, of those that the project has. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Pairs of a file and one that was looked into for it, though its imports do not lead there, or are not known: those
   * of a file that the project leaves out.
   */
  readonly beyond: readonly (readonly [string, string])[];
  /** That were made of files for those that they lead to. */
  readonly summaries: readonly ToldSummary[];
}

/** What a thread is told to do, in order. */
export type WorkOrder =
  | { readonly kind: 'load'; readonly project: ProjectTexts }
  /** Some files of the project that was loaded last, and what has become known of others. */
  | {
      readonly kind: 'check';
      readonly items: readonly WorkItem[];
      readonly summaries: readonly ToldSummary[];
    }
  /** The project is done with. */
  | { readonly kind: 'leave' };

export type WorkReply =
  | { readonly kind: 'ready' }
  /** To each file of an order to check, in order: either of the two. */
  | {
      readonly kind: 'answer';
      readonly answer: ItemAnswer;
      readonly summary: FileSummary | undefined;
    }
  | { readonly kind: 'put-off' }
  /** That was all of an order to check. */
  | { readonly kind: 'checked' }
  /** The answer to `leave`. */
  | { readonly kind: 'left'; readonly links: ProjectLinks };
