import { expect, test } from 'vitest';
import { countTests } from '../../../scripts/count-tests.mjs';

function file(status: string, ...tests: string[]) {
  return {
    status,
    assertionResults: tests.map((one, index) => ({ status: one, fullName: `test ${index}` })),
  };
}

test('passed and failed tests of all files are added up', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
  expect(countTests({ testResults })).toEqual({ passed: 3, failed: 1, skipped: [] });
});

test.each(['pending', 'skipped', 'todo', 'disabled'])('a test that is %s has failed', (status) => {
  const testResults = [file('passed', 'passed', status)];
  expect(countTests({ testResults })).toEqual({ passed: 1, failed: 1, skipped: ['test 1'] });
});

test('a file that cannot be loaded has failed', () => {
  const testResults = [file('failed'), file('passed', 'passed')];
  expect(countTests({ testResults })).toMatchObject({ passed: 1, failed: 1 });
});

test('a file whose tear-down fails has failed', () => {
  const testResults = [file('failed', 'passed')];
  expect(countTests({ testResults })).toMatchObject({ passed: 1, failed: 1 });
});

test('a run without tests has failed', () => {
  expect(countTests({ testResults: [] })).toMatchObject({ passed: 0, failed: 1 });
});
