/**
 * Text that comes from a file or its name, made harmless for a terminal: escape sequences could
 * rewrite the screen, and bidirectional marks reorder what is read. Tabs become spaces, so that
 * carets stand where they should.
 */
export function printable(text: string): string {
  return (
    text
      .replaceAll('\t', '    ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
      .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
      .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
  );
}
