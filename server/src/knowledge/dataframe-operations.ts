/**
 * What pandas operations do with the rows of a column: which give each row a value that depends on
 * that row alone, and of what type. Whatever is not listed may need the whole frame.
 */

import data from './data/dataframe-operations.json' with { type: 'json' };

function setOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names);
}

/** Methods of a column, by what they give. */
export const columnMethods = {
  same: setOf(data.column.same),
  boolean: setOf(data.column.boolean),
  arithmetic: setOf(data.column.arithmetic),
};

/** Methods of `column.str`, by what they give; a missing value makes a count a float. */
export const textMethods = {
  text: setOf(data.text.text),
  list: setOf(data.text.list),
  boolean: setOf(data.text.boolean),
  count: setOf(data.text.count),
};

/** Members of `column.dt`, by what they give. */
export const timeMembers = {
  textMethods: setOf(data.time.textMethods),
  timeMethods: setOf(data.time.timeMethods),
  valueAttributes: setOf(data.time.valueAttributes),
  countAttributes: setOf(data.time.countAttributes),
};

/** Functions of a column, by what they give, under their qualified names. */
export const columnFunctions = {
  boolean: setOf(data.functions.boolean),
  sameType: setOf(data.functions.sameType),
  float: setOf(data.functions.float),
};

/** Methods of a string that give a string. */
export const scalarTextMethods = setOf(data.scalarTextMethods);

/** Attributes of a DataFrame that are not one of its columns. */
export const frameAttributes = setOf(data.frameAttributes);

/** Arguments of `read_csv` that mean the same for a part of the file as for the whole. */
export const readCsvArguments = {
  /** Those that decide where the header and the columns are. */
  layout: setOf(data.readCsvArguments.layout),
  values: setOf(data.readCsvArguments.values),
};

/** Arguments of `to_csv` and `to_sql` that mean the same for a part of the frame as for the whole. */
export const toCsvArguments = setOf(data.toCsvArguments);
export const toSqlArguments = setOf(data.toSqlArguments);
