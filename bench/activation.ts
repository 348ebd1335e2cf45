import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * Loads a bundle in a process of its own, with something in the place of the editor that takes any use, and
 * tells the milliseconds.
 */
const program = `
const Module = require('node:module');
const anything = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? {} : anything),
  apply: () => anything,
  construct: () => ({}),
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
const started = performance.now();
require(process.argv[1]);
console.log(performance.now() - started);
`;

/** Milliseconds in which the extension host loads the extension's own bundle. */
export function bundleLoad(dist: string): number {
  const bundle = path.join(dist, 'client.js');
  return Number(execFileSync(process.execPath, ['-e', program, bundle], { encoding: 'utf8' }));
}
