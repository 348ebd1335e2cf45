// Activates the built extension with something in the place of the editor that takes any use, and writes which modules
// were loaded, which files were read and which processes were started by the time that all has come to rest. Of the
// settings only the environments matter: without one there is no Airflow to ask.
//
//   node activate-without-editor.cjs <dist> <environments as JSON> [command]

const Module = require('node:module');
const path = require('node:path');
const fs = require('node:fs');
const childProcess = require('node:child_process');
const [dist, environmentsAsJson, command] = process.argv.slice(2);
const environments = JSON.parse(environmentsAsJson);
const own = { get: (name) => (name === 'environments' ? environments : undefined), inspect() {} };
const commands = new Map();
const special = {
  version: '1.91.0',
  getConfiguration: () => own,
  registerCommand: (name, run) => {
    commands.set(name, run);
    return anything;
  },
};
class Anything {}
const anything = new Proxy(Anything, {
  get(_, name) {
    if (Object.hasOwn(special, name)) return special[name];
    if (name === Symbol.toPrimitive) return () => '';
    if (name === Symbol.iterator) return function* () {};
    if (name === 'prototype') return Anything.prototype;
    return name === 'then' ? undefined : anything;
  },
  set: () => true,
  // Bundled modules make an object of their own that inherits from it.
  getPrototypeOf: () => anything,
  apply: () => anything,
  construct: () => ({ dispose() {}, event() {}, fire() {} }),
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
const files = new Set();
for (const [holder, names] of [
  [fs, ['readFile', 'readFileSync', 'createReadStream', 'open', 'openSync']],
  [fs.promises, ['readFile', 'open']],
]) {
  for (const name of names) {
    const read = holder[name];
    holder[name] = (file, ...rest) => {
      files.add(String(file));
      return read.call(holder, file, ...rest);
    };
  }
}
const processes = new Set();
for (const name of ['fork', 'spawn']) {
  childProcess[name] = (script) => {
    processes.add(path.basename(script));
    throw new Error('not here');
  };
}
const below = (names) =>
  [...names]
    .filter((name) => name.startsWith(dist))
    .map((name) => path.basename(name))
    .sort();
process.on('unhandledRejection', () => {});
process.on('exit', () => {
  const modules = below(Object.keys(require.cache));
  const read = below(files).filter((name) => !modules.includes(name));
  process.stdout.write(JSON.stringify({ modules, processes: [...processes], read }));
});
require(path.join(dist, 'client.js')).activate({
  asAbsolutePath: (name) => path.join(dist, '..', name),
  extensionUri: anything,
  secrets: anything,
  subscriptions: [],
});
if (command !== undefined) commands.get(command)();
