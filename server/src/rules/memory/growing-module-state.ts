// Module-level state that tasks grow: memory that nothing gives back, and that no other task sees.

import type { FileModel } from '../../semantic/file-model';
import { growths, isShared, loopsAround } from '../../semantic/growth';
import { constantLength } from '../../semantic/ranges';
import { isShrunk } from '../../semantic/shrinkage';
import { enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'growing-module-state',
  group: 'memory',
  summary: 'A module-level collection or class attribute that tasks grow and nothing shrinks',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  aboutThisProcess: true,
  yieldsTo: ['huge-accumulation'],
};

const messages = {
  inTask: (name: string) =>
    `\`${name}\` lives as long as its process and is only ever grown here. Each task is a process ` +
    'of its own, so no other task sees what is added. Use a local variable, XCom or a database.',
  inTrigger: (name: string) =>
    `\`${name}\` lives as long as the triggerer, which runs all triggers, and is only ever grown ` +
    'here: its memory rises until it is killed. Keep state in the trigger instance.',
};

/** Loops of fewer rounds than this add nothing that would be missed. */
const fewRounds = 1_000;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const growth of growths(model)) {
    if (!isShared(growth.binding) || enclosingFunction(growth.node) === undefined) continue;
    const severity = severityOf(model, growth.node);
    if (severity === undefined || isShrunk(model, growth, model.tree.root)) continue;
    const name = growth.container.text;
    const { phases } = model.reach(growth.node);
    yield {
      message: phases.has('trigger') ? messages.inTrigger(name) : messages.inTask(name),
      node: growth.node,
      severity,
      subject: growth.statement,
      related: [{ place: growth.binding.node, message: 'Made here, once for the whole process' }],
    };
  }
}

/** A warning in loops and in the triggerer, which lives on; undefined where no task runs. */
function severityOf(model: FileModel, node: SyntaxNode): Severity | undefined {
  const { phases } = model.reach(node);
  if (phases.has('trigger')) return 'warning';
  if (!phases.has('task')) return undefined;
  const isLong = loopsAround(node).some((loop) => !isShort(model, loop));
  return isLong ? 'warning' : 'information';
}

function isShort(model: FileModel, loop: SyntaxNode): boolean {
  const iterable = loop.child('right');
  if (iterable?.kind === 'list' || iterable?.kind === 'tuple') return true;
  return (constantLength(model, iterable) ?? fewRounds) < fewRounds;
}

export const growingModuleState: Rule = { meta, check };
