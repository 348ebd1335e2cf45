import type { FileModel } from '../file-model';
import { rememberedByUnit } from '../remembered-of-file';
import type { ExceptionClass } from './exceptions';
import { isExpendable } from './handler-purpose';
import { alwaysRaises, caughtClasses, type Handler, handlersOf } from './handlers';

const skip = 'airflow.AirflowSkipException';

/** The handlers of failures in general on all of whose ways the task is skipped. */
export const handlersThatSkip = rememberedByUnit((unit): readonly Handler[] =>
  handlersOf(unit).filter((handler) => turnsFailureIntoSkip(unit, handler)),
);

function turnsFailureIntoSkip(model: FileModel, handler: Handler): boolean {
  if (!catchesFailures(model, handler) || !alwaysRaises(model, handler)) return false;
  const { jumps } = model.completions.ofBlock(handler.block);
  const areSkips = jumps.every(
    (jump) =>
      jump.kind === 'raise' &&
      jump.exception !== undefined &&
      model.exceptions.isSubclass(jump.exception, skip) === true,
  );
  return areSkips && jumps.length > 0 && !isExpendable(model, handler);
}

/**
 * A narrow class may well say that there is nothing to do (`FileNotFoundError`, `KeyError`); these
 * say only that something went wrong.
 */
function catchesFailures(model: FileModel, { clause }: Handler): boolean {
  return caughtClasses(model, clause).some(
    (type: ExceptionClass | undefined) => typeof type === 'string' && failures.has(type),
  );
}

const failures: ReadonlySet<string> = new Set([
  'BaseException',
  'ConnectionError',
  'Exception',
  'OSError',
  'RuntimeError',
  'TimeoutError',
  'airflow.AirflowException',
  'requests.ConnectionError',
  'requests.HTTPError',
  'requests.RequestException',
  'requests.Timeout',
  'requests.exceptions.ConnectionError',
  'requests.exceptions.HTTPError',
  'requests.exceptions.RequestException',
  'requests.exceptions.Timeout',
  'subprocess.CalledProcessError',
  'subprocess.TimeoutExpired',
]);
