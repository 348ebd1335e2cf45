// JUnit's XML, as build servers read it: a suite for every file that was looked at, a failed case
// for every finding that fails the check, a passed one for every other.

import { XMLBuilder } from 'fast-xml-parser';
import type { Finding } from '../../engine/finding';
import {
  type CheckedFile,
  type FileError,
  type PlaceRange,
  placeRange,
  type Report,
} from '../report';
import { isAtLeast } from '../severity-order';

interface TestCase {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@file': string;
  readonly '@line'?: number;
  readonly failure?: {
    readonly '@type': string;
    readonly '@message': string;
    readonly '#text': string;
  };
  readonly error?: { readonly '@type': string; readonly '@message': string };
  readonly 'system-out'?: string;
}

export function junitReport(report: Report): string {
  const findings = new Map(report.checked.map((checked) => [checked.file, checked]));
  const names = [
    ...new Set([...report.fileNames, ...report.errors.map((error) => error.file)]),
  ].sort();
  const suites = names.map((file) => {
    const cases = [
      ...casesOf(findings.get(file), report),
      ...report.errors.filter((error) => error.file === file).map(errorCase),
    ];
    return suite(file, cases.length === 0 ? [{ ...named(file, 'airworthy') }] : cases);
  });
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
  });
  const whole = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'airworthy',
      ...totals(suites.flatMap((one) => one.testcase)),
      testsuite: suites,
    },
  };
  return `${withoutForbidden(builder.build(whole)).trimEnd()}\n`;
}

function casesOf(checked: CheckedFile | undefined, report: Report): TestCase[] {
  if (checked === undefined) return [];
  return checked.findings.map((finding) => {
    const range = placeRange(checked.places, finding);
    const where = `${checked.file}:${range.start.line}:${range.start.column}`;
    const base = {
      ...named(checked.file, `${finding.rule} (${where})`),
      '@line': range.start.line,
    };
    if (!isAtLeast(finding.severity, report.failOn)) {
      return { ...base, 'system-out': `${finding.severity}: ${finding.message}` };
    }
    return { ...base, failure: failureOf(finding, checked.file, range) };
  });
}

function failureOf(finding: Finding, file: string, { start }: PlaceRange) {
  return {
    '@type': finding.severity,
    '@message': finding.message,
    '#text': `${file}:${start.line}:${start.column}: ${finding.severity}: ${finding.message} [${finding.rule}]`,
  };
}

function errorCase({ file, kind, message }: FileError): TestCase {
  return {
    ...named(file, `not analyzed (${kind})`),
    error: { '@type': kind, '@message': message },
  };
}

function named(file: string, name: string) {
  return { '@name': name, '@classname': file, '@file': file };
}

function suite(file: string, testcase: readonly TestCase[]) {
  return { '@name': file, ...totals(testcase), testcase };
}

function totals(cases: readonly TestCase[]) {
  return {
    '@tests': cases.length,
    '@failures': cases.filter((one) => one.failure !== undefined).length,
    '@errors': cases.filter((one) => one.error !== undefined).length,
  };
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
function withoutForbidden(xml: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written.
  return xml.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
