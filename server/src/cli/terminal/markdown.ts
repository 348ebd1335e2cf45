import type { Colors } from './colors';

/** A page for a terminal. Without colors it stays the Markdown that it is. */
export function paintMarkdown(page: string, colors: Colors): string {
  if (!colors.isColorSupported) return page;
  let isCode = false;
  const painted: string[] = [];
  for (const line of page.split('\n')) {
    const isFence = line.startsWith('```');
    if (isFence) isCode = !isCode;
    // Generated comments and fences are for other readers.
    if (isFence || /^<!--.*-->$/.test(line)) continue;
    painted.push(isCode ? colors.cyan(`    ${line}`) : paintLine(line, colors));
  }
  return painted.join('\n');
}

function paintLine(line: string, colors: Colors): string {
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading !== null)
    return colors.bold(heading[1] === '#' ? colors.underline(heading[2] ?? '') : heading[2]);
  return line
    .replace(/\*\*(.+?)\*\*/g, (_, text: string) => colors.bold(text))
    .replace(/`([^`]+)`/g, (_, text: string) => colors.cyan(text))
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, url: string) => `${text} (${url})`);
}
