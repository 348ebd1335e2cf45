import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { UserInput } from './inputs';

/** True for an XCom of which every value is written in this file, or is a number. */
export function isPlainXCom(model: FileModel, { key, taskIds }: UserInput): boolean {
  if (taskIds.length === 0 || (key !== undefined && key !== 'return_value')) return false;
  return taskIds.every((id) => {
    const producers = model.tasks.all.filter((task) => task.taskIds.includes(id));
    return (
      producers.length > 0 &&
      producers.every(({ callable }) => callable !== undefined && returnsOnlyPlain(model, callable))
    );
  });
}

function returnsOnlyPlain(model: FileModel, definition: SyntaxNode): boolean {
  const body = definition.child('body');
  if (body === undefined) return false;
  if (definition.kind === 'lambda') return isPlain(model, body);
  const returned = [...ownCode(body)].filter(({ kind }) => kind === 'return_statement');
  return (
    returned.length > 0 &&
    returned.every(({ parts: [value] }) => value !== undefined && isPlain(model, value))
  );
}

/** A constant, a number, or a container of such. */
function isPlain(model: FileModel, value: SyntaxNode): boolean {
  return model.values.of(value).every((one) => {
    if (model.constants.value(one) !== undefined) return true;
    return one.kind === 'call' && numberCalls.has(model.names.calleeName(one) ?? '');
  });
}

const numberCalls: ReadonlySet<string> = new Set([
  'builtins.bool',
  'builtins.float',
  'builtins.int',
  'builtins.len',
  'builtins.round',
  'builtins.sum',
]);
