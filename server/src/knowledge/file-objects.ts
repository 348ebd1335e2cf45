/**
 * Calls that open a file and return an object which must be closed, and calls that read such an
 * object to its end without closing it. Source: the Python library reference (`open`, `gzip`,
 * `bz2`, `lzma`, `codecs`, `zipfile`, `tarfile`, `pathlib`, `json`, `pickle`), PyYAML.
 */

const openers: ReadonlySet<string> = new Set([
  'builtins.open',
  'bz2.open',
  'codecs.open',
  'gzip.open',
  'io.open',
  'lzma.open',
  'pathlib.Path.open',
  'tarfile.open',
  'zipfile.ZipFile',
]);

const readers: ReadonlySet<string> = new Set([
  'json.load',
  'pickle.load',
  'toml.load',
  'tomllib.load',
  'yaml.full_load',
  'yaml.load',
  'yaml.safe_load',
]);

export function opensFile(callee: string): boolean {
  return openers.has(callee);
}

/** True for a function that reads the file it is given before it returns, and leaves it open. */
export function readsWholeFile(callee: string): boolean {
  return readers.has(callee);
}
