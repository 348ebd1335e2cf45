// What stands beside `>>` and `<<`, and what values of the evaluation come to there.

import type { SyntaxNode } from '../../../syntax/node';
import type { BinaryOperator, Execution, HostObject } from '../../evaluation/host';
import { host, hostObjectOf, none, type Value } from '../../evaluation/values';
import {
  type Dependency,
  EdgeModifier,
  noteOpen,
  setRelatives,
  XComReferences,
} from './dependencies';
import { argument, method } from './methods';
import { type GraphDag, GraphGroup, GraphTask } from './nodes';
import { type How, how, type World } from './world';

/** What `>>`, `<<`, `set_upstream` and `set_downstream` can be used on: Airflow's `DependencyMixin`. */
export abstract class DependencyObject implements HostObject {
  abstract readonly className: string;
  abstract readonly dependency: Dependency;
  /** The value that stands for it: itself, or an instance of a class of the project. */
  value: Value = host(this);

  constructor(protected readonly world: World) {}

  binary(
    operator: BinaryOperator,
    other: Value,
    isReflected: boolean,
    node: SyntaxNode,
    execution: Execution,
  ): Value | undefined {
    if (operator !== '>>' && operator !== '<<') return undefined;
    const isBefore = (operator === '>>') !== isReflected;
    relate(
      this.world,
      this.dependency,
      isBefore ? 'downstream' : 'upstream',
      other,
      how(node, execution),
    );
    return isReflected ? this.value : other;
  }

  attribute(name: string, _node: SyntaxNode, _execution: Execution): Value | undefined {
    if (name !== 'set_upstream' && name !== 'set_downstream') return undefined;
    const direction = name === 'set_upstream' ? 'upstream' : 'downstream';
    return method((given, node, execution) => {
      const others = argument(given, 0, 'task_or_task_list') ?? argument(given, 0, 'other');
      const label = argument(given, 1, 'edge_modifier');
      const modifier = label?.kind === 'host' ? label.object : undefined;
      if (others !== undefined) {
        const by = modifier instanceof EdgeModifierObject ? modifier.dependency : undefined;
        relate(this.world, this.dependency, direction, others, how(node, execution), by);
      }
      return none(node);
    });
  }

  truth(): boolean {
    return true;
  }

  escape(): void {
    for (const dag of dagsOf(this.dependency)) this.world.noteEscape(dag);
  }
}

function dagsOf(of: Dependency): readonly GraphDag[] {
  if (of instanceof GraphTask) return of.dag === undefined ? [] : [of.dag];
  if (of instanceof GraphGroup) return [of.facts.dag];
  return of instanceof XComReferences ? of.tasks.flatMap(dagsOf) : [];
}

export class EdgeModifierObject extends DependencyObject {
  readonly className = 'airflow.EdgeModifier';
  readonly dependency: EdgeModifier;

  constructor(world: World, label: string | undefined) {
    super(world);
    this.dependency = new EdgeModifier(label);
  }
}

export interface FoundDependency {
  readonly dependency: Dependency;
  readonly isCertain: boolean;
}

export interface FoundDependencies {
  readonly items: readonly FoundDependency[];
  /** False where there may be others. */
  readonly isComplete: boolean;
}

/** What a value relates to as one side of `>>`: a task, group or reference, or a list of them. */
export function dependenciesOf(value: Value): FoundDependencies {
  const object = hostObjectOf(value);
  if (object instanceof DependencyObject) {
    return { items: [{ dependency: object.dependency, isCertain: true }], isComplete: true };
  }
  switch (value.kind) {
    case 'list':
    case 'tuple': {
      const parts = value.items.map((item) => dependenciesOf(item));
      const perhaps = value.kind === 'list' ? value.perhaps : [];
      const uncertain = perhaps.flatMap((item) => dependenciesOf(item).items);
      return {
        items: [...parts.flatMap((part) => part.items), ...uncertain.map(asUncertain)],
        isComplete: !value.mayHaveMore && parts.every((part) => part.isComplete),
      };
    }
    case 'unknown': {
      const items = value.choices.flatMap((choice) => dependenciesOf(choice).items);
      return { items: items.map(asUncertain), isComplete: false };
    }
    case 'result':
    case 'iterator':
    case 'instance':
      return { items: [], isComplete: false };
    default:
      return { items: [], isComplete: true };
  }
}

function asUncertain(found: FoundDependency): FoundDependency {
  return { ...found, isCertain: false };
}

/** `subject.set_downstream(others)` or `subject.set_upstream(others)` with whatever the code has. */
export function relate(
  world: World,
  subject: Dependency,
  direction: 'upstream' | 'downstream',
  others: Value,
  how: How,
  modifier?: EdgeModifier,
): void {
  const { items, isComplete } = dependenciesOf(others);
  if (!isComplete) noteOpen(subject);
  const certain = items.filter((item) => item.isCertain).map((item) => item.dependency);
  if (certain.length > 0) setRelatives(world, subject, direction, certain, how, modifier);
  const uncertain = items.filter((item) => !item.isCertain).map((item) => item.dependency);
  if (uncertain.length > 0) {
    setRelatives(world, subject, direction, uncertain, { ...how, isCertain: false }, modifier);
  }
}

/** The tasks that a value stands for by itself or through their results. */
export function tasksOf(value: Value): readonly GraphTask[] {
  return dependenciesOf(value).items.flatMap(({ dependency }) => {
    if (dependency instanceof GraphTask) return [dependency];
    return dependency instanceof XComReferences ? dependency.tasks : [];
  });
}
