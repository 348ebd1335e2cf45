/** Streams that other machines fill, and which end only when someone stops them. The table is data. */

import data from './data/endless-streams.json' with { type: 'json' };
import { type ArgumentCondition, argumentOf, type LimitArgument } from './limit-arguments';

export interface EndlessStream {
  readonly library: string;
  /** Arguments that make the stream end when nothing comes. */
  readonly limits: readonly LimitArgument[];
  /** Arguments with which the call returns at once. */
  readonly withoutWaiting: readonly ArgumentCondition[];
  /** What has to come for the code to go on, in words. */
  readonly waitsFor: string;
  /** What to do where no argument makes it end, as a sentence. */
  readonly instead: string | undefined;
  /** The method that ends the stream from elsewhere. */
  readonly isStopped: string | undefined;
  /** True where a limit of zero seconds is none. */
  readonly zeroIsNoLimit: boolean;
}

interface Entry {
  readonly library: string;
  readonly source: string;
  /** Calls that return when the stream ends. */
  readonly calls?: readonly string[];
  /** Classes, and calls, whose iteration ends when the stream does. */
  readonly iterables?: readonly string[];
  readonly limits?: readonly string[];
  readonly withoutWaiting?: readonly string[];
  readonly waitsFor: string;
  readonly instead?: string;
  readonly isStopped?: string;
  readonly zeroIsNoLimit?: boolean;
}

/** A call that reads the next part of a stream, and tells where the one behind it begins. */
export interface ShardReader {
  /** The key of the answer that says so. */
  readonly next: string;
  readonly stream: EndlessStream;
}

const entries: readonly Entry[] = data.streams;
const byCall = mapOf('calls');
const byIterable = mapOf('iterables');

/** A call that does not return for as long as the stream goes on, by its qualified name. */
export function streamOfCall(qualifiedName: string): EndlessStream | undefined {
  return byCall.get(qualifiedName);
}

/** What is iterated, by the qualified name of its class or of the call that gives it. */
export function streamOfIterable(qualifiedName: string): EndlessStream | undefined {
  return byIterable.get(qualifiedName);
}

const shardReaders: ReadonlyMap<string, ShardReader> = new Map(
  data.shards.flatMap((entry) =>
    entry.calls.map((name) => [name, { next: entry.next, stream: streamOf(entry) }] as const),
  ),
);

/** What is known of a call that reads a part of a stream, by its qualified name. */
export function shardReader(qualifiedName: string): ShardReader | undefined {
  return shardReaders.get(qualifiedName);
}

function mapOf(key: 'calls' | 'iterables'): ReadonlyMap<string, EndlessStream> {
  return new Map(
    entries.flatMap((entry) => (entry[key] ?? []).map((name) => [name, streamOf(entry)] as const)),
  );
}

function streamOf(entry: Entry): EndlessStream {
  return {
    library: entry.library,
    limits: (entry.limits ?? []).map(argumentOf),
    withoutWaiting: (entry.withoutWaiting ?? []).map(argumentOf),
    waitsFor: entry.waitsFor,
    instead: entry.instead,
    isStopped: entry.isStopped,
    zeroIsNoLimit: entry.zeroIsNoLimit === true,
  };
}
