// `@asset` and `@asset.multi` of Airflow 3: each makes a DAG of one task
// (airflow/sdk/definitions/asset/decorators.py).

import type { SyntaxNode } from '../../../syntax/node';
import { type Arguments, type Execution, noArguments } from '../../evaluation/host';
import { hostObjectOf, unknown, type Value } from '../../evaluation/values';
import { makeDag } from './dags';
import { method } from './methods';
import { functionOf } from './operators';
import { TaskFunction } from './taskflow';
import { makeTask } from './tasks';
import type { World } from './world';

/** `asset(...)` and `asset.multi(...)`, which are given their function as decorators. */
export function decorateAsset(world: World, kind: 'one' | 'multi', options: Arguments): Value {
  return method((given, node, execution) => {
    const decorated = given.positional[0]?.value;
    if (decorated !== undefined) makeAssetDag(world, kind, options, decorated, node, execution);
    return unknown('an asset', node);
  });
}

function makeAssetDag(
  world: World,
  kind: 'one' | 'multi',
  options: Arguments,
  decorated: Value,
  node: SyntaxNode,
  execution: Execution,
): void {
  const object = hostObjectOf(decorated);
  const task = object instanceof TaskFunction ? object : undefined;
  const definition = functionOf(task?.decorated ?? decorated);
  const name = definition?.child('name')?.text;
  const assetName = options.named.get('name')?.value;
  const isNamed = kind === 'one' && assetName !== undefined && assetName.kind !== 'none';
  const fallback = isNamed ? (assetName.kind === 'string' ? assetName.value : undefined) : name;
  const dag = makeDag(
    world,
    { ...options, positional: [] },
    definition ?? node,
    execution,
    fallback,
  );
  dag.enter(node);
  if (task !== undefined) task.call(noArguments, node, false, execution);
  else {
    makeTask(
      world,
      {
        operator: 'airflow.sdk.asset',
        node: definition ?? node,
        call: node,
        callable: definition,
        isMapped: false,
        arguments: noArguments,
        label: () => name,
        isTemplated: () => undefined,
      },
      execution,
    );
  }
  dag.exit(node, execution);
}
