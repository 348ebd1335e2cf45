// SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/

import type {
  ArtifactLocation,
  Fix,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { version } from '../../../../package.json';
import type { Finding } from '../../engine/finding';
import { publicRulePage } from '../../engine/rule-pages';
import { allRules } from '../../rules/registry';
import type { Rule, Severity } from '../../rules/rule';
import {
  type CheckedFile,
  type PlaceRange,
  placeRange,
  type Report,
  relatedPlaces,
} from '../report';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export function sarifReport(report: Report): string {
  const log: Log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Airworthy',
            version,
            semanticVersion: version,
            rules: allRules.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The working directory.' } } },
        invocations: [
          {
            executionSuccessful: report.errors.every((error) => error.kind !== 'internal'),
            toolExecutionNotifications: report.errors.map(
              ({ file, kind, message }): Notification => ({
                level: 'error',
                descriptor: { id: kind },
                message: { text: message },
                locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
              }),
            ),
          },
        ],
        results: report.checked.flatMap((checked) =>
          checked.findings.map((finding) => result(checked, finding)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ meta }: Rule): ReportingDescriptor {
  return {
    id: meta.id,
    helpUri: publicRulePage(meta.id),
    shortDescription: { text: `${meta.summary}.` },
    defaultConfiguration: { level: levels[meta.severity], enabled: meta.profile === 'recommended' },
    properties: {
      tags: [meta.group],
      severity: meta.severity,
      profile: meta.profile,
      fix: meta.fix,
    },
  };
}

function result(checked: CheckedFile, finding: Finding): Result {
  return {
    ruleId: finding.rule,
    ruleIndex: allRules.findIndex((rule) => rule.meta.id === finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location(checked.file, placeRange(checked.places, finding))],
    relatedLocations: relatedPlaces(checked, finding).map((related, id) => ({
      id,
      ...location(related.file, related),
      message: { text: related.message },
    })),
    fixes: finding.fixes.map(
      (fix): Fix => ({
        description: { text: `${fix.title} (${fix.safety})` },
        artifactChanges: [
          {
            artifactLocation: artifact(checked.file),
            replacements: fix.edits.map((edit) => ({
              deletedRegion: region(placeRange(checked.places, edit)),
              insertedContent: { text: edit.text },
            })),
          },
        ],
      }),
    ),
    properties: {
      phases: finding.phases,
      tasks: finding.tasks.map(({ dagId, taskId }) => `${dagId ?? '?'}.${taskId ?? '?'}`),
    },
  };
}

function location(file: string, range: PlaceRange): Location {
  return { physicalLocation: { artifactLocation: artifact(file), region: region(range) } };
}

function region({ start, end }: PlaceRange): Region {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function artifact(file: string): ArtifactLocation {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  if (/^(?:[A-Za-z]:)?\//.test(file)) {
    return {
      uri: `file://${file.startsWith('/') ? '' : '/'}${uri.replace(/^([A-Za-z])%3A/, '$1:')}`,
    };
  }
  return { uri, uriBaseId: 'SRCROOT' };
}
