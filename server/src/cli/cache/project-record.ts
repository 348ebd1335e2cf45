import * as z from 'zod/mini';
import type { Finding } from '../../engine/finding';
import { ruleById } from '../../rules/registry';
import { severities } from '../../rules/rule';
import type { FileMark } from '../project-snapshot';
import type { Grounds } from '../work/work';

/** The findings of a file, and when they hold, apart from what other files say. */
export interface KnownResult {
  /** A mark of the configuration. */
  readonly configuration: string;
  /** The day (UTC) on which they hold; null for every day. */
  readonly day: string | null;
  readonly grounds: Grounds;
  readonly findings: readonly Finding[];
}

/** What is kept of a project from one run to the next. */
export interface ProjectRecord {
  /** As in `ProjectSnapshot`. */
  readonly structure: string;
  readonly marks: ReadonlyMap<string, FileMark>;
  /** The files that each file leads to, by its imports and otherwise. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  readonly results: ReadonlyMap<string, KnownResult>;
}

/** To be raised with every change of the form. */
const form = 1;

export function encodeRecord(root: string, record: ProjectRecord): string {
  const positions = new Map([...record.marks.keys()].map((path, index) => [path, index]));
  const files = [...record.marks].map(([path, { digest, stamp }]) => [
    path,
    digest,
    stamp ?? null,
    [...(record.imports.get(path) ?? [])].flatMap((each) => positions.get(each) ?? []),
  ]);
  const { results, structure } = record;
  return JSON.stringify({ form, root, structure, files, results: [...results] });
}

/** The record that a text holds; undefined for any other text, whoever wrote it. */
export function decodeRecord(root: string, text: string): ProjectRecord | undefined {
  const found = schema.safeParse(parsed(text));
  if (!found.success || found.data.root !== root) return undefined;
  const { files, results, structure } = found.data;
  const paths = files.map(([path]) => path);
  return {
    structure,
    marks: new Map(
      files.map(([path, digest, stamp]) => [path, { digest, stamp: stamp ?? undefined }]),
    ),
    imports: new Map(
      files.map(([path, , , imports]) => [
        path,
        new Set(imports.flatMap((index) => paths[index] ?? [])),
      ]),
    ),
    results: new Map(results),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A text that was cut off, or never was a record.
    return undefined;
  }
}

const offset = z.int().check(z.nonnegative());
const place = z.object({ line: offset, column: offset });
const nameOrNone = z.optional(z.string());

const finding = z.object({
  rule: z.string().check(z.refine((id) => ruleById(id) !== undefined)),
  severity: z.enum(severities),
  message: z.string(),
  start: offset,
  end: offset,
  phases: z.array(z.enum(['parse', 'task', 'trigger', 'callback', 'unknown'])),
  tasks: z.array(
    z.pipe(
      z.object({ dagId: nameOrNone, taskId: nameOrNone }),
      z.transform(({ dagId, taskId }) => ({ dagId, taskId })),
    ),
  ),
  related: z.array(
    z.pipe(
      z.object({ message: z.string(), path: nameOrNone, start: place, end: place }),
      z.transform((related) => ({ ...related, path: related.path })),
    ),
  ),
  fixes: z.array(
    z.object({
      title: z.string(),
      safety: z.enum(['safe', 'unsafe']),
      edits: z.array(z.object({ start: offset, end: offset, text: z.string() })),
    }),
  ),
});

const result = z.object({
  configuration: z.string(),
  day: z.nullable(z.string()),
  grounds: z.object({
    dagIds: z.array(z.string()),
    dagFiles: z.array(z.string()),
    isAboutAllDags: z.boolean(),
    templates: z.array(z.tuple([z.string(), z.nullable(z.boolean())])),
    isOfToday: z.boolean(),
  }),
  findings: z.array(finding),
});

const schema = z.object({
  form: z.literal(form),
  root: z.string(),
  structure: z.string(),
  files: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.nullable(z.tuple([z.number(), z.number(), z.number(), z.number()])),
      z.array(offset),
    ]),
  ),
  results: z.array(z.tuple([z.string(), result])),
});
