/**
 * A short mark of a text: equal texts have equal marks, and 53 bits make it improbable enough that
 * different ones do. Not meant against people who want two texts to look alike.
 */
export function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = mixed(high, low);
  low = mixed(low, high);
  return ((low & 0x1fffff) * 0x1_0000_0000 + (high >>> 0)).toString(36);
}

/** Spreads the bits, as the last step of MurmurHash3 does. */
function mixed(a: number, b: number): number {
  return Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
}
