import { ancestors, isStatement, ownCode, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { decoratorsOf } from './decorators';
import type { FileModel } from './file-model';
import { blockOf } from './flow/completion';

/** A generator function that `contextlib` turns into a context manager. */
export interface GeneratorContextManager {
  readonly definition: SyntaxNode;
  readonly yields: readonly ManagedYield[];
}

/** A `yield` of such a function, and what runs after it only if the `with` body did not raise. */
export interface ManagedYield {
  readonly node: SyntaxNode;
  /** The statement that holds the yield, in the block of the unprotected statements. */
  readonly statement: SyntaxNode;
  /** The statements behind it in that block; empty where nothing stands there. */
  readonly unprotected: readonly SyntaxNode[];
}

const decoratorNames: ReadonlySet<string> = new Set([
  'contextlib.asynccontextmanager',
  'contextlib.contextmanager',
]);

export function generatorContextManagers(model: FileModel): GeneratorContextManager[] {
  return model.nodes('function_definition').flatMap((definition) => {
    const isManager = decoratorsOf(definition, model.names).some(
      (decorator) => decorator.name !== undefined && decoratorNames.has(decorator.name),
    );
    const body = definition.child('body');
    if (!isManager || body === undefined) return [];
    const yields = [...ownCode(body)].filter((node) => node.kind === 'yield' && node.isNamed);
    const managed = yields.flatMap((node) => unprotectedBehind(model, node, definition));
    return [{ definition, yields: managed }];
  });
}

/** The yield with what follows it in each block around it that no `finally` protects. */
function unprotectedBehind(
  model: FileModel,
  node: SyntaxNode,
  definition: SyntaxNode,
): ManagedYield[] {
  const found: ManagedYield[] = [];
  let statement: SyntaxNode | undefined;
  let below: SyntaxNode = node;
  for (const above of ancestors(node)) {
    if (above === definition) break;
    // A yield in a loop is no plain context manager; its clean-up is not told from its work.
    if (above.kind === 'while_statement' || above.kind === 'for_statement') return [];
    if (above.kind === 'try_statement' && below.field === 'body') {
      if (above.part('finally_clause') !== undefined) return found;
      // What stands behind a `try` that swallows the exception is run all the same.
      if (swallowsEverything(model, above)) return found;
    }
    if (isStatement(above)) statement = above;
    const isBlock = above.kind === 'block' && statement !== undefined;
    if (isBlock && statement !== undefined) {
      const siblings = statementsOf(above);
      const behind = siblings.slice(siblings.indexOf(statement) + 1);
      if (behind.length > 0) found.push({ node, statement, unprotected: behind });
    }
    below = above;
  }
  return found;
}

function swallowsEverything(model: FileModel, statement: SyntaxNode): boolean {
  return statement.parts.some(
    (part) =>
      part.kind === 'except_clause' &&
      model.exceptions
        .caughtBy(part)
        .some((caught) => caught === 'Exception' || caught === 'BaseException') &&
      model.completions.ofBlock(blockOf(part)).isNormal,
  );
}
