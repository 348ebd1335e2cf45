/**
 * Calls that read or write a file at a path. Sources: the Python library reference; the pandas
 * reference, "Input/output".
 */
export interface FileAccessFact {
  /** `by-mode` reads it from the call's mode argument, as `open` does. */
  readonly access: 'read' | 'write' | 'by-mode';
  readonly keyword: string;
  readonly position: number;
}

const functions: Readonly<Record<string, FileAccessFact>> = {
  'builtins.open': { access: 'by-mode', keyword: 'file', position: 0 },
  'bz2.open': { access: 'by-mode', keyword: 'filename', position: 0 },
  'codecs.open': { access: 'by-mode', keyword: 'filename', position: 0 },
  'gzip.open': { access: 'by-mode', keyword: 'filename', position: 0 },
  'io.open': { access: 'by-mode', keyword: 'file', position: 0 },
  'lzma.open': { access: 'by-mode', keyword: 'filename', position: 0 },
  'numpy.load': { access: 'read', keyword: 'file', position: 0 },
  'numpy.save': { access: 'write', keyword: 'file', position: 0 },
  'pandas.read_csv': { access: 'read', keyword: 'filepath_or_buffer', position: 0 },
  'pandas.read_excel': { access: 'read', keyword: 'io', position: 0 },
  'pandas.read_feather': { access: 'read', keyword: 'path', position: 0 },
  'pandas.read_json': { access: 'read', keyword: 'path_or_buf', position: 0 },
  'pandas.read_parquet': { access: 'read', keyword: 'path', position: 0 },
  'pandas.read_pickle': { access: 'read', keyword: 'filepath_or_buffer', position: 0 },
  'pandas.read_table': { access: 'read', keyword: 'filepath_or_buffer', position: 0 },
  'shutil.copy': { access: 'write', keyword: 'dst', position: 1 },
  'shutil.copyfile': { access: 'write', keyword: 'dst', position: 1 },
  'shutil.move': { access: 'write', keyword: 'dst', position: 1 },
  'urllib.request.urlretrieve': { access: 'write', keyword: 'filename', position: 1 },
};

/** Methods that write the object to the path in their first argument, by names of pandas alone. */
const writingMethods: Readonly<Record<string, string>> = {
  to_csv: 'path_or_buf',
  to_excel: 'excel_writer',
  to_feather: 'path',
  to_json: 'path_or_buf',
  to_parquet: 'path',
  to_pickle: 'path',
};

export function fileAccessFact(
  qualifiedName: string | undefined,
  method: string | undefined,
): FileAccessFact | undefined {
  if (qualifiedName !== undefined && Object.hasOwn(functions, qualifiedName)) {
    return functions[qualifiedName];
  }
  if (method === undefined || !Object.hasOwn(writingMethods, method)) return undefined;
  return { access: 'write', keyword: writingMethods[method] ?? '', position: 0 };
}

/** True for paths that name a place on one worker only: temporary folders and relative paths. */
export function isWorkerLocal(path: string): boolean {
  if (/^\/(?:var\/)?tmp\/./.test(path)) return true;
  return /^[\w.][^:{~]*\.\w+$/.test(path);
}
