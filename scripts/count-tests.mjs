/**
 * Counts the tests of a run. What was skipped has failed, and so has a file that could not even be
 * loaded, or a run without a test.
 *
 * @param {{
 *   testResults: { status: string, assertionResults: { status: string, fullName: string }[] }[]
 * }} report as vitest's JSON reporter writes it
 * @returns {{ passed: number, failed: number, skipped: string[] }}
 */
export function countTests({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const skipped = tests
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => test.fullName);
  const brokenFiles = testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const emptyRun = tests.length === 0 && brokenFiles === 0 ? 1 : 0;
  return { passed, failed: tests.length - passed + brokenFiles + emptyRun, skipped };
}
