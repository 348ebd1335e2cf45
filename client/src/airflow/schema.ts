// How answers are checked: only the fields that are read, each against what the OpenAPI documents promise.

import * as z from 'zod/mini';

/** Schemas of fields that take whatever the document says the field may be, apart from it being left out. */
type Fields<Document, Shape> = {
  [Name in keyof Shape]: Name extends keyof Document
    ? Shape[Name] extends z.ZodMiniType<unknown, infer Input>
      ? NonNullable<Document[Name]> extends Input
        ? Shape[Name]
        : never
      : never
    : never;
};

/**
 * A schema of some fields of a type of an OpenAPI document, or of both documents, as a union. It does
 * not compile where a document has no such field, or another type for it. Fields that are not named
 * are left out, so that those of newer versions do no harm.
 */
export function fieldsOf<Document>() {
  return <Shape extends Record<string, z.ZodMiniType>>(
    shape: Shape & Fields<Document, Shape>,
  ): z.ZodMiniObject<Shape, z.core.$strip> => z.object<Shape>(shape);
}

/** A text that may be missing; Airflow writes null for what it does not have. */
export const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? undefined),
);

export const flag = z.pipe(
  z.nullish(z.boolean()),
  z.transform((value) => value ?? false),
);

export const count = z.pipe(
  z.nullish(z.number()),
  z.transform((value) => value ?? undefined),
);

/** An ISO 8601 date as an instant. A date that cannot be read is as good as none. */
export const instant = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => {
    const at = Date.parse(value ?? '');
    return Number.isNaN(at) ? undefined : at;
  }),
);

/** `none` for null: Airflow 2 writes either. */
export const taskState = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? 'none'),
);

/** An index of a mapped task; -1 says that there is none. */
export const mapIndex = z.pipe(
  z.nullish(z.number()),
  z.transform((value) => (value === undefined || value === null || value < 0 ? undefined : value)),
);

/** The place of the first thing that a schema refused, in words of the API; never a value. */
export function placeOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return path === '' ? 'the whole answer' : path;
}
