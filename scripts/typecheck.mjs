// Type-checks every project of the repository. Each platform has its own, so that code for one
// cannot use what only another has.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'test-results/types');
const left = new Set(['node_modules', 'dist', 'test-results']);

const projects = projectsBelow('.').sort();
const compiler = path.join(root, 'node_modules/.bin/tsc');
const failed = projects.filter((project) => {
  // What has not changed since the last time is not checked again.
  const known = path.join(results, `${project.replaceAll('/', '.')}.tsbuildinfo`);
  // Several threads do some of the work each for itself, and the tests that run beside have use for the cores.
  const flags = ['--singleThreaded', '--incremental', '--tsBuildInfoFile', known];
  const { status } = spawnSync(compiler, [...flags, '-p', project], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) console.error(`${project}: type errors\n`);
  return status !== 0;
});
console.log(`${projects.length - failed.length} of ${projects.length} projects are well typed`);
process.exitCode = failed.length === 0 ? 0 : 1;

function projectsBelow(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name.startsWith('.') || left.has(entry.name) ? [] : projectsBelow(relative);
    }
    return /^tsconfig(?:\.(?!base\.)\w+)?\.json$/.test(entry.name) ? [relative] : [];
  });
}
