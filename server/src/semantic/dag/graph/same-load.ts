import { areSameLists, isAlike } from '../../../text/alike';
import type {
  GivenArguments,
  LoadedArgument,
  LoadedDag,
  LoadedEdge,
  LoadedFile,
  LoadedGroup,
  LoadedTask,
} from './types';

/** How each field of something is compared: none can be forgotten. */
type Comparisons<Whole> = {
  readonly [Field in keyof Whole]-?: (one: Whole[Field], other: Whole[Field]) => boolean;
};

/**
 * Whether two loads of a file have left the same with Airflow, made by the same code. Most of what is typed into a DAG
 * file is neither a task nor an edge: whoever has asked for these then has nothing to do. Never wrongly true.
 */
export function isSameLoad(one: LoadedFile, other: LoadedFile): boolean {
  const isSameTask = taskComparison(noPlaces, noPlaces);
  return isSame(one, other, {
    dags: (before, now) => areSameLists(before, now, isSameDag),
    tasksWithoutDag: (before, now) => areSameLists(before, now, isSameTask),
    calledFunctions: (before, now) => areSameLists([...before], [...now]),
    isComplete: Object.is,
  });
}

function isSameDag(one: LoadedDag, other: LoadedDag): boolean {
  const [groups, otherGroups] = [placesIn(one.groups), placesIn(other.groups)];
  const [tasks, otherTasks] = [placesIn(one.tasks), placesIn(other.tasks)];
  const isSamePlace = (before: LoadedTask, now: LoadedTask) =>
    tasks.get(before) === otherTasks.get(now);
  const edge: Comparisons<LoadedEdge> = {
    from: isSamePlace,
    to: isSamePlace,
    place: Object.is,
    label: Object.is,
    isCertain: Object.is,
  };
  const group: Comparisons<LoadedGroup> = {
    groupId: Object.is,
    node: Object.is,
    parent: groupComparison(groups, otherGroups),
    isCertain: Object.is,
  };
  return isSame(one, other, {
    dagId: Object.is,
    node: Object.is,
    groups: (before, now) => areSameLists(before, now, (a, b) => isSame(a, b, group)),
    tasks: (before, now) => areSameLists(before, now, taskComparison(groups, otherGroups)),
    edges: (before, now) => areSameLists(before, now, (a, b) => isSame(a, b, edge)),
    arguments: areSameArguments,
    hasAllArguments: Object.is,
    isComplete: Object.is,
    isCertain: Object.is,
  });
}

/** Which place things have among their like. */
type Places<Thing> = ReadonlyMap<Thing, number>;

const noPlaces: Places<LoadedGroup> = new Map();

function placesIn<Thing>(things: readonly Thing[]): Places<Thing> {
  return new Map(things.map((thing, place) => [thing, place]));
}

function groupComparison(places: Places<LoadedGroup>, others: Places<LoadedGroup>) {
  return (one: LoadedGroup | undefined, other: LoadedGroup | undefined) =>
    one === undefined || other === undefined
      ? one === other
      : places.get(one) === others.get(other);
}

function taskComparison(places: Places<LoadedGroup>, others: Places<LoadedGroup>) {
  const comparisons: Comparisons<LoadedTask> = {
    taskId: Object.is,
    operator: Object.is,
    node: Object.is,
    call: Object.is,
    callable: Object.is,
    operatorClass: Object.is,
    group: groupComparison(places, others),
    isMapped: Object.is,
    role: Object.is,
    // It tells what the operator makes of what was given.
    effective: () => true,
    given: (one, other) => areSameLists(one(), other(), isSameGiven),
    takesDagDefaults: Object.is,
    isCertain: Object.is,
  };
  return (one: LoadedTask, other: LoadedTask) => isSame(one, other, comparisons);
}

function isSameGiven(one: GivenArguments, other: GivenArguments): boolean {
  return isSame(one, other, { entries: areSameArguments, mayHaveMore: Object.is });
}

type Arguments = ReadonlyMap<string, LoadedArgument>;

function areSameArguments(one: Arguments, other: Arguments): boolean {
  return areSameLists([...one], [...other], ([name, argument], [otherName, otherArgument]) => {
    return name === otherName && isSame(argument, otherArgument, sameArgument);
  });
}

const sameArgument: Comparisons<LoadedArgument> = {
  origin: Object.is,
  source: Object.is,
  value: isAlike,
};

function isSame<Whole extends object>(
  one: Whole,
  other: Whole,
  comparisons: Comparisons<Whole>,
): boolean {
  for (const field in comparisons) {
    if (!comparisons[field](one[field], other[field])) return false;
  }
  return true;
}
