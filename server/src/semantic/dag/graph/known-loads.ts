import type { SyntaxTree } from '../../../syntax/node';
import { type Reasoned, reading } from '../../../text/reading';
import type { Imports, ImportTarget } from '../../project/surroundings';
import { type FileToLoad, loadFile } from './load';
import { Release } from './release';
import type { Load } from './types';

/** One question of a load to the files around, and the answer. */
type Asked =
  | {
      readonly imported: string;
      readonly fromPath: string;
      readonly target: ImportTarget | undefined;
    }
  /** No question: the bodies of the tree's functions count. */
  | { readonly tree: SyntaxTree };

interface KnownLoad {
  readonly path: string | undefined;
  readonly release: Release;
  readonly loaded: Load;
  /** In order. */
  readonly asked: readonly Asked[];
}

/**
 * What the loads of files came to. A file is loaded for itself, for those that it imports, and for those that ask for
 * its DAGs: each comes to the same where everything that the load asks of other files, and of the release of Airflow, is
 * answered as before. This is tried, so that who asks has noted the same questions as if the file had been loaded again.
 */
export class KnownLoads {
  /** By the tree of the file; they go with it. */
  readonly #known = new WeakMap<SyntaxTree, readonly Reasoned<KnownLoad>[]>();

  /** The same as `loadFile`. */
  of(file: FileToLoad): Load {
    const { path, surroundings, tree } = file;
    if (surroundings === undefined) return loadFile(file);
    const release = new Release(file.version);
    const known = this.#known.get(tree) ?? [];
    const before = known.find(
      ({ answer }) => answer.path === path && answer.release.isLike(release),
    );
    const isAlike = before !== undefined && areAnsweredAlike(before.answer.asked, surroundings);
    if (isAlike && reading.holds(before)) return before.answer.loaded;
    const found = reading.reason((): KnownLoad => {
      const asked: Asked[] = [];
      const recorded = { ...file, surroundings: recording(surroundings, asked) };
      return { path, release, loaded: loadFile(recorded, release), asked };
    });
    this.#known.set(tree, [...known.filter((each) => each !== before), found]);
    return found.answer.loaded;
  }
}

function recording(imports: Imports, asked: Asked[]): Imports {
  return {
    path: imports.path,
    fileOf: (tree) => imports.fileOf(tree),
    importTarget: (imported, fromPath) => {
      const target = imports.importTarget(imported, fromPath);
      asked.push({ imported, fromPath, target });
      return target;
    },
    noteBodies: (tree) => {
      imports.noteBodies(tree);
      asked.push({ tree });
    },
  };
}

/** Asks everything again. Answers are alike where they lead to the very same trees, whose nodes the load speaks of. */
function areAnsweredAlike(asked: readonly Asked[], imports: Imports): boolean {
  return asked.every((one) => {
    if ('tree' in one) {
      imports.noteBodies(one.tree);
      return true;
    }
    return isSameTarget(imports.importTarget(one.imported, one.fromPath), one.target);
  });
}

function isSameTarget(one: ImportTarget | undefined, other: ImportTarget | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'namespace' || other.kind === 'namespace') return one.kind === other.kind;
  if (one.file !== other.file || one.kind !== other.kind) return false;
  return one.kind !== 'name' || other.kind !== 'name' || one.name === other.name;
}
