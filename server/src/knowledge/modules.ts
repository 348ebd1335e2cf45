/**
 * Modules by the names under which nearly everyone imports them. Where a file binds such a name
 * nowhere, its author has not typed the import yet.
 */
const conventionalNames: Readonly<Record<string, string>> = {
  asyncio: 'asyncio',
  contextlib: 'contextlib',
  itertools: 'itertools',
  json: 'json',
  logging: 'logging',
  multiprocessing: 'multiprocessing',
  np: 'numpy',
  os: 'os',
  pandas: 'pandas',
  pd: 'pandas',
  requests: 'requests',
  signal: 'signal',
  subprocess: 'subprocess',
  sys: 'sys',
  threading: 'threading',
  time: 'time',
};

export function wellKnownModule(name: string): string | undefined {
  return Object.hasOwn(conventionalNames, name) ? conventionalNames[name] : undefined;
}
