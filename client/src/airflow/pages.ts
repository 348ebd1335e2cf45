// Fetches the pages of a collection one after the other, up to a bound.

import type { Listing } from './model';
import type { Answer } from './problem';

/** Both versions refuse or cut down larger pages by default ([api] maximum_page_limit). */
const pageSize = 100;

/** The most pages that are asked for, where a server gives smaller ones. */
const mostPages = 200;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many items all pages have; undefined where the server does not say. */
  readonly total: number | undefined;
}

/**
 * All items of a collection, at most `most` of them. Pages are cut anew with every request, and what
 * came or went in between moves the others: an item that is seen twice counts once, and one that
 * slipped through is seen at the next look.
 */
export async function allPages<Item>(
  most: number,
  keyOf: (item: Item) => string,
  fetchPage: (limit: number, offset: number) => Promise<Answer<Page<Item>>>,
): Promise<Answer<Listing<Item>>> {
  const items = new Map<string, Item>();
  let offset = 0;
  for (let pages = 1; ; pages++) {
    const answer = await fetchPage(Math.min(pageSize, most - offset), offset);
    if (!answer.ok) return answer;
    const page = answer.value;
    for (const item of page.items) items.set(keyOf(item), item);
    // A server may give smaller pages than it was asked for.
    offset += page.items.length;
    const isLast =
      page.items.length === 0 || (page.total === undefined ? false : offset >= page.total);
    if (isLast) return listing(items, most, true);
    if (offset >= most || pages === mostPages) return listing(items, most, false);
  }
}

function listing<Item>(
  items: ReadonlyMap<string, Item>,
  most: number,
  isComplete: boolean,
): Answer<Listing<Item>> {
  // A server that heeds no limit must not make us keep more than we asked for.
  const kept = [...items.values()].slice(0, most);
  return { ok: true, value: { items: kept, isComplete: isComplete && kept.length === items.size } };
}
