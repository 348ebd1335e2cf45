import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject } from 'vitest';

/**
 * The source after the command line has applied the fixes of one rule, in a copy. Fails where
 * there was nothing to fix, or where the rule still has something to say afterwards.
 */
export function applyFix(rule: string, source: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-fix-'));
  const file = path.join(folder, 'dag.py');
  writeFileSync(file, source);
  try {
    const first = check(folder, rule, '--fix', '--unsafe-fixes');
    const result = readFileSync(file, 'utf8');
    expect(result, `no fix of ${rule} was applied\n${first.output}`).not.toBe(source);
    const second = check(folder, rule, '--fix', '--unsafe-fixes');
    expect(readFileSync(file, 'utf8'), 'a second application changes nothing').toBe(result);
    expect(second.status, second.output).toBe(0);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(folder: string, rule: string, ...flags: string[]) {
  const selection = ['--profile', 'all', '--select', rule, '--no-cache', '--fail-on', 'hint'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inject('cli'), 'check', 'dag.py', ...selection, ...flags],
    { cwd: folder, encoding: 'utf8', timeout: 60_000 },
  );
  return { status, output: `${stdout}${stderr}` };
}
