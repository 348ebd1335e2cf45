// Writes the types of what the client asks an Airflow, from the OpenAPI documents in openapi/, which
// are as the running Airflows of their versions serve them.
//
//   node scripts/airflow/generate-types.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** The questions that the client asks, by the path as the document has it. */
const taskInstances = '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances';
const sharedQuestions = [
  '/version',
  '/dags',
  '/dags/{dag_id}',
  '/dags/{dag_id}/dagRuns',
  taskInstances,
  `${taskInstances}/{task_id}/tries`,
  `${taskInstances}/{task_id}/{map_index}/tries`,
  '/importErrors',
];

const apis = [
  {
    document: 'openapi/airflow-2.10.5.json',
    out: 'client/src/airflow/generated/api-v1.ts',
    prefix: '',
    name: 'QuestionsOfV1',
    questions: [...sharedQuestions, `${taskInstances}/{task_id}/logs/{task_try_number}`, '/health'],
  },
  {
    document: 'openapi/airflow-3.3.2.json',
    out: 'client/src/airflow/generated/api-v2.ts',
    prefix: '/api/v2',
    name: 'QuestionsOfV2',
    questions: [
      ...sharedQuestions,
      `${taskInstances}/{task_id}/logs/{try_number}`,
      '/monitor/health',
    ],
  },
];

/** The text of every file that is generated, by its path. */
export async function generateTypes() {
  const files = await Promise.all(
    apis.map(async (api) => {
      const document = JSON.parse(readFileSync(path.join(root, api.document), 'utf8'));
      const text = await compile(schemaOf(api, document), api.name, {
        additionalProperties: false,
        unreachableDefinitions: false,
        style: { singleQuote: true, printWidth: 100 },
        bannerComment: `// Written by scripts/airflow/generate-types.mjs from ${api.document}.`,
        $refOptions: { resolve: { external: false } },
      });
      return [api.out, text];
    }),
  );
  return new Map(files);
}

/** One schema whose properties are the questions, each with its query and its answer. */
function schemaOf({ prefix, name, questions }, document) {
  const schemas = document.components.schemas;
  return toJsonSchema({
    title: name,
    description:
      'What is asked with GET, by the path below the API, with the query and the answer.',
    type: 'object',
    required: questions,
    properties: Object.fromEntries(
      questions.map((question) => [question, questionSchema(document, prefix + question)]),
    ),
    definitions: schemas,
  });
}

function questionSchema(document, question) {
  const item = document.paths[question];
  if (item?.get === undefined) throw new Error(`The document has no GET ${question}.`);
  const parameters = [...(item.parameters ?? []), ...(item.get.parameters ?? [])]
    .map((parameter) => resolve(document, parameter))
    .filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    required: ['query', 'answer'],
    properties: {
      query: {
        type: 'object',
        properties: Object.fromEntries(
          parameters.map(({ name, description, schema }) => [name, { description, ...schema }]),
        ),
      },
      answer: resolve(document, item.get.responses['200']).content['application/json'].schema,
    },
  };
}

function resolve(document, value) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .slice('#/'.length)
    .split('/')
    .reduce((part, key) => part[key], document);
}

/** OpenAPI 3.0 writes `nullable` where JSON schema has a type `null`, and both keep schemas elsewhere. */
function toJsonSchema(value, key) {
  if (Array.isArray(value)) return value.map((item) => toJsonSchema(item));
  if (value === null || typeof value !== 'object') return value;
  // The names of properties are no words of the schema.
  const { nullable, ...rest } = key === 'properties' ? { nullable: undefined, ...value } : value;
  const schema = Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => key === 'properties' || !isLeftOut(name))
      .map(([name, item]) => [
        name,
        name === '$ref'
          ? item.replace('#/components/schemas/', '#/definitions/')
          : toJsonSchema(item, key === 'properties' ? undefined : name),
      ]),
  );
  if (nullable !== true || schema.enum?.includes(null)) return schema;
  return schema.type === undefined
    ? { anyOf: [schema, { type: 'null' }] }
    : { ...schema, type: [schema.type, 'null'] };
}

/** Titles would become type names; the rest says nothing that a type could. */
function isLeftOut(name) {
  return ['title', 'readOnly', 'example', 'examples', 'format', 'default'].includes(name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of await generateTypes()) writeFileSync(path.join(root, file), text);
}
