import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { scalarType } from './scalars';
import { type Column, columnOf, type Frame, type RowSet, type Scalar, scalar } from './values';

/** The names that hold a frame or a column at one place of the code, and the call that reads it. */
export interface Environment {
  readonly model: FileModel;
  /** The call whose result is the frame. */
  readonly read: SyntaxNode;
  /** The frame that it gives. */
  readonly frame: Frame;
  readonly names: ReadonlyMap<string, Frame | Column>;
  /** The rows of every column that the expression at hand has used so far. */
  readonly used: Set<RowSet>;
}

/** True where an expression uses the frame or something made of it. */
export function mentionsFrame({ read, names }: Environment, node: SyntaxNode): boolean {
  for (const inner of descendants(node)) {
    if (inner === read) return true;
    if (inner.kind === 'identifier' && names.has(inner.text) && isLookedUp(inner)) return true;
  }
  return false;
}

/** False for attributes and the names of keyword arguments. */
export function isLookedUp(identifier: SyntaxNode): boolean {
  const { parent, field } = identifier;
  if (parent?.kind === 'attribute') return field !== 'attribute';
  if (parent?.kind === 'keyword_argument') return field !== 'name';
  return true;
}

/** The value of an expression that has nothing to do with the frame and is the same for every part. */
export function scalarOf(
  environment: Environment,
  node: SyntaxNode | undefined,
): Scalar | undefined {
  if (node === undefined || mentionsFrame(environment, node)) return undefined;
  const type = scalarType(environment.model, node);
  return type === undefined ? undefined : scalar(type);
}

/** The column that a constant key names; undefined for keys that only the run knows. */
export function columnKey({ model }: Environment, key: SyntaxNode): string | undefined {
  const constant = model.constants.value(key);
  if (constant?.type === 'string') return constant.value;
  return constant?.type === 'number' ? `#${constant.value}` : undefined;
}

/** A column of a frame, as part of an expression. */
export function usedColumn(
  environment: Environment,
  frame: Frame,
  key: string | undefined,
): Column {
  environment.used.add(frame.rows);
  return { ...columnOf(frame, key), rows: frame.rows };
}

/** Calls back with an environment of its own and says whether all it used has the given rows. */
export function hasRows<T>(
  environment: Environment,
  rows: RowSet,
  evaluate: (inner: Environment) => T | undefined,
): T | undefined {
  const used = new Set<RowSet>();
  const value = evaluate({ ...environment, used });
  return [...used].every((set) => set === rows) ? value : undefined;
}
