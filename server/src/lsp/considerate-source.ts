import type { FileSource } from '../semantic/project/file-source';
import type { ServerHost } from './host';

/** How many answers are taken from a disk in one go. */
const answersPerTurn = 20;

/** A source that lets everything else have its turn between answers, as typing must not wait. */
export function considerate(source: FileSource, nextTurn: ServerHost['nextTurn']): FileSource {
  let answers = 0;
  const takeTurns = async () => {
    if (++answers % answersPerTurn === 0) await new Promise<void>((resolve) => nextTurn(resolve));
  };
  return {
    exists: (path) => source.exists(path),
    list: async (folder) => {
      await takeTurns();
      return source.list(folder);
    },
    read: async (path) => {
      await takeTurns();
      return source.read(path);
    },
    realPath: (path) => source.realPath(path),
    isTop: (folder) => source.isTop(folder),
  };
}
