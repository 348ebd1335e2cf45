// Runs every rule over Python files that nobody here wrote, each in its project, and holds each fix to the laws that
// docs/architecture.md states: the result parses with CPython, the finding is gone, no new finding
// appears, and a second application changes nothing.
//
//   npm run try-on -- [--profile strict] [--rule ID] [--fixes] [--json FILE] PATH…
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
  const fixed = [];
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
        const problem = opened.checkFix(analysis, finding, fix, configuration);
        if (problem === undefined)
          fixed.push({
            file,
            line,
            rule: finding.rule,
            before: text,
            text: engine.applyEdits(text, fix.edits),
          });
        else broken.push(`${file}:${line} ${finding.rule} "${fix.title}": ${problem}`);
      }
    }
  }
  for (const [key, count] of [...counts].sort()) console.log(String(count).padStart(7), key);
  console.log(`${files.length} files, ${findings.length} findings, ${notices} failures of rules`);
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(findings, null, 1));
  if (options.fixes) {
    broken.push(...unparsable(fixed));
    for (const line of broken) console.log(line);
    console.log(`${fixed.length + broken.length} fixes, ${broken.length} break a law`);
  }
  return broken.length + notices > 0 ? 1 : 0;
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

/** Asks CPython, in one process, which results do not parse although their original did. */
function unparsable(results) {
  const program = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def parses(text):
    try:
        ast.parse(text)
        return True
    except (SyntaxError, ValueError, RecursionError):
        return False
for index, result in enumerate(json.load(sys.stdin)):
    if parses(result["before"]) and not parses(result["text"]):
        print(index)
`;
  const { stdout } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(results),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => results[Number(line)])
    .map(({ file, line, rule }) => `${file}:${line} ${rule}: CPython cannot parse the result`);
}
