// A DataFrame of a whole file or table outgrows the worker when the data grow.

import { chunkedRead } from '../../fixes/chunked-read';
import { type DataframeRead, dataframeReads } from '../../semantic/dataframe-reads';
import { chunkedWork } from '../../semantic/dataframes/chunks';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unchunked-dataframe-read',
  group: 'memory',
  summary: 'A task that reads a whole file or table into one DataFrame',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const danger =
  'When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback.';

const messages = {
  file: (callee: string, remedy: string) =>
    `\`${callee}\` loads the whole file into memory. ${danger} Read it in parts with ${remedy}.`,
  table: (callee: string, remedy: string) =>
    `\`${callee}\` loads every row of the table into memory. ${danger} ` +
    `Select what the task needs, or read in parts with ${remedy}.`,
  query: (callee: string, remedy: string) =>
    `\`${callee}\` loads all rows that the query gives into memory, however many they become. ` +
    `Read them in parts with ${remedy}, or limit the query.`,
  memory: (callee: string) =>
    `\`${callee}\` makes a DataFrame of data that are in memory already, so that they are there ` +
    'twice. Stream the source to a file and read that in parts.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const read of dataframeReads(model)) {
    const callee = read.call.child('function');
    if (callee === undefined || !model.runsInTask(read.call)) continue;
    yield {
      message: messageFor(read, callee.text),
      node: callee,
      severity: read.size === 'whole' ? 'warning' : 'information',
      fixes: fixesFor(model, read),
    };
  }
}

function messageFor({ size, fact }: DataframeRead, callee: string): string {
  if (size === 'memory') return messages.memory(callee);
  if (fact.reads === 'file') return messages.file(callee, fact.remedy);
  return size === 'whole'
    ? messages.table(callee, fact.remedy)
    : messages.query(callee, fact.remedy);
}

/** A loop over chunks, where every step on the frame works row by row. */
function fixesFor(model: FileModel, { call, name }: DataframeRead): Fix[] {
  if (name !== 'pandas.read_csv' && name !== 'pandas.read_table') return [];
  const work = chunkedWork(model, call);
  const edits = work === undefined ? undefined : chunkedRead(model, work);
  return edits === undefined ? [] : [{ title: fixTitle, safety: 'unsafe', edits }];
}

const fixTitle = 'Read, work and write in chunks, with the same output';

export const unchunkedDataframeRead: Rule = { meta, check };
