import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Called by VS Code in its extension host. Runs every test file that was built beside this one. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: 'spec' });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const passed: string[] = [];
  const failed: string[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => passed.push(test.fullTitle()))
      .on('fail', (test, error) => failed.push(`${test.fullTitle()}: ${error.stack ?? error}`));
  });
  const results = process.env.AIRWORTHY_TEST_RESULTS;
  if (results) writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failures > 0) throw new Error(`${failures} tests failed`);
  // A suite that finds no test would pass for ever without anyone noticing.
  if (passed.length === 0) throw new Error('no test ran');
}
