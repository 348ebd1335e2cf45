import type { RunState, TaskState } from '../airflow/model';

/** How a state looks and reads. */
export interface StateLook {
  /** A codicon. */
  readonly icon: string;
  /** A color that package.json contributes; undefined for the foreground's own. */
  readonly color: string;
  readonly words: string;
}

const looks: Readonly<Record<string, StateLook>> = {
  none: look('circle-large-outline', 'none', 'no state yet'),
  scheduled: look('calendar', 'scheduled', 'scheduled'),
  queued: look('watch', 'queued', 'queued'),
  running: look('play-circle', 'running', 'running'),
  success: look('pass', 'success', 'success'),
  restarting: look('debug-restart', 'restarting', 'restarting'),
  failed: look('error', 'failed', 'failed'),
  up_for_retry: look('refresh', 'upForRetry', 'up for retry'),
  up_for_reschedule: look('history', 'upForReschedule', 'up for reschedule'),
  upstream_failed: look('circle-slash', 'upstreamFailed', 'upstream failed'),
  skipped: look('debug-step-over', 'skipped', 'skipped'),
  deferred: look('debug-pause', 'deferred', 'deferred'),
  removed: look('trash', 'removed', 'removed'),
  awaiting_input: look('person', 'awaitingInput', 'awaiting input'),
};

/** A state that a newer Airflow has invented is shown in its own word. */
export function lookOf(state: TaskState | RunState): StateLook {
  return looks[state] ?? look('question', 'none', state.replaceAll('_', ' '));
}

/** The states that ask for attention first, before those that are at work, before those that are done. */
const urgency = [
  'failed',
  'upstream_failed',
  'up_for_retry',
  'awaiting_input',
  'running',
  'restarting',
  'deferred',
  'up_for_reschedule',
  'queued',
  'scheduled',
  'none',
  'removed',
  'success',
  'skipped',
];

/** The one state that stands for a group or for the instances of a mapped task. */
export function stateOfAll(states: readonly TaskState[]): TaskState {
  const known = urgency.find((state) => states.includes(state));
  const unknown = states.find((state) => !urgency.includes(state));
  return unknown ?? known ?? 'none';
}

/** Such as "2 running, 3 success": the more urgent first. */
export function countedStates(states: readonly TaskState[]): string {
  const counts = new Map<TaskState, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  const rank = (state: TaskState) => urgency.indexOf(state);
  return [...counts]
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([state, count]) => `${count} ${lookOf(state).words}`)
    .join(', ');
}

/** False once nothing more will happen to a task of this state unless someone clears it. */
export function mayStillChange(state: TaskState): boolean {
  return !['success', 'failed', 'upstream_failed', 'skipped', 'removed'].includes(state);
}

/** True before a try: times that Airflow still shows then are those of the try before. */
export function hasNotBegun(state: TaskState): boolean {
  return ['none', 'scheduled', 'queued'].includes(state);
}

function look(icon: string, color: string, words: string): StateLook {
  return { icon, color: `airworthy.state.${color}`, words };
}
