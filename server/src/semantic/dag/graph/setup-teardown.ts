// What `with setup():` and `with teardown():` make of the tasks inside: a faithful copy of the class
// variables and methods of airflow/utils/setup_teardown.py (2.7 and later) and
// airflow/sdk/definitions/_internal/setup_teardown.py.

import { areSameLists } from '../../../text/alike';
import { addEdge, type GraphTask } from './nodes';
import type { How } from './world';

type Tasks = readonly GraphTask[];

/** One kind of task lists that nested `with` blocks stack up. */
class Slot {
  current: Tasks = [];
  readonly previous: Tasks[] = [];

  push(tasks: Tasks): void {
    if (this.current.length > 0 && !areSameLists(this.current, tasks))
      this.previous.push(this.current);
    this.current = tasks;
  }

  /** Goes back to the tasks around, which follow those inside (setups) or come before (teardowns). */
  pop(relate: (old: Tasks, around: Tasks) => void): Tasks {
    const old = this.current;
    const around = this.previous.pop();
    this.current = around ?? [];
    if (around !== undefined && around.length > 0 && old.length > 0) relate(old, around);
    return old;
  }
}

export class SetupTeardownContext {
  isActive = false;
  readonly #setups = new Slot();
  readonly #teardowns = new Slot();
  readonly #teardownsOfSetup = new Slot();
  readonly #setupsOfTeardown = new Slot();
  /** Work tasks that were made inside, by the ids of the tasks of the `with`. */
  readonly #inside: { of: Tasks; work: GraphTask[] }[] = [];

  /** Notes a task that is made inside of a `with` (`update_context_map`). */
  note(task: GraphTask): void {
    if (!this.isActive || task.role !== 'work') return;
    for (const slot of [this.#setups, this.#teardowns]) {
      if (slot.current.length > 0) this.#workOf(slot.current).push(task);
    }
  }

  enter(tasks: Tasks): void {
    const [first] = tasks;
    if (first?.role === 'teardown') {
      this.#teardowns.push(tasks);
      this.#setupsOfTeardown.push(nearest(first, 'setup', first.upstream.keys()));
    } else if (first?.role === 'setup') {
      this.#setups.push(tasks);
      this.#teardownsOfSetup.push(nearest(first, 'teardown', first.downstream.keys()));
    }
    this.isActive = true;
  }

  exit(how: How): void {
    this.#relateWorkToSetups(how);
    this.#relateWorkToTeardowns(how);
    const before = (old: Tasks, around: Tasks) => precede(around, old, how);
    const after = (old: Tasks, around: Tasks) => precede(old, around, how);
    const setups = this.#setups.pop(before);
    const teardowns = this.#teardowns.pop(after);
    this.#teardownsOfSetup.pop(after);
    this.#setupsOfTeardown.pop(before);
    this.#forget(setups);
    this.#forget(teardowns);
    this.isActive = false;
  }

  #relateWorkToSetups(how: How): void {
    const setups = this.#setups.current;
    const work = setups.length === 0 ? [] : this.#workOf(setups).filter(isWork);
    const [first] = work;
    const last = work.at(-1);
    if (first === undefined || last === undefined) return;
    const roots = work.filter((task) => task.upstream.size === 0);
    precede(setups, roots.length > 0 ? roots : [first], how);
    const leaves = work.filter((task) => task.downstream.size === 0);
    const teardowns = this.#teardownsOfSetup.current;
    const around = this.#teardowns.current;
    if (around.length > 0) precede(around, teardowns, how);
    else precede(leaves.length > 0 ? leaves : [last], teardowns, how);
  }

  #relateWorkToTeardowns(how: How): void {
    const teardowns = this.#teardowns.current;
    const work = teardowns.length === 0 ? [] : this.#workOf(teardowns).filter(isWork);
    const [first] = work;
    const last = work.at(-1);
    if (first === undefined || last === undefined) return;
    const leaves = work.filter((task) => task.downstream.size === 0);
    precede(leaves.length > 0 ? leaves : [last], teardowns, how);
    const roots = work.filter((task) => task.upstream.size === 0);
    const setups = this.#setupsOfTeardown.current;
    const around = this.#setups.current;
    if (around.length > 0) precede(setups, around, how);
    else precede(setups, roots.length > 0 ? roots : [first], how);
  }

  #workOf(tasks: Tasks): GraphTask[] {
    const known = this.#inside.find(({ of }) => areSameLists(of, tasks));
    if (known !== undefined) return known.work;
    const fresh = { of: tasks, work: [] };
    this.#inside.push(fresh);
    return fresh.work;
  }

  #forget(tasks: Tasks): void {
    const at = this.#inside.findIndex(({ of }) => areSameLists(of, tasks));
    if (at >= 0) this.#inside.splice(at, 1);
  }
}

function isWork(task: GraphTask): boolean {
  return task.role === 'work';
}

function precede(first: Tasks, then: Tasks, how: How): void {
  for (const from of first) {
    for (const to of then) {
      const isCertain = how.isCertain && from.isCertain && to.isCertain;
      addEdge(from, to, { place: how.place, isCertain });
    }
  }
}

/** The nearest tasks of a role, going from neighbor to neighbor in both directions. */
function nearest(of: GraphTask, role: GraphTask['role'], start: Iterable<GraphTask>): Tasks {
  const seen = new Set<GraphTask>([of]);
  let tasks = [...start];
  while (tasks.length > 0) {
    const found = tasks.filter((task) => task.role === role);
    if (found.length > 0) return found;
    for (const task of tasks) seen.add(task);
    const around = tasks.flatMap((task) => [...task.downstream.keys(), ...task.upstream.keys()]);
    tasks = [...new Set(around)].filter((task) => !seen.has(task));
  }
  return [];
}
