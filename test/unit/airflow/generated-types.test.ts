import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { fieldsOf, text } from '../../../client/src/airflow/schema';
import { generateTypes } from '../../../scripts/airflow/generate-types.mjs';

const root = path.join(import.meta.dirname, '../../..');

test('the types of both REST APIs are those of the OpenAPI documents', async () => {
  for (const [file, expected] of await generateTypes()) {
    const written = readFileSync(path.join(root, file), 'utf8');
    expect(written === expected, `${file} is out of date: npm run api-types`).toBe(true);
  }
});

test('the documents are of the versions that the contract tests run', () => {
  const document = (version: string) =>
    JSON.parse(readFileSync(path.join(root, `openapi/airflow-${version}.json`), 'utf8'));
  expect(document('2.10.5').info.version).toBe('2.10.5');
  expect(document('3.3.2').paths).toHaveProperty('/api/v2/version');
});

test('a schema that reads what the document has not does not compile', () => {
  interface Document {
    readonly name?: string | null;
    readonly size: number;
  }
  expect(
    fieldsOf<Document>()({ name: text, size: z.number() }).parse({ size: 1, more: 2 }),
  ).toEqual({
    name: undefined,
    size: 1,
  });
  // @ts-expect-error the document has no such field
  fieldsOf<Document>()({ title: text });
  // @ts-expect-error the document has another type for it
  fieldsOf<Document>()({ size: z.string() });
});
