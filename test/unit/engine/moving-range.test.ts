import { expect, test } from 'vitest';
import { MovingRange } from '../../../server/src/engine/moving-range';
import { nodeAt } from '../../../server/src/syntax/navigate';
import { testParser } from '../../harness/parser';

/** What lies between the bars of a text, and the text without them. */
function marked(text: string): {
  readonly text: string;
  readonly start: number;
  readonly end: number;
} {
  const start = text.indexOf('|');
  return { text: text.replaceAll('|', ''), start, end: text.lastIndexOf('|') - 1 };
}

/** Where the range is after an edit, marked; the problem is the call of `run`. */
async function after(before: string, edited: string): Promise<string> {
  const parser = await testParser();
  const { end, start, text } = marked(before);
  const tree = parser.parse(text);
  const at = text.indexOf('run');
  const node = nodeAt(tree, { start: at, end: text.indexOf(')', at) + 1 });
  const range = new MovingRange(node, { start, end });
  parser.update(tree, edited);
  const { now } = range;
  return [edited.slice(0, now.start), edited.slice(now.start, now.end), edited.slice(now.end)].join(
    '|',
  );
}

test('a range in the node of its problem moves with it', async () => {
  expect(await after('a = 1\nrun(|b|)\n', 'a = 100\nrun(b)\n')).toBe('a = 100\nrun(|b|)\n');
});

test('a range far above its problem stays where it is when something is typed in between', async () => {
  const before = 'command = "|curl| x"\na = 1\nrun(command)\n';
  expect(await after(before, 'command = "curl x"\na = 100\nrun(command)\n')).toBe(
    'command = "|curl| x"\na = 100\nrun(command)\n',
  );
});

test('the ends of a range that lie in two literals move each with its own', async () => {
  const before = 'command = "a |curl" + x + "y| z"\nrun(command)\n';
  expect(await after(before, 'command = "a curl" + other + "y z"\nrun(command)\n')).toBe(
    'command = "a |curl" + other + "y| z"\nrun(command)\n',
  );
});

test('a range that is wider than its problem goes by the problem', async () => {
  expect(await after('a = 1\n|  # why\nrun(b)|\n', 'a = 100\n  # why\nrun(b)\n')).toBe(
    'a = 100\n|  # why\nrun(b)|\n',
  );
});
