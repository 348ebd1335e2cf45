import { builtinException } from '../../knowledge/builtins';
import { argumentNodes } from '../../syntax/calls';
import {
  ancestors,
  enclosingClass,
  enclosingFunction,
  ownCode,
  statementsOf,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import { isRemark } from '../remarks';
import { rememberedOfFile } from '../remembered-of-file';
import { isMeantToPass } from './consent';
import type { Handler } from './handlers';

/**
 * True for code whose failure may well be passed over: clean-up, imports of what is optional,
 * conversions of a value, messages about the work, what its author says may fail.
 */
export function isExpendable(model: FileModel, handler: Handler): boolean {
  if (isInTidyingCode(model, handler.clause) || isInMessage(model, handler.clause)) return true;
  if (isPoke(model, handler.clause) || isMeantToPass(model, handler)) return true;
  const statements = statementsOf(handler.statement.child('body'));
  return (
    statements.length > 0 && statements.every((statement) => isExpendableStep(model, statement))
  );
}

/** True in `finally`, and in functions that give back what was taken. */
export function isInTidyingCode(model: FileModel, node: SyntaxNode): boolean {
  if (isInFinally(node)) return true;
  const definition = enclosingFunction(node);
  if (definition?.kind !== 'function_definition') return false;
  return (
    cleanUpNames.test(definition.child('name')?.text ?? '') ||
    decoratorsOf(definition, model.names).some((used) => used.name === 'airflow.teardown')
  );
}

/** Behind a `finally` the exception that led there goes on. */
function isInFinally(node: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above.kind === 'finally_clause') return true;
    if (above.kind === 'function_definition') return false;
  }
  return false;
}

/** True in functions that tell people about the work and are not the work. */
function isInMessage(model: FileModel, node: SyntaxNode): boolean {
  const definition = enclosingFunction(node);
  if (definition?.kind !== 'function_definition') return false;
  // A task that is there to send messages has failed when it cannot.
  const isTask = model.isTaskEntry(definition);
  return !isTask && messageNames.test(definition.child('name')?.text ?? '');
}

/** True in what a sensor asks again and again: a failed question is asked once more. */
function isPoke(model: FileModel, clause: SyntaxNode): boolean {
  const definition = enclosingFunction(clause);
  if (definition === undefined) return false;
  const owner = enclosingClass(definition);
  const isMethod = definition.child('name')?.text === 'poke';
  const sensors = codeOfSensors(model);
  return (isMethod && owner !== undefined && sensors.has(owner)) || sensors.has(definition);
}

/** The classes of sensors, and the functions that sensors call. */
const codeOfSensors = rememberedOfFile((model: FileModel): ReadonlySet<SyntaxNode> => {
  const classes = model.components.filter(({ kind }) => kind === 'sensor');
  const functions = model.tasks.all.filter(({ isSensor }) => isSensor);
  return new Set([
    ...classes.map(({ node }) => node),
    ...functions.flatMap(({ callables }) => callables),
  ]);
});

const cleanUpNames =
  /^_*(?:on_kill$|exit__|aexit__|del__|abort|cancel|clean|close|dispose|kill|shutdown|stop|tear_?down|terminate)/;

function isExpendableStep(model: FileModel, statement: SyntaxNode): boolean {
  // What a generator yields to may do anything: the body of a `with`, the round of a loop.
  if ([...ownCode(statement)].some((node) => node.kind === 'yield' && node.isNamed)) return false;
  switch (statement.kind) {
    case 'import_statement':
    case 'import_from_statement':
    case 'pass_statement':
    case 'delete_statement':
    case 'return_statement':
    case 'raise_statement':
    case 'expression_statement':
      return callsOf(statement).every((call) => isExpendableCall(model, call));
    case 'if_statement':
    case 'for_statement':
    case 'with_statement':
      return callsOf(statement).every((call) => isExpendableCall(model, call));
    default:
      return false;
  }
}

function callsOf(node: SyntaxNode): SyntaxNode[] {
  return [...ownCode(node)].filter((inner) => inner.kind === 'call');
}

function isExpendableCall(model: FileModel, call: SyntaxNode): boolean {
  if (isRemark(model, call)) return true;
  const name = model.names.calleeName(call);
  if (name !== undefined && (expendableFunctions.has(name) || expendablePackages.test(name))) {
    return true;
  }
  // `map(float, …)`; what another function does is not known.
  if (name === 'builtins.map') {
    return model.names.qualifiedName(argumentNodes(call)[0])?.startsWith('builtins.') === true;
  }
  // `raise ValueError(…)` says that a value is none of the kind.
  if (name !== undefined && builtinException(bareName(name)) !== undefined) return true;
  const callee = call.child('function');
  const written = callee?.kind === 'attribute' ? callee.child('attribute') : callee;
  const ownName = written?.kind === 'identifier' ? written.text : '';
  if (cleanUpMethods.has(ownName) || messageNames.test(ownName)) return true;
  if (name !== undefined && !name.startsWith('builtins.')) return false;
  return valueMethods.has(ownName) || (ownName === 'get' && isLookUp(call));
}

function bareName(name: string): string {
  return name.startsWith('builtins.') ? name.slice('builtins.'.length) : name;
}

/** `row.get("name")`, and not `session.get("https://…")`. */
function isLookUp(call: SyntaxNode): boolean {
  const [key, ...others] = argumentNodes(call);
  if (key?.kind !== 'string' || others.length > 1) return false;
  return !/[/:]/.test(key.text) && others.every(({ kind }) => kind !== 'keyword_argument');
}

/** Looking for elements on a page, making the parts of a letter. */
const expendablePackages = /^(?:selenium|email\.mime)\./;

/** Conversions and removals of the standard library. */
const expendableFunctions: ReadonlySet<string> = new Set([
  'builtins.abs',
  'builtins.bool',
  'builtins.dict',
  'builtins.enumerate',
  'builtins.float',
  'builtins.getattr',
  'builtins.hasattr',
  'builtins.int',
  'builtins.isinstance',
  'builtins.len',
  'builtins.list',
  'builtins.max',
  'builtins.min',
  'builtins.next',
  'builtins.range',
  'builtins.round',
  'builtins.set',
  'builtins.sorted',
  'builtins.str',
  'builtins.sum',
  'builtins.tuple',
  'builtins.type',
  'builtins.zip',
  'ast.literal_eval',
  'base64.b64decode',
  'base64.b64encode',
  'datetime.date.fromisoformat',
  'datetime.datetime.fromisoformat',
  'datetime.datetime.fromtimestamp',
  'datetime.datetime.strptime',
  'dateutil.parser.parse',
  'email.utils.parsedate_to_datetime',
  'json.dumps',
  'json.loads',
  'math.isnan',
  'numpy.isnan',
  'os.makedirs',
  'os.mkdir',
  'os.path.exists',
  'os.path.isdir',
  'os.path.isfile',
  'os.path.join',
  'os.remove',
  'os.rmdir',
  'os.unlink',
  'pandas.isna',
  'pandas.isnull',
  'pandas.notna',
  'pandas.notnull',
  'pandas.to_datetime',
  'pandas.to_numeric',
  're.match',
  're.search',
  'shutil.rmtree',
]);

/** True for a call that only gives back what was taken, and says nothing of the failure. */
export function isTidying(call: SyntaxNode): boolean {
  const method = call.child('function')?.child('attribute')?.text;
  return method !== undefined && tidyingMethods.has(method);
}

const tidyingMethods: ReadonlySet<string> = new Set(['close', 'disconnect', 'logout', 'rollback']);

/** Methods that give something back or make sure that it is there. */
const cleanUpMethods: ReadonlySet<string> = new Set([
  'cancel',
  'close',
  'disconnect',
  'exists',
  'is_file',
  'kill',
  'logout',
  'mkdir',
  'quit',
  'release',
  'rmtree',
  'rollback',
  'shutdown',
  'stop',
  'terminate',
  'unlink',
]);

/** Methods that make one value of another, or look for an element on a page. */
const valueMethods: ReadonlySet<string> = new Set(
  (
    'append attach date decode encode endswith extend find find_element find_elements format group groups ' +
    'index isdigit isoformat items join json keys lower lstrip partition replace rfind rsplit rstrip ' +
    'sort split splitlines startswith strftime strip strptime timestamp title upper values zfill'
  ).split(' '),
);

/** How functions are called that tell people or dashboards about the work. */
const messageNames =
  /notif|alert|slack|teams|telegram|send_?e?mail|metric|statsd|gauge|lineage|(?:^|_)log_|clean_?up/i;
