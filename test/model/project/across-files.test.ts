import { describe, expect, it } from 'vitest';
import { checkText } from '../../../server/src/cli/check-file';
import { analyzeModel } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { executionTimeoutOf } from '../../../server/src/semantic/dag/execution-timeout';
import { FileModel } from '../../../server/src/semantic/file-model';
import type { Project } from '../../../server/src/semantic/project/project';
import { loadedProject } from '../../harness/memory-project';
import { projectOf } from '../../harness/project';
import { nodeWithText } from '../../harness/source';

const dag = (body: string) =>
  ['from datetime import datetime, timedelta', 'from airflow import DAG', body].join('\n');

const operator = 'from airflow.operators.python import PythonOperator';
const start = 'start_date=datetime(2024, 1, 1)';

/** A DAG with one task that runs `fetch`, by whichever name the imports give it. */
const caller = (imports: string, callable = 'fetch') =>
  dag(
    [
      operator,
      imports,
      `with DAG("d", ${start}) as dag:`,
      `    PythonOperator(task_id="t", python_callable=${callable})`,
      '',
    ].join('\n'),
  );

const helper = 'import requests\n\ndef fetch():\n    requests.get("https://example.org")\n';

describe('a finding in a helper module', () => {
  it.each([
    ['from … import', { 'dags/helpers.py': helper }, caller('from helpers import fetch')],
    ['an alias', { 'dags/helpers.py': helper }, caller('from helpers import fetch as f', 'f')],
    ['a module', { 'dags/helpers.py': helper }, caller('import helpers', 'helpers.fetch')],
    [
      'a module in packages',
      {
        'dags/lib/__init__.py': '',
        'dags/lib/http/__init__.py': '',
        'dags/lib/http/helpers.py': helper,
      },
      caller('import lib.http.helpers', 'lib.http.helpers.fetch'),
    ],
    [
      'a namespace package',
      { 'dags/lib/helpers.py': helper },
      caller('from lib import helpers', 'helpers.fetch'),
    ],
    [
      'a package that hands it on',
      { 'dags/lib/__init__.py': 'from .helpers import fetch\n', 'dags/lib/helpers.py': helper },
      caller('from lib import fetch'),
    ],
    [
      'a star import',
      { 'dags/lib/__init__.py': 'from .helpers import *\n', 'dags/lib/helpers.py': helper },
      caller('from lib import *'),
    ],
    [
      'partial',
      { 'dags/helpers.py': helper },
      caller('from functools import partial\nfrom helpers import fetch', 'partial(fetch, 1)'),
    ],
    [
      'a lambda',
      { 'dags/helpers.py': helper },
      caller('from helpers import fetch', 'lambda: fetch()'),
    ],
    [
      'a method of what a function returns',
      {
        'dags/helpers.py': `import requests\nclass Client:\n    def get(self):\n        requests.get("https://example.org")\ndef connect():\n    return Client()\n`,
      },
      caller('from helpers import connect\ndef run():\n    connect().get()', 'run'),
    ],
    [
      'a method of an annotated parameter',
      {
        'dags/helpers.py': `import requests\nclass Client:\n    def get(self):\n        requests.get("https://example.org")\n`,
      },
      caller(
        'from helpers import Client\ndef use(client: Client):\n    client.get()\ndef run():\n    use(Client())',
        'run',
      ),
    ],
    [
      'another helper',
      {
        'dags/helpers.py': helper,
        'dags/work.py': 'from helpers import fetch\ndef run():\n    fetch()\n',
      },
      caller('from work import run', 'run'),
    ],
  ])('names the task that reaches it through %s', async (_, files, text) => {
    const project = await projectOf({ ...files, 'dags/dag.py': text });
    const path = Object.keys(files).find((name) => name.endsWith('helpers.py')) ?? '';
    const [finding, ...others] = project.findings(path, 'request-without-timeout');
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('warning');
    expect(finding?.phases).toEqual(['task']);
    expect(finding?.tasks).toEqual([{ dagId: 'd', taskId: 't' }]);
    expect(finding?.related).toMatchObject([
      { message: 'This runs in the task `t` of the DAG `d`.', path: '/project/dags/dag.py' },
    ]);
  });

  it('is information at most where a DAG imports the module and nothing calls the function', async () => {
    const project = await projectOf({
      'dags/helpers.py': `${helper}\ndef other(): pass\n`,
      'dags/dag.py': caller('from helpers import other', 'other'),
    });
    const [finding] = project.findings('dags/helpers.py', 'request-without-timeout');
    expect(finding?.severity).toBe('information');
    expect(finding?.tasks).toEqual([]);
  });

  it('is none where no DAG has to do with the module', async () => {
    const project = await projectOf({
      'dags/helpers.py': helper,
      'dags/dag.py': caller('', 'print'),
    });
    expect(project.findings('dags/helpers.py')).toEqual([]);
  });

  it('says that code runs while a DAG file is loaded', async () => {
    const project = await projectOf({
      'dags/helpers.py': helper,
      'dags/dag.py': caller('from helpers import fetch\nfetch()', 'print'),
    });
    const [finding] = project.findings('dags/helpers.py', 'request-without-timeout');
    expect(finding?.phases).toEqual(['parse']);
  });

  it('names the tasks of an operator class of another file', async () => {
    const project = await projectOf({
      'plugins/operators.py': [
        'import requests',
        'from airflow.models import BaseOperator',
        'class Fetch(BaseOperator):',
        '    def execute(self, context):',
        '        self.fetch()',
        '    def fetch(self):',
        '        requests.get("https://example.org")',
        '',
      ].join('\n'),
      'dags/dag.py': dag(
        `from operators import Fetch\nwith DAG("d", ${start}):\n    Fetch(task_id="t")\n`,
      ),
    });
    const [finding] = project.findings('plugins/operators.py', 'request-without-timeout');
    expect(finding?.tasks).toEqual([{ dagId: 'd', taskId: 't' }]);
  });

  it('names the task that a DAG makes of a @task function of another file', async () => {
    const project = await projectOf({
      'dags/tasks.py': `from airflow.decorators import task\n${helper.replace('def', '@task\ndef')}`,
      'dags/dag.py': dag(`from tasks import fetch\nwith DAG("d", ${start}):\n    fetch()\n`),
    });
    const [finding] = project.findings('dags/tasks.py', 'request-without-timeout');
    expect(finding?.tasks).toEqual([{ dagId: 'd', taskId: 'fetch' }]);
  });
});

describe('a finding in a DAG file', () => {
  it('links to what blocks in another file', async () => {
    const project = await projectOf({
      'dags/helpers.py': helper,
      'dags/dag.py': caller('from helpers import fetch'),
    });
    const [finding] = project.findings('dags/dag.py', 'missing-execution-timeout');
    expect(finding?.severity).toBe('warning');
    expect(finding?.related).toMatchObject([
      { path: '/project/dags/helpers.py', start: { line: 3, column: 4 } },
    ]);
  });

  it.each([
    ['imported', 'DEFAULTS', ''],
    [
      'changed where it is made',
      'DEFAULTS',
      'DEFAULTS["execution_timeout"] = timedelta(hours=1)\n',
    ],
    ['copied and updated', '{**DEFAULTS, "retries": 2}', ''],
    ['merged', 'DEFAULTS | {"retries": 2}', ''],
    ['read from its module', 'common.DEFAULTS', ''],
  ])('knows default_args that are %s', async (_, given, change) => {
    const project = await projectOf({
      'dags/common.py':
        'from datetime import timedelta\n' +
        (change === ''
          ? 'DEFAULTS = {"execution_timeout": timedelta(hours=1)}\n'
          : `DEFAULTS = {}\n${change}`),
      'dags/dag.py': dag(
        [
          operator,
          'import common',
          'from common import DEFAULTS',
          `with DAG("d", default_args=${given}, ${start}):`,
          '    PythonOperator(task_id="t", python_callable=print)',
          '',
        ].join('\n'),
      ),
    });
    const model = project.model('dags/dag.py');
    const [task] = model.tasks.all;
    if (task === undefined) throw new Error('there is no task');
    const timeout = executionTimeoutOf(model, task);
    expect(timeout.kind).toBe('set');
    expect(timeout.kind === 'set' && model.constants.value(timeout.argument.value)).toEqual({
      type: 'duration',
      seconds: 3600,
    });
    expect(project.findings('dags/dag.py', 'missing-execution-timeout')).toEqual([]);
  });

  it('is Airflow’s where a module of the project hands Airflow’s classes on', async () => {
    const project = await projectOf({
      'dags/common.py': `${operator}\nfrom airflow import DAG\n`,
      'dags/dag.py':
        'from common import DAG, PythonOperator\nwith DAG("d"):\n    PythonOperator(task_id="t", python_callable=print)\n',
    });
    const model = project.model('dags/dag.py');
    expect(model.dags.all.map(({ dagId }) => dagId)).toEqual(['d']);
    expect(model.tasks.all.map(({ taskId }) => taskId)).toEqual(['t']);
  });

  it('is not Airflow’s where the project has a class of that name', async () => {
    const project = await projectOf({
      'dags/mylib.py': 'class DAG:\n    def __init__(self, name): pass\n',
      'dags/dag.py': 'from mylib import DAG\ndag = DAG("d")\n',
    });
    expect(project.model('dags/dag.py').dags.all).toEqual([]);
  });
});

describe('names of the project', () => {
  it('are followed through circles of imports without end', async () => {
    const project = await projectOf({
      'dags/a.py': 'from b import thing\n',
      'dags/b.py': 'from a import thing\n',
      'dags/dag.py': dag('from a import thing\nwith DAG("d"):\n    thing()\n'),
    });
    const model = project.model('dags/dag.py');
    expect(model.names.definition(nodeWithText(model, 'thing'))).toBeUndefined();
    expect(project.findings('dags/dag.py', 'syntax-error')).toEqual([]);
  });

  it('stay unknown where a module cannot be found', async () => {
    const project = await projectOf({ 'dags/dag.py': dag('from lost import thing\nthing.f()\n') });
    const model = project.model('dags/dag.py');
    const [call] = model.calls.filter(({ node }) => node.text === 'thing.f()');
    expect(call?.name).toBe('lost.thing.f');
  });
});

describe('a task that a factory of another file makes', () => {
  const factory = [
    'import requests',
    'from airflow import DAG',
    operator,
    'def fetch():',
    '    requests.get("https://example.org")',
    'def make(name, limit=None):',
    '    with DAG(name) as dag:',
    '        PythonOperator(task_id="fetch", python_callable=fetch, execution_timeout=limit)',
    '    return dag',
    '',
  ].join('\n');

  it('gives its names to what is found in the factory and in its code', async () => {
    const project = await projectOf({
      'dags/factory.py': factory,
      'dags/dag.py': 'from factory import make\none = make("one")\ntwo = make("two")\n',
    });
    const names = [
      { dagId: 'one', taskId: 'fetch' },
      { dagId: 'two', taskId: 'fetch' },
    ];
    const [request] = project.findings('dags/factory.py', 'request-without-timeout');
    expect(request?.tasks).toEqual(names);
    const [limit] = project.findings('dags/factory.py', 'missing-execution-timeout');
    expect(limit).toMatchObject({ severity: 'warning', tasks: names });
  });

  it('may have a limit that this file does not see', async () => {
    const project = await projectOf({
      'dags/factory.py': factory,
      'dags/dag.py':
        'from datetime import timedelta\nfrom factory import make\none = make("one", timedelta(hours=1))\n',
    });
    expect(project.findings('dags/factory.py', 'missing-execution-timeout')).toEqual([]);
  });

  it('has a name that follows the factory’s own code', async () => {
    const { findings } = await projectOf({
      'dags/factory.py': factory.replace('    return dag\n', ''),
      'dags/dag.py': 'from factory import make\nmake("one")\n',
    });
    const [request] = findings('dags/factory.py', 'request-without-timeout');
    expect(request?.tasks).toEqual([{ dagId: 'one', taskId: 'fetch' }]);
  });
});

it('a file that others import as well has the limits that it sets itself', async () => {
  const unlimited = caller(
    'import requests\ndef fetch():\n    requests.get("https://example.org")',
  );
  const limited = unlimited.replace(
    'python_callable=fetch',
    'python_callable=fetch, execution_timeout=timedelta(hours=1)',
  );
  const files = { 'dags/other.py': 'from etl import dag\n' };
  const rule = 'missing-execution-timeout';
  // The other file still knows the text before the last edit, whose task has no limit.
  const before = await projectOf({ ...files, 'dags/etl.py': unlimited });
  expect(before.findings('dags/etl.py', rule)).toHaveLength(1);
  expect(before.findingsInText('dags/etl.py', limited, rule)).toEqual([]);
  // And the other way round.
  const after = await projectOf({ ...files, 'dags/etl.py': limited });
  expect(after.findings('dags/etl.py', rule)).toEqual([]);
  expect(after.findingsInText('dags/etl.py', unlimited, rule)).toHaveLength(1);
});

it('a limit that another file writes is judged where it is used', async () => {
  const { findings, model } = await projectOf({
    'dags/common.py': [
      operator,
      'DEFAULTS = {"execution_timeout": 3600}',
      'def make(limit):',
      '    return PythonOperator(task_id="made", python_callable=print, execution_timeout=limit)',
      '',
    ].join('\n'),
    'dags/dag.py': dag(
      [
        operator,
        'from common import DEFAULTS, make',
        `with DAG("d", default_args=DEFAULTS, ${start}):`,
        '    PythonOperator(task_id="one", python_callable=print)',
        '    PythonOperator(task_id="two", python_callable=print)',
        '    make(60)',
        '    make(timedelta(hours=1))',
        '',
      ].join('\n'),
    ),
  });
  const { text } = model('dags/dag.py');
  const found = findings('dags/dag.py', 'invalid-execution-timeout');
  expect(found.map(({ end, fixes, start: from }) => [text.slice(from, end), fixes.length])).toEqual(
    [
      ['PythonOperator', 0],
      ['60', 1],
    ],
  );
  expect(findings('dags/common.py', 'invalid-execution-timeout')).toEqual([]);
});

/** All that an editor does for a document once it rests. */
function analyzeInEditor(project: Project, path: string): void {
  for (;;) {
    const surroundings = project.surroundingsAsKnown(path);
    if (surroundings === undefined) throw new Error('the project does not have the file');
    const model = new FileModel(surroundings.own.tree, surroundings);
    analyzeModel(model, path, defaultConfiguration);
    const missing = project.missingFor(path);
    if (missing.length === 0) return;
    for (const work of missing) while (work());
  }
}

describe.each(['check', 'editor'] as const)('the files that lead to one, in a %s', (place) => {
  const tasks = (name: string) => ({ [`dags/${name}.py`]: caller('from helpers import fetch') });

  /** A method that the file itself calls with what others give it. */
  const chain = [
    'def fetch(): pass',
    'class Step:',
    '    def __rshift__(self, others):',
    '        return self.before([others])',
    '    def before(self, others):',
  ].join('\n');

  /** How many files are summarized for the helpers. */
  async function summarized(helpers: string): Promise<number> {
    const files = { 'dags/helpers.py': helpers, ...tasks('a'), ...tasks('b'), ...tasks('c') };
    const absolute = Object.entries(files).map(([path, text]) => [`/p/${path}`, text]);
    const project = await loadedProject(Object.fromEntries(absolute));
    const path = '/p/dags/helpers.py';
    if (place === 'editor') analyzeInEditor(project, path);
    else checkText({ project, path, text: helpers, configuration: defaultConfiguration });
    return [...project.lookedInto()].length;
  }

  it('are looked into where it matters who runs the code', async () => {
    expect(await summarized(helper)).toBe(4);
  });

  it.each([
    ['nothing of note', 'def fetch():\n    return 1\n'],
    [
      'a private method of an argument',
      `${chain}\n        for other in others: other._follow(self)\n`,
    ],
    [
      'a loop over what is there',
      `${chain}\n        for other in others:\n            print(other)\n`,
    ],
    ['a call', `${chain}\n        return str(others)\n`],
  ])('are looked into until one defines a DAG where it does not: %s', async (_, helpers) => {
    expect(await summarized(helpers)).toBe(1);
  });
});
