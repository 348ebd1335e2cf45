import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import type { ImportTarget, ProjectFile } from '../project/surroundings';
import { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { runFrame } from './functions';
import { outsideValue } from './outside-names';
import { executeBlock } from './statements';
import { type ModuleValue, string, unknown, type Value } from './values';

/** `import a.b`, `from a import b as c`, `from a import *`. */
export function executeImport(
  evaluator: Evaluator,
  statement: SyntaxNode,
  environment: Environment,
): void {
  if (statement.kind === 'future_import_statement') return;
  if (statement.kind === 'import_statement') {
    for (const item of statement.childrenIn('name')) importWhole(evaluator, item, environment);
    return;
  }
  const module = statement.child('module_name')?.text.replaceAll(/\s/g, '') ?? '';
  if (statement.part('wildcard_import') !== undefined) {
    importAll(evaluator, module, statement, environment);
    return;
  }
  for (const item of statement.childrenIn('name')) {
    const original = item.kind === 'aliased_import' ? item.child('name') : item;
    const alias = item.kind === 'aliased_import' ? item.child('alias') : item;
    if (original === undefined || alias === undefined) continue;
    const separator = module === '' || module.endsWith('.') ? '' : '.';
    const value = imported(evaluator, module + separator + original.text, item);
    evaluator.bind(environment, alias.text, value);
  }
}

function importWhole(evaluator: Evaluator, item: SyntaxNode, environment: Environment): void {
  const dotted = (item.kind === 'aliased_import' ? item.child('name')?.text : item.text) ?? '';
  const alias = item.kind === 'aliased_import' ? item.child('alias')?.text : undefined;
  const segments = dotted.split('.').map((segment) => segment.trim());
  // Every package on the way is loaded, from the outermost one on.
  let value: Value = unknown('an unfinished import', item);
  for (const [i] of segments.entries()) {
    const part = imported(evaluator, segments.slice(0, i + 1).join('.'), item);
    if (i === 0 || alias !== undefined) value = part;
    if (part.kind === 'outside') break;
  }
  if (alias !== undefined && value.kind === 'outside')
    value = outsideValue(evaluator, segments.join('.'), item);
  evaluator.bind(environment, alias ?? segments[0] ?? dotted, value);
}

/** The value of an imported dotted name, of the project or not. */
function imported(evaluator: Evaluator, dotted: string, node: SyntaxNode): Value {
  const from = evaluator.surroundings?.fileOf(node.tree)?.path ?? evaluator.surroundings?.path;
  const target =
    from === undefined ? undefined : evaluator.surroundings?.importTarget(dotted, from);
  if (target !== undefined) return valueOfTarget(evaluator, target, dotted, from ?? '', node);
  if (!alwaysThere.has(dotted)) evaluator.mayRaise(undefined, true);
  // Without the folder around, nobody knows what a relative import stands for.
  if (dotted.startsWith('.')) return unknown(`the import of ${dotted}`, node);
  return outsideValue(evaluator, dotted, node);
}

/** Modules of every Python 3 on every platform (Python library reference, the "New in" notes). */
const alwaysThere: ReadonlySet<string> = new Set(
  (
    'abc argparse ast asyncio base64 bisect calendar collections configparser contextlib copy csv ' +
    'dataclasses datetime decimal email enum fnmatch functools getpass glob gzip hashlib heapq html ' +
    'http importlib inspect io itertools json logging math multiprocessing operator os pathlib ' +
    'pickle platform pprint queue random re secrets shutil signal socket statistics string struct ' +
    'subprocess sys tempfile textwrap threading time traceback types typing unittest urllib uuid ' +
    'warnings weakref xml zipfile'
  ).split(' '),
);

function valueOfTarget(
  evaluator: Evaluator,
  target: ImportTarget,
  dotted: string,
  fromPath: string,
  node: SyntaxNode,
): Value {
  switch (target.kind) {
    case 'namespace':
      return { kind: 'namespace', name: dotted, fromPath, origin: node };
    case 'module':
      return loadModule(evaluator, target.file, node);
    case 'name': {
      const module = loadModule(evaluator, target.file, node);
      const held = module.environment.seen(target.name);
      if (held?.value !== undefined) return held.value;
      evaluator.mayRaise(undefined, true);
      if (module.environment.mayHaveMore || isLoading(evaluator, module)) {
        return unknown(`the name ${target.name} of a module that is not fully known`, node);
      }
      // `sys.path` is not known for sure: it may be another module of that name which is imported.
      evaluator.gap(node, `the import of ${target.name}, which ${target.file.path} does not have`);
      return unknown(`a name that ${target.file.path} does not have`, node);
    }
  }
}

/** Runs a module of the project, once in a load. A circle of imports sees what is there so far. */
export function loadModule(evaluator: Evaluator, file: ProjectFile, node: SyntaxNode): ModuleValue {
  const known = evaluator.modules.get(file.tree);
  if (known !== undefined) return known;
  const environment = new Environment(file.scopes.module, undefined);
  const module: ModuleValue = { kind: 'module', file, environment, origin: node };
  evaluator.modules.set(file.tree, module);
  if (evaluator.isTooDeep || evaluator.hasTooManyFrames) {
    environment.mayHaveMore = true;
    evaluator.gap(node, 'imports that nest too deep');
    return module;
  }
  evaluator.loading.add(file.tree);
  // Whatever imports the module, and on whatever condition: once it is loaded it stays so.
  try {
    evaluator.once(() => runModule(evaluator, environment, file.tree.root));
  } catch (error) {
    // As in Python, a module that fails to load is none, and the next import tries again.
    evaluator.modules.delete(file.tree);
    throw error;
  } finally {
    evaluator.loading.delete(file.tree);
  }
  return module;
}

/** Runs the statements of a module. */
export function runModule(evaluator: Evaluator, environment: Environment, root: SyntaxNode): void {
  // What is broken may have bound names that cannot be seen.
  environment.mayHaveMore = root.tree.isBroken;
  const frame = { function: undefined, environment, deferred: [], onYield: undefined };
  runFrame(evaluator, frame, () => executeBlock(evaluator, root, environment));
}

function isLoading(evaluator: Evaluator, module: ModuleValue): boolean {
  return evaluator.loading.has(module.file.tree);
}

function importAll(
  evaluator: Evaluator,
  module: string,
  statement: SyntaxNode,
  environment: Environment,
): void {
  const value = imported(evaluator, module, statement);
  if (value.kind !== 'module') {
    environment.mayHaveMore = true;
    return;
  }
  const { environment: from } = value;
  if (from.mayHaveMore) environment.mayHaveMore = true;
  const listed = from.variables.get('__all__')?.value;
  const elements = listed === undefined ? undefined : evaluator.elements(listed);
  const names =
    elements === undefined
      ? [...from.variables.keys()].filter((name) => !name.startsWith('_'))
      : elements.items.flatMap((name) => (name.kind === 'string' ? [name.value] : []));
  if (listed !== undefined && (elements === undefined || elements.mayHaveMore)) {
    environment.mayHaveMore = true;
  }
  for (const name of names) {
    const held = from.variables.get(name);
    if (held?.value === undefined) continue;
    evaluator.bind(environment, name, held.value);
  }
}

/** An attribute of a module: what it binds, a module below it, or what Python gives every module. */
export function moduleAttribute(
  evaluator: Evaluator,
  module: ModuleValue,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  const held = module.environment.variables.get(name);
  if (held?.value !== undefined) return held.value;
  const { surroundings } = evaluator;
  const target = surroundings?.importTarget(`.${name}`, module.file.path);
  if (target?.kind === 'module' && /(^|\/)__init__\.py$/.test(module.file.path)) {
    return loadModule(evaluator, target.file, node);
  }
  const special = moduleName(evaluator, name, node, module.environment);
  if (special !== undefined) return special;
  if (!module.environment.mayHaveMore && !isLoading(evaluator, module)) return undefined;
  evaluator.mayRaise();
  return unknown(`the name ${name} of a module that is not fully known`, node);
}

export function namespaceAttribute(
  evaluator: Evaluator,
  of: Value & { kind: 'namespace' },
  name: string,
  node: SyntaxNode,
): Value {
  const dotted = `${of.name}.${name}`;
  const target = evaluator.surroundings?.importTarget(dotted, of.fromPath);
  if (target !== undefined) return valueOfTarget(evaluator, target, dotted, of.fromPath, node);
  return outsideValue(evaluator, dotted, node);
}

/** The names that Python binds in every module by itself. */
export function moduleName(
  evaluator: Evaluator,
  name: string,
  node: SyntaxNode,
  environment: Environment,
): Value | undefined {
  switch (name) {
    case '__file__': {
      const tree = environment.globals.scope.node.tree;
      const path = evaluator.surroundings?.fileOf(tree)?.path ?? evaluator.path;
      return path === undefined ? unknown('the path of the file', node) : string(path, node);
    }
    case '__name__':
      // Airflow makes up a module name for each DAG file; it is never `__main__`.
      return { kind: 'outside', name: moduleNameMark, origin: node };
    case '__doc__': {
      const [first] = statementsOf(environment.globals.scope.node);
      const text = first?.kind === 'expression_statement' ? first.parts[0] : undefined;
      const value = text?.kind === 'string' ? stringValue(text) : undefined;
      return value === undefined ? unknown(name, node) : string(value, text);
    }
    case '__package__':
    case '__spec__':
    case '__path__':
    case '__dict__':
    case '__loader__':
    case '__builtins__':
    case '__debug__':
    case '__annotations__':
      return unknown(name, node);
    default:
      return undefined;
  }
}

/** Stands for the name of a module, of which only is known that it is not `__main__`. */
export const moduleNameMark = '__name__';
