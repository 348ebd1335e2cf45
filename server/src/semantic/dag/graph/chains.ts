// `chain`, `chain_linear` and `cross_downstream` (airflow/models/baseoperator.py,
// airflow/sdk/bases/operator.py).

import type { SyntaxNode } from '../../../syntax/node';
import type { Arguments, Execution } from '../../evaluation/host';
import { hostObjectOf, type Value } from '../../evaluation/values';
import { noteOpen } from './dependencies';
import { DependencyObject, dependenciesOf, relate } from './dependency-objects';
import { how, type World } from './world';

/** Each follows the one before; two lists of one length are related pair by pair. */
export function chain(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): void {
  const elements = given.positional.map(({ value }) => value);
  if (given.mayHaveMore) noteGap(elements);
  const at = how(node, execution);
  for (const [i, upper] of elements.entries()) {
    const lower = elements[i + 1];
    if (lower === undefined) break;
    const upperObject = hostObjectOf(upper);
    const lowerObject = hostObjectOf(lower);
    if (upperObject instanceof DependencyObject) {
      relate(world, upperObject.dependency, 'downstream', lower, at);
    } else if (lowerObject instanceof DependencyObject) {
      relate(world, lowerObject.dependency, 'upstream', upper, at);
    } else {
      pairs(world, upper, lower, node, execution);
    }
  }
}

function pairs(
  world: World,
  upper: Value,
  lower: Value,
  node: SyntaxNode,
  execution: Execution,
): void {
  const uppers = itemsOf(upper);
  const lowers = itemsOf(lower);
  if (uppers === undefined || lowers === undefined || uppers.length !== lowers.length) {
    noteGap([upper, lower]);
    return;
  }
  for (const [i, item] of uppers.entries()) {
    const object = hostObjectOf(item);
    const partner = lowers[i];
    if (partner === undefined) continue;
    if (object instanceof DependencyObject) {
      relate(world, object.dependency, 'downstream', partner, how(node, execution));
    } else noteGap([item, partner]);
  }
}

/** Everything of each list follows everything of the one before (since 2.7). */
export function chainLinear(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): void {
  const elements = given.positional.map(({ value }) => value);
  if (given.mayHaveMore) noteGap(elements);
  for (const [i, upper] of elements.entries()) {
    const lower = elements[i + 1];
    if (lower !== undefined) allBefore(world, upper, lower, node, execution);
  }
}

/** Everything of the second list follows everything of the first. */
export function crossDownstream(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): void {
  const from = given.positional[0]?.value ?? given.named.get('from_tasks')?.value;
  const to = given.positional[1]?.value ?? given.named.get('to_tasks')?.value;
  if (from !== undefined && to !== undefined) allBefore(world, from, to, node, execution);
}

function allBefore(
  world: World,
  upper: Value,
  lower: Value,
  node: SyntaxNode,
  execution: Execution,
): void {
  const { items, isComplete } = dependenciesOf(upper);
  if (!isComplete) noteGap([lower]);
  for (const { dependency, isCertain } of items) {
    const at = how(node, execution);
    relate(world, dependency, 'downstream', lower, { ...at, isCertain: at.isCertain && isCertain });
  }
}

function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  return value.mayHaveMore ? undefined : value.items;
}

/** There may be edges between these that are not shown. */
function noteGap(values: readonly Value[]): void {
  for (const value of values) {
    for (const { dependency } of dependenciesOf(value).items) noteOpen(dependency);
  }
}
