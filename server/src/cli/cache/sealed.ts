import { digestOf } from '../project-snapshot';

const lineBreak = 10;

/** A text behind a line with a digest of it, so that nothing is taken for it that is not, letter by letter, the same. */
export function sealed(text: string): Buffer {
  const content = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${digestOf(content)}\n`), content]);
}

/** The first line: what is sealed differently is something else. */
export function sealOf(bytes: Buffer): string {
  return bytes.toString('latin1', 0, bytes.indexOf(lineBreak));
}

/** The lines of the text that was sealed; undefined for anything else. */
export function unsealedLines(bytes: Buffer): readonly Buffer[] | undefined {
  const start = bytes.indexOf(lineBreak) + 1;
  const content = bytes.subarray(start);
  const isWhole = start > 0 && sealOf(bytes) === digestOf(content);
  return isWhole ? linesOf(content) : undefined;
}

function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= content.length; ) {
    const end = content.indexOf(lineBreak, start);
    lines.push(content.subarray(start, end === -1 ? content.length : end));
    start = end === -1 ? content.length + 1 : end + 1;
  }
  return lines;
}
