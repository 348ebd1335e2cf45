/**
 * Functions that return an instance of a known class although their name is not a class's, by the
 * documentation of the standard library and of each package.
 */
const returnedTypes: Readonly<Record<string, string>> = {
  'builtins.open': 'io.TextIOWrapper',
  'io.open': 'io.TextIOWrapper',
  'codecs.open': 'io.TextIOWrapper',
  'gzip.open': 'io.TextIOWrapper',
  'bz2.open': 'io.TextIOWrapper',
  'lzma.open': 'io.TextIOWrapper',
  'requests.session': 'requests.Session',
  'multiprocessing.get_context': 'multiprocessing',
  'logging.getLogger': 'logging.Logger',
  'structlog.get_logger': 'logging.Logger',
  'structlog.getLogger': 'logging.Logger',
  'concurrent.futures.ThreadPoolExecutor.submit': 'concurrent.futures.Future',
  'concurrent.futures.ProcessPoolExecutor.submit': 'concurrent.futures.Future',
  'airflow.utils.log.logging_mixin.LoggingMixin.log': 'logging.Logger',
  'time.monotonic': 'builtins.float',
  'time.time': 'builtins.float',
};

/** The class of what a call of `callee` returns; undefined where it is not known. */
export function returnedType(callee: string): string | undefined {
  const listed = returnedTypes[callee];
  if (listed !== undefined) return listed;
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(name) ? callee : undefined;
}

/**
 * Second names of the same thing, so that rules know one. Source: the packages' own re-exports.
 */
const aliases: Readonly<Record<string, string>> = {
  'multiprocessing.context.Process': 'multiprocessing.Process',
  'multiprocessing.process.BaseProcess': 'multiprocessing.Process',
  'multiprocessing.pool.Pool': 'multiprocessing.Pool',
  'concurrent.futures.thread.ThreadPoolExecutor': 'concurrent.futures.ThreadPoolExecutor',
  'concurrent.futures.process.ProcessPoolExecutor': 'concurrent.futures.ProcessPoolExecutor',
  'requests.api.get': 'requests.get',
  'requests.api.post': 'requests.post',
  'requests.sessions.Session': 'requests.Session',
  'pandas.io.parsers.read_csv': 'pandas.read_csv',
};

export function canonicalLibraryName(qualifiedName: string): string {
  return aliases[qualifiedName] ?? qualifiedName;
}
