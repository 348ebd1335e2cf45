/** A call takes no more arguments than fit on the stack. */
const mostArguments = 10_000;

/** Puts other items in the place of some; the list is still the same one. */
export function replaceRange<Item>(
  list: Item[],
  { from, to }: { readonly from: number; readonly to: number },
  items: readonly Item[],
): void {
  list.splice(from, to - from, ...items.slice(0, mostArguments));
  for (let done = mostArguments; done < items.length; done += mostArguments) {
    list.splice(from + done, 0, ...items.slice(done, done + mostArguments));
  }
}
