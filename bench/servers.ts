import path from 'node:path';

/** How a language server is started, and what it is told at first. */
export interface ServerCommand {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly initializationOptions: unknown;
}

/** The groups of ruff's rules that look for what ours look for: see the README. */
export const ruffRules = ['AIR', 'B', 'BLE', 'ASYNC', 'S', 'PLW'] as const;

/** Our built server, with every rule on. */
export function airworthyServer(dist: string, nodeFlags: readonly string[] = []): ServerCommand {
  return {
    name: 'airworthy',
    command: [process.execPath, ...nodeFlags, path.join(dist, 'server.js'), '--stdio'],
    initializationOptions: { profile: 'all' },
  };
}

/** @param program path of `ruff` */
export function ruffServer(program: string): ServerCommand {
  return {
    name: 'ruff',
    command: [program, 'server'],
    initializationOptions: {
      settings: { configurationPreference: 'editorOnly', lint: { select: [...ruffRules] } },
    },
  };
}

/** A server on Node that does nothing, of which everything that Node itself takes can be told. */
export function idleServer(root: string): ServerCommand {
  return {
    name: 'a server that does nothing',
    command: [process.execPath, path.join(root, 'bench/idle-server.mjs'), '--stdio'],
    initializationOptions: undefined,
  };
}
