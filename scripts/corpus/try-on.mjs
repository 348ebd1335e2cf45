// Runs every rule over Python files that nobody here wrote, each in its project, and holds each fix to the laws that
// docs/architecture.md states, alone and together with the other fixes of its file: the result compiles with CPython,
// the finding is gone, no new finding appears, comments, line breaks and indentation stay, no name is left unbound,
// and a second application changes nothing.
//
//   npm run try-on -- [--profile strict] [--airflow X.Y] [--rule ID] [--fixes] [--json FILE] PATH…
//
// A PATH is a folder, a Python file, or a text file that lists Python files, one a line.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { glob } from 'tinyglobby';
import { loadSources, parserModules } from '../sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'string', default: 'recommended' },
    airflow: { type: 'string' },
    rule: { type: 'string', multiple: true },
    fixes: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

process.exitCode = await main();

async function main() {
  const { loadEngine } = await loadSources(path.join(import.meta.dirname, 'engine.ts'));
  const engine = await loadEngine(parserModules());
  const files = await listFiles(positionals);
  const configuration = {
    ...engine.defaultConfiguration,
    profile: options.profile,
    airflowVersion: options.airflow,
    select: options.rule,
  };
  const counts = new Map();
  const findings = [];
  const results = [];
  const broken = [];
  let notices = 0;
  for (const file of files) {
    const text = readText(file);
    if (text === undefined) continue;
    const opened = await engine.open(file, text);
    const analysis = opened.analyze(configuration);
    for (const notice of analysis.notices) {
      notices++;
      console.log(`${file}: ${notice.rule} failed: ${notice.message}`);
    }
    const lines = new engine.LineIndex(text);
    for (const finding of analysis.findings) {
      const key = `${finding.severity} ${finding.rule}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const line = lines.lineAt(finding.start) + 1;
      findings.push({ file, line, ...finding, fixes: finding.fixes.length });
      if (!options.fixes) continue;
      for (const fix of finding.fixes) {
        const where = `${file}:${line} ${finding.rule} "${fix.title}"`;
        judge(where, text, opened.tryFix(analysis, finding, fix, configuration));
      }
    }
    if (!options.fixes) continue;
    for (const allowed of [['safe'], ['safe', 'unsafe']]) {
      const where = `${file}: all ${allowed.join(' and ')} fixes`;
      judge(where, text, opened.tryAllFixes(analysis, allowed, configuration));
    }
  }
  for (const [key, count] of [...counts].sort()) console.log(String(count).padStart(7), key);
  console.log(`${files.length} files, ${findings.length} findings, ${notices} failures of rules`);
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(findings, null, 1));
  if (options.fixes) {
    const judged = results.length + broken.length;
    broken.push(...judgedByPython(results));
    for (const line of broken) console.log(line);
    console.log(`${judged} results of fixes, ${broken.length} break a law`);
  }
  return broken.length + notices > 0 ? 1 : 0;

  function judge(where, before, { text, problem }) {
    if (problem !== undefined) broken.push(`${where}: ${problem}`);
    else if (text !== before) results.push({ where, before, text });
  }
}

async function listFiles(paths) {
  const files = [];
  for (const given of paths) {
    if (statSync(given).isDirectory()) {
      files.push(...(await glob('**/*.py', { cwd: given, absolute: true, dot: false })).sort());
    } else if (given.endsWith('.py')) files.push(path.resolve(given));
    else
      files.push(
        ...readFileSync(given, 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      );
  }
  return files;
}

function readText(file) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch {
    console.log(`${file}: not UTF-8, left out`);
    return undefined;
  }
}

/** Asks CPython, in one process, which results break a law that it can see, and which. */
function judgedByPython(results) {
  const { stdout, stderr, status } = spawnSync(
    'python3',
    [path.join(import.meta.dirname, 'judge.py')],
    { input: JSON.stringify(results), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`CPython could not judge the fixes: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [index, problem] = line.split('\t');
      return `${results[Number(index)].where}: ${problem}`;
    });
}
