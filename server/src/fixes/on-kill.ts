import type { OutsideWork } from '../semantic/dag/outside-work';
import type { FileModel } from '../semantic/file-model';
import { statementsOf } from '../syntax/navigate';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { importedModule } from './imports';
import { indentationAt, indentUnit } from './indentation';

/**
 * Gives the operator an `on_kill` that ends the process which a `Popen` starts; undefined where that
 * has no name by which another method could know it.
 */
export function onKillMethod(model: FileModel, work: OutsideWork): TextEdit[] | undefined {
  const { call, leadsGroup, operator } = work;
  if (model.names.calleeName(call) !== 'subprocess.Popen') return undefined;
  const assignment = call.parent?.kind === 'assignment' ? call.parent : undefined;
  const target = assignment?.child('left');
  const last = statementsOf(operator.node.child('body')).at(-1);
  if (target === undefined || last === undefined || assignment?.child('type') !== undefined) {
    return undefined;
  }
  const attribute = attributeOf(target.text);
  if (attribute === undefined) return undefined;
  const isNamed = target.kind === 'identifier';
  // The attribute may mean something else already.
  if (isNamed && operator.node.text.includes(`self.${attribute}`)) return undefined;

  const os = importedModule(model, 'os', call);
  const signal = importedModule(model, 'signal', call);
  const outer = indentationAt(model, last);
  const unit = indentUnit(model);
  const ending = leadsGroup
    ? `${os.expression}.killpg(process.pid, ${signal.expression}.SIGTERM)`
    : 'process.terminate()';
  const lines = [
    '',
    `${outer}def on_kill(self):`,
    `${outer}${unit}process = getattr(self, "${attribute}", None)`,
    `${outer}${unit}if process is not None and process.poll() is None:`,
    `${outer}${unit}${unit}${ending}`,
  ];
  const lineBreak = lineBreakOf(model.text);
  const end = model.lines.lineEnd(model.lines.lineAt(last.end));
  const keeping = isNamed
    ? [{ start: target.start, end: target.start, text: `self.${attribute} = ` }]
    : [];
  return [
    ...(leadsGroup ? [...os.edits, ...signal.edits] : []),
    ...keeping,
    { start: end, end, text: lineBreak + lines.join(lineBreak) },
  ];
}

/** The name in `process` and in `self.process`. */
function attributeOf(target: string): string | undefined {
  return /^(?:self\.)?(\w+)$/.exec(target)?.[1];
}
