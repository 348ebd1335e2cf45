// A small Airflow of either version, by the OpenAPI documents, whose state a test sets.

import { type Asked, json, page, type Reply, type Script, text } from './replies';

export interface ScriptedTask {
  readonly task_id: string;
  readonly state: string | null;
  readonly map_index?: number;
}

export interface ScriptedRun {
  readonly dag_id: string;
  readonly dag_run_id: string;
  readonly state: string;
  readonly tasks: readonly ScriptedTask[];
}

/** Set by tests. */
export interface AirflowState {
  major: 2 | 3;
  dags: string[];
  runs: ScriptedRun[];
  user: { username: string; password: string };
  /** False where everyone may ask. */
  asksForSignIn: boolean;
  /** Tokens that are accepted. */
  tokens: Set<string>;
  /** What is said to others, by Airflow 3: that they have ended, or are of another secret. */
  refusal: { status: 401 | 403; detail: string };
  /** Makes the nth token that `/auth/token` gives. */
  makeToken: (n: number) => string;
  /** In place of the answer, where it gives one. */
  fault: (asked: Asked) => Reply | undefined | Promise<Reply | undefined>;
}

export const expiredToken = { status: 401, detail: 'Token Expired' } as const;
export const invalidToken = { status: 403, detail: 'Invalid JWT token' } as const;

export function scriptedAirflow(changes: Partial<AirflowState> = {}) {
  const state: AirflowState = {
    major: 3,
    dags: ['orders'],
    runs: [],
    user: { username: 'ada', password: 'correct horse' },
    asksForSignIn: true,
    tokens: new Set(),
    refusal: invalidToken,
    makeToken: (n) => `token-${n}`,
    fault: () => undefined,
    ...changes,
  };
  let tokensGiven = 0;

  const script: Script = async (asked) => {
    const fault = await state.fault(asked);
    if (fault !== undefined) return fault;
    const api = `/api/v${state.major - 1}`;
    const { pathname } = asked.url;
    if (state.major === 3 && pathname === '/auth/token') return token(asked);
    if (!pathname.startsWith(`${api}/`)) return elsewhere(pathname);
    const below = pathname.slice(api.length);
    if (below === '/version')
      return json({ version: state.major === 2 ? '2.10.5' : '3.3.2', git_version: null });
    if (!isSignedIn(asked)) {
      const isToken = asked.headers.authorization?.startsWith('Bearer ') ?? false;
      const notSignedIn = { status: 401, detail: 'Not authenticated' };
      const { status, detail } = isToken && state.major === 3 ? state.refusal : notSignedIn;
      return json({ detail }, status);
    }
    return answer(below, asked.url.searchParams);
  };

  return { state, script };

  function token(asked: Asked): Reply {
    if (asked.method !== 'POST') return json({ detail: 'Method Not Allowed' }, 405);
    const { username, password } = JSON.parse(asked.body);
    if (username !== state.user.username || password !== state.user.password) {
      return json({ detail: 'Invalid credentials' }, 401);
    }
    tokensGiven += 1;
    const access_token = state.makeToken(tokensGiven);
    state.tokens.add(access_token);
    return json({ access_token }, 201);
  }

  function isSignedIn({ headers }: Asked): boolean {
    if (!state.asksForSignIn) return true;
    const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
    if (scheme === 'Bearer') return state.tokens.has(value);
    if (scheme !== 'Basic' || state.major === 3) return false;
    const { username, password } = state.user;
    return Buffer.from(value, 'base64').toString() === `${username}:${password}`;
  }

  /** Airflow 2 says with a page that there is nothing, Airflow 3 shows its start page for every path. */
  function elsewhere(pathname: string): Reply {
    if (pathname.startsWith('/api/')) {
      return state.major === 2
        ? page('Airflow 404 = lots of circles', 404)
        : json({ error: 'API route not found' }, 404);
    }
    return state.major === 2 ? page('lots of circles', 404) : page('Airflow');
  }

  function answer(below: string, query: URLSearchParams): Reply {
    const parts = below.split('/').slice(1).map(decodeURIComponent);
    const [collection, dagId, runsWord, runId, tasksWord, ...rest] = parts;
    if (below === '/importErrors') return listed('import_errors', [], query);
    if (below === '/health' || below === '/monitor/health') {
      return json({
        metadatabase: { status: 'healthy' },
        scheduler: { status: 'healthy' },
        triggerer: { status: null },
      });
    }
    if (collection !== 'dags') return json({ detail: 'Not Found' }, 404);
    if (dagId === undefined) return listed('dags', state.dags.map(dag), query);
    if (dagId !== '~' && !state.dags.includes(dagId)) return json({ detail: 'DAG not found' }, 404);
    if (runsWord === undefined) return json(dag(dagId));
    const wanted = new Set(query.getAll('state'));
    const isWanted = (one: { state: string | null }) =>
      wanted.size === 0 || wanted.has(one.state ?? 'none');
    const runs = state.runs.filter((run) => dagId === '~' || run.dag_id === dagId);
    if (runId === undefined) return listed('dag_runs', runs.filter(isWanted).map(runOf), query);
    const ofRun = runs.filter((run) => runId === '~' || run.dag_run_id === runId);
    if (ofRun.length === 0 && runId !== '~') return json({ detail: 'DagRun not found' }, 404);
    if (tasksWord === undefined) return json(ofRun.map(runOf)[0]);
    if (rest.length === 0) {
      const tasks = ofRun.flatMap((run) => run.tasks.map((task) => instanceOf(run, task)));
      return listed('task_instances', tasks.filter(isWanted), query);
    }
    if (rest[1] === 'logs') {
      return state.major === 2
        ? json({ content: "[('', 'one line\\nanother')]", continuation_token: 'end' })
        : text('{"event":"one line"}\n{"event":"another"}\n', 'application/x-ndjson');
    }
    return json({ detail: 'Not Found' }, 404);
  }

  function listed(name: string, items: readonly unknown[], query: URLSearchParams): Reply {
    const offset = Number(query.get('offset') ?? 0);
    const limit = Math.min(Number(query.get('limit') ?? 50), 100);
    return json({ [name]: items.slice(offset, offset + limit), total_entries: items.length });
  }
}

const date = '2026-01-31T11:00:00.123456+00:00';

export function dag(dagId: string) {
  return {
    dag_id: dagId,
    dag_display_name: dagId,
    description: null,
    fileloc: `/opt/airflow/dags/${dagId}.py`,
    relative_fileloc: `${dagId}.py`,
    bundle_name: 'dags-folder',
    is_paused: false,
    is_active: true,
    is_stale: false,
    has_import_errors: false,
    timetable_description: 'Never, external triggers only',
    tags: [{ name: 'team' }],
    next_dagrun_create_after: null,
    next_dagrun_run_after: null,
  };
}

export function runOf({ tasks: _, ...run }: ScriptedRun) {
  return {
    ...run,
    run_type: 'manual',
    logical_date: date,
    run_after: date,
    start_date: date,
    end_date: null,
    note: null,
  };
}

export function instanceOf(run: ScriptedRun, task: ScriptedTask) {
  return {
    dag_id: run.dag_id,
    dag_run_id: run.dag_run_id,
    map_index: -1,
    task_display_name: task.task_id,
    rendered_map_index: null,
    operator: 'BashOperator',
    try_number: 1,
    max_tries: 0,
    queued_when: null,
    start_date: date,
    end_date: null,
    duration: null,
    pool: 'default_pool',
    hostname: 'worker',
    note: null,
    ...task,
  };
}
