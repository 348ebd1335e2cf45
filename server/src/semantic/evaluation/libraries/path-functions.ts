import { type NativeFunction, positionalOnly } from '../native';
import { string, tuple, unknown, unknownText, type Value } from '../values';

/** `os.path` of known texts, with forward slashes. */
export const pathFunctions: Readonly<Record<string, NativeFunction>> = {
  'os.path.join': (_evaluator, given, node) => {
    const parts = positionalOnly(given)?.map((value) =>
      value.kind === 'string' ? value.value : undefined,
    );
    if (parts === undefined || parts.length === 0 || parts.includes(undefined))
      return unknownText('a path', node);
    let path = '';
    for (const part of parts) {
      if (part === undefined) continue;
      if (part.startsWith('/') || path === '') path = part;
      else path += path.endsWith('/') ? part : `/${part}`;
    }
    return string(path, node);
  },
  'os.path.basename': ofPath((path) => path.slice(path.lastIndexOf('/') + 1)),
  'os.path.dirname': ofPath(directoryOf),
  'os.path.abspath': absolute,
  'os.path.normpath': absolute,
  // Where a symbolic link leads is not known, but Airflow's own paths seldom are such links.
  'os.path.realpath': (_evaluator, _given, node) => unknown('a path that may be a link', node),
  'os.path.splitext': (_evaluator, given, node) => {
    const [path] = positionalOnly(given) ?? [];
    if (path?.kind !== 'string') return unknownText('a path', node);
    const [, stem = '', suffix = ''] = /^(.*?[^/.][^/]*?)(\.[^./]*)?$/s.exec(path.value) ?? [];
    if (stem === '') return unknownText('a path', node);
    return tuple([string(stem, node), string(suffix, node)], node);
  },
  'os.path.split': (_evaluator, given, node) => {
    const [path] = positionalOnly(given) ?? [];
    if (path?.kind !== 'string') return unknownText('a path', node);
    const name = path.value.slice(path.value.lastIndexOf('/') + 1);
    return tuple([string(directoryOf(path.value), node), string(name, node)], node);
  },
};

function ofPath(part: (path: string) => string): NativeFunction {
  return (_evaluator, given, node) => {
    const [path] = positionalOnly(given) ?? [];
    return path?.kind === 'string' ? string(part(path.value), node) : unknownText('a path', node);
  };
}

function absolute(...[, given, node]: Parameters<NativeFunction>): Value {
  const [path] = positionalOnly(given) ?? [];
  const isPlain =
    path?.kind === 'string' &&
    /^\/(?!.*(\/\/|\/\.))/s.test(path.value) &&
    !path.value.endsWith('/');
  return isPlain ? string(path.value, node) : unknownText('a path', node);
}

function directoryOf(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '');
}
