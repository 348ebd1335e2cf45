import type { FileModel } from '../semantic/file-model';
import { classAround } from '../semantic/names';
import { rememberedOfFile } from '../semantic/remembered-of-file';
import { type Binding, parameterName } from '../semantic/scopes';
import { enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { endOfImportBlock, insertAfterImports } from './import-block';
import { type ImportedExpression, importedModule } from './imports';

/**
 * How to write a logger at a place: the `self.log` of an Airflow class, a logger that the file has,
 * `logging` itself where the file logs through it, or a new module logger behind the imports.
 */
export function moduleLogger(model: FileModel, at: SyntaxNode): ImportedExpression {
  if (hasOwnLog(model, at)) return { expression: 'self.log', edits: [] };
  const present = visibleLogger(model, at);
  if (present !== undefined) return { expression: present, edits: [] };
  const logging = importedModule(model, 'logging', at);
  if (logging.edits.length === 0) return { expression: logging.expression, edits: [] };
  const isTaken =
    model.scopes.module.bindings.has('logger') || model.scopes.lookup('logger', at).length > 0;
  const name = isTaken ? '_logger' : 'logger';
  const definition = `${name} = ${logging.expression}.getLogger(__name__)`;
  if (!endOfImportBlock(model).isFirst) {
    const behind = insertAfterImports(model, ['', definition]);
    return { expression: name, edits: [...logging.edits, behind] };
  }
  const importLine =
    logging.expression === 'logging' ? 'import logging' : `import logging as ${logging.expression}`;
  return { expression: name, edits: [insertAfterImports(model, [importLine, '', definition])] };
}

/** Operators, sensors, hooks and triggers inherit `log` from Airflow's `LoggingMixin`. */
function hasOwnLog(model: FileModel, at: SyntaxNode): boolean {
  const isAirflows = model.componentAt(classAround(at)) !== undefined;
  const method = enclosingFunction(at);
  const first = method?.child('parameters')?.parts[0];
  return isAirflows && first !== undefined && parameterName(first)?.text === 'self';
}

function visibleLogger(model: FileModel, at: SyntaxNode): string | undefined {
  const seen = loggersOf(model).find((binding) => {
    const isReady = binding.node.end <= at.start || enclosingFunction(at) !== undefined;
    return isReady && model.scopes.lookup(binding.name, at)[0] === binding;
  });
  return seen?.name;
}

/** The loggers of the module: asked for with nearly every finding of some rules. */
const loggersOf = rememberedOfFile((model: FileModel) => {
  const loggers: Binding[] = [];
  for (const [binding, ...others] of model.scopes.module.bindings.values()) {
    if (binding === undefined || others.length > 0) continue;
    if (isLogger(model, binding)) loggers.push(binding);
  }
  return loggers;
});

function isLogger(model: FileModel, binding: Binding): boolean {
  return (
    binding.kind === 'assignment' && model.names.instanceType(binding.value) === 'logging.Logger'
  );
}
