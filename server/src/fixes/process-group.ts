import type { FileModel } from '../semantic/file-model';
import { hasSplat, keywordValue } from '../syntax/calls';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { importedModule } from './imports';
import { indentUnit } from './indentation';
import { setKeywordArgument } from './keyword-argument';

/** How long a command may take, in seconds, until its author says otherwise. */
export const commandSeconds = 3600;

/** The lines of an `except` clause, in the form that `wrapStatements` takes. */
export interface EndingClause {
  readonly lines: readonly string[];
  readonly edits: readonly TextEdit[];
}

/**
 * The clause that ends a process, with its whole group where it leads one, and reaps it. It catches
 * everything: in a session of its own the process is out of Airflow's reach, so it must end as well
 * when Airflow ends the task (AIRFLOW.md, "Stopping a task", 2 and 4).
 *
 * With `isLastToRun` nothing behind the wait can raise, so that the process is still running.
 */
export function endingClause(
  model: FileModel,
  at: SyntaxNode,
  process: string,
  options: { readonly leadsGroup: boolean; readonly isLastToRun: boolean },
): EndingClause {
  const edits: TextEdit[] = [];
  const ending: string[] = [];
  if (options.leadsGroup) {
    const os = importedModule(model, 'os', at);
    const signal = importedModule(model, 'signal', at);
    edits.push(...os.edits, ...signal.edits);
    ending.push(`${os.expression}.killpg(${process}.pid, ${signal.expression}.SIGKILL)`);
  } else ending.push(`${process}.kill()`);
  ending.push(`${process}.wait()`);
  const lines = options.isLastToRun
    ? ending
    : [`if ${process}.returncode is None:`, ...ending.map((line) => `{indent}${line}`)];
  const comment = '# Out of time, or ended by Airflow: nothing that was started may run on.';
  return {
    lines: [
      'except BaseException:',
      ...[comment, ...lines, 'raise'].map((line) => `{indent}${line}`),
    ],
    edits,
  };
}

/**
 * Edits that make every `Popen(...)` start a session, so that it leads a process group; undefined
 * where one of them may do so already in a way that is not seen, or is written in another file.
 */
export function ownSession(
  model: FileModel,
  creations: readonly SyntaxNode[],
): TextEdit[] | undefined {
  if (creations.some((creation) => hasSplat(creation) || creation.tree !== model.tree)) {
    return undefined;
  }
  return creations.flatMap((creation) =>
    leadsSession(model, creation)
      ? []
      : setKeywordArgument(model, creation, 'start_new_session', 'True'),
  );
}

function leadsSession(model: FileModel, creation: SyntaxNode): boolean {
  const preparation = keywordValue(creation, 'preexec_fn');
  const name = model.names.qualifiedName(preparation);
  if (name === 'os.setsid' || name === 'os.setpgrp') return true;
  if (keywordValue(creation, 'process_group')?.text === '0') return true;
  return model.constants.truth(keywordValue(creation, 'start_new_session')) === true;
}

/** Lines in the form that `wrapStatements` takes, at an indentation, with line breaks between. */
export function renderLines(
  model: FileModel,
  indentation: string,
  lines: readonly string[],
): string {
  const unit = indentUnit(model);
  return lines
    .map((line) => indentation + line.replaceAll('{indent}', unit))
    .join(lineBreakOf(model.text));
}
