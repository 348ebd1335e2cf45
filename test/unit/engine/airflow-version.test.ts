// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files that are read hold shell variables
import { describe, expect, it } from 'vitest';
import {
  answerAtOnce,
  answerLater,
  findProjectVersion,
  type Question,
} from '../../../server/src/engine/airflow-version/project-version';
import {
  evidenceOf,
  isVersionFile,
  versionFileNames,
} from '../../../server/src/engine/airflow-version/version-files';

/** Answers from a tree of files, by their paths; the repository's root is `/repository`. */
function answering(files: Readonly<Record<string, string>>) {
  return (question: Question) => {
    switch (question.kind) {
      case 'isTop':
        return question.folder === '/repository';
      case 'read':
        return files[question.path];
      case 'list': {
        const prefix = `${question.folder}/`;
        const below = Object.keys(files).filter((path) => path.startsWith(prefix));
        const names = below.map((path) => path.slice(prefix.length).split('/'));
        return names.map(([name = '', ...rest]) => ({
          name,
          kind: rest.length === 0 ? ('file' as const) : ('folder' as const),
        }));
      }
    }
  };
}

function search(files: Readonly<Record<string, string>>, folder = '/repository/dags') {
  return answerAtOnce(findProjectVersion(folder, new Map()), answering(files));
}

function versionOf(name: string, text: string): string | undefined {
  return search({ [`/repository/${name}`]: text }).version;
}

describe('a lock file', () => {
  it('of uv', () => {
    const text = `version = 1
requires-python = ">=3.11"

[[package]]
name = "alembic"
version = "1.14.0"

[[package]]
name = "apache-airflow"
version = "2.10.5"
source = { registry = "https://example.org/simple" }
dependencies = [{ name = "alembic" }]
`;
    expect(versionOf('uv.lock', text)).toBe('2.10.5');
  });

  it('of uv that locks two minor versions for two Pythons decides nothing', () => {
    const entry = (version: string) =>
      `[[package]]\nname = "apache-airflow"\nversion = "${version}"\n`;
    expect(versionOf('uv.lock', entry('2.10.5') + entry('3.0.6'))).toBeUndefined();
    expect(versionOf('uv.lock', entry('2.10.4') + entry('2.10.5'))).toBe('2.10');
  });

  it('of Poetry, of PDM, and of the common format', () => {
    const text = '[[package]]\nname = "apache-airflow-core"\nversion = "3.1.8"\noptional = false\n';
    expect(versionOf('poetry.lock', text)).toBe('3.1.8');
    expect(versionOf('pdm.lock', text)).toBe('3.1.8');
    expect(versionOf('pylock.toml', text.replace('package', 'packages'))).toBe('3.1.8');
  });

  it('of Pipenv', () => {
    const lock = { default: { 'apache-airflow': { version: '==2.9.3' } }, develop: {} };
    expect(versionOf('Pipfile.lock', JSON.stringify(lock))).toBe('2.9.3');
  });

  it('goes before a range, and before what else the folder has', () => {
    const found = search({
      '/repository/pyproject.toml': '[project]\ndependencies = ["apache-airflow>=2.7,<3"]\n',
      '/repository/uv.lock': '[[package]]\nname = "apache-airflow"\nversion = "2.10.5"\n',
      '/repository/Dockerfile': 'FROM apache/airflow:2.9.2\n',
    });
    expect(found).toMatchObject({ version: '2.10.5', source: '/repository/uv.lock' });
    expect(found.notes).toEqual([
      '/repository/uv.lock says Airflow 2.10.5 and /repository/Dockerfile says 2.9.2: the first ' +
        'counts. Set `airflowVersion` to decide otherwise.',
    ]);
  });
});

describe('a requirements file', () => {
  it.each([
    ['apache-airflow==2.10.5', '2.10.5'],
    ['apache-airflow[celery,amazon] == 2.10.5  # the one of production', '2.10.5'],
    ['Apache_Airflow==2.10.5; python_version < "3.13"', '2.10.5'],
    ['apache-airflow==2.10.5 --hash=sha256:0123 \\\n    --hash=sha256:4567', '2.10.5'],
    ['apache-airflow~=2.10.0', '2.10'],
    ['apache-airflow==2.10.*', '2.10'],
    ['apache-airflow>=2.10,<2.11', '2.10'],
    ['apache-airflow (>=3.0,<3.1)', '3.0'],
    ['apache-airflow==2.10.5rc1', '2.10.5'],
    ['apache-airflow @ https://example.org/apache_airflow-2.8.4-py3-none-any.whl', '2.8.4'],
    ['--constraint "https://example.org/airflow/constraints-2.8.1/constraints-3.11.txt"', '2.8.1'],
    ['-chttps://example.org/airflow/constraints-2.8.1/constraints-3.11.txt', '2.8.1'],
    ['apache-airflow', undefined],
    ['apache-airflow>=2.7', undefined],
    ['apache-airflow>=2.7,<3', undefined],
    ['apache-airflow!=2.9.0', undefined],
    ['apache-airflow==1.10.15', '1.10.15'],
    ['apache-airflow==${AIRFLOW_VERSION}', undefined],
    ['apache-airflow-providers-http==2.10.5', undefined],
    ['# apache-airflow==2.10.5', undefined],
    ['--find-links apache-airflow==2.10.5', undefined],
    ['-e git+https://example.org/x.git#egg=apache-airflow', undefined],
    ['apache-airflow == not a version', undefined],
  ])('%s', (text, version) => {
    expect(versionOf('requirements.txt', text)).toBe(version);
  });

  it('with the files that it includes, in a circle too', () => {
    const found = search({
      '/repository/requirements.txt': '-r requirements/base.txt\n-c ./constraints/all.txt\n',
      '/repository/requirements/base.txt': '-r ../requirements.txt\napache-airflow>=2.7\n',
      '/repository/constraints/all.txt': 'apache-airflow==2.9.3\n',
    });
    expect(found).toEqual({
      version: '2.9.3',
      source: '/repository/constraints/all.txt',
      notes: [],
      packages: {},
    });
  });

  it('in the folder that is called after them', () => {
    const found = search({ '/repository/requirements/prod.in': 'apache-airflow==2.9.3\n' });
    expect(found.version).toBe('2.9.3');
  });

  it('is limited by its constraints', () => {
    const found = search({
      '/repository/requirements.txt': 'apache-airflow==3.0.1\n',
      '/repository/constraints.txt': 'apache-airflow==3.0.6\n',
    });
    expect(found).toMatchObject({ version: '3.0.6', notes: [] });
  });
});

describe('a description of the project', () => {
  it.each([
    ['[project]\ndependencies = ["apache-airflow==2.10.5"]'],
    ['[project.optional-dependencies]\nrun = ["apache-airflow[http]==2.10.5"]'],
    ['[dependency-groups]\ndev = [{ include-group = "x" }, "apache-airflow==2.10.5"]'],
    ['[tool.uv]\nconstraint-dependencies = ["apache-airflow==2.10.5"]'],
    ['[tool.pdm.dev-dependencies]\ntest = ["apache-airflow==2.10.5"]'],
    ['[tool.poetry.dependencies]\npython = "^3.10"\napache-airflow = "2.10.5"'],
    [
      '[tool.poetry.group.dev.dependencies]\napache-airflow = {version = "==2.10.5", extras = ["x"]}',
    ],
  ])('in pyproject.toml: %s', (text) => {
    expect(versionOf('pyproject.toml', text)).toBe('2.10.5');
  });

  it.each([
    ['~2.10.1', '2.10'],
    ['~2.10', '2.10'],
    ['2.10.*', '2.10'],
    ['>=2.10.1,<2.11', '2.10'],
    ['^2.10', undefined],
    ['~2', undefined],
    ['2.10.5 || 3.0.6', undefined],
    ['*', undefined],
  ])('by the signs of Poetry: %s', (text, version) => {
    const table = `[tool.poetry.dependencies]\napache-airflow = "${text}"`;
    expect(versionOf('pyproject.toml', table)).toBe(version);
  });

  it('in a Pipfile, setup.cfg and setup.py', () => {
    expect(versionOf('Pipfile', '[packages]\napache-airflow = "==2.9.3"\n')).toBe('2.9.3');
    const config = '[options]\ninstall_requires =\n    requests\n    apache-airflow==2.9.3\n';
    expect(versionOf('setup.cfg', config)).toBe('2.9.3');
    const setup = 'setup(name="x", install_requires=["requests", \'apache-airflow[http]==2.9.3\'])';
    expect(versionOf('setup.py', setup)).toBe('2.9.3');
    expect(versionOf('setup.py', 'setup(install_requires=read("apache-airflow"))')).toBeUndefined();
  });
});

describe('an image', () => {
  it.each([
    ['FROM apache/airflow:2.10.5-python3.11', '2.10.5'],
    ['FROM --platform=linux/amd64 docker.io/apache/airflow:slim-2.10.5 AS base', '2.10.5'],
    ['ARG V=2.10.5\nFROM apache/airflow:${V}-python3.11', '2.10.5'],
    ['ARG AIRFLOW_VERSION="2.10.5"\nFROM python:3.11\nRUN pip install x', '2.10.5'],
    ['FROM python:3.11\nENV AIRFLOW_VERSION 2.10.5', '2.10.5'],
    ['FROM python:3.11\nENV AIRFLOW_VERSION=2.10.5 \\\n    OTHER=1', '2.10.5'],
    ['FROM python:3.11\nRUN pip install \\\n  "apache-airflow[celery]==2.10.5"', '2.10.5'],
    [
      'FROM python:3.11\nARG V=2.10.5\nRUN pip install -c https://x/airflow/constraints-${V}/constraints-3.11.txt y',
      '2.10.5',
    ],
    ['FROM apache/airflow:2.10', '2.10'],
    ['FROM apache/airflow:latest', undefined],
    ['FROM apache/airflow', undefined],
    ['FROM quay.io/astronomer/astro-runtime:12.1.0', undefined],
    ['FROM apache/airflow-ci:2.10.5', undefined],
    ['# FROM apache/airflow:2.10.5\nFROM python:3.11', undefined],
    ['FROM apache/airflow:2.10.5 AS old\nFROM apache/airflow:3.0.6', undefined],
  ])('of a Dockerfile: %s', (text, version) => {
    expect(versionOf('Dockerfile', text)).toBe(version);
  });

  it.each([
    ['    image: ${AIRFLOW_IMAGE_NAME:-apache/airflow:2.9.2}', '2.9.2'],
    ['  image: "apache/airflow:2.9.2-python3.12" # fixed', '2.9.2'],
    ['  image: ${AIRFLOW_IMAGE_NAME}', undefined],
    ['  # image: apache/airflow:2.9.2', undefined],
    ['  image: postgres:13', undefined],
  ])('of a Compose file: %s', (text, version) => {
    expect(versionOf('docker-compose.yaml', `x-airflow-common: &common\n${text}\n`)).toBe(version);
  });
});

describe('the search', () => {
  const lock = (version: string) =>
    `[[package]]\nname = "apache-airflow"\nversion = "${version}"\n`;

  it('ends with the nearest folder that decides', () => {
    const files = {
      '/repository/uv.lock': lock('2.10.5'),
      '/repository/new/uv.lock': lock('3.3.2'),
      '/repository/new/dags/requirements.txt': 'requests\n',
    };
    expect(search(files, '/repository/new/dags').version).toBe('3.3.2');
    expect(search(files, '/repository/old/dags').version).toBe('2.10.5');
  });

  it('goes on above a range, which has to allow what it finds', () => {
    const range = '[project]\ndependencies = ["apache-airflow>=2.7,<3"]\n';
    const found = (version: string) =>
      search({ '/repository/dags/pyproject.toml': range, '/repository/uv.lock': lock(version) });
    expect(found('2.10.5')).toMatchObject({ version: '2.10.5', notes: [] });
    expect(found('3.0.6').version).toBeUndefined();
    expect(found('3.0.6').notes).toEqual([
      '/repository/uv.lock says Airflow 3.0.6, which /repository/dags/pyproject.toml does not ' +
        'allow: neither counts. Set `airflowVersion`.',
    ]);
  });

  it('ends at the root of the repository', () => {
    expect(search({ '/uv.lock': lock('2.10.5') })).toEqual({
      version: undefined,
      source: undefined,
      notes: [],
      packages: {},
    });
  });

  it('reads each folder once for all that lie below it', async () => {
    const known = new Map();
    const asked: Question[] = [];
    const answer = answering({ '/repository/uv.lock': lock('2.10.5') });
    const of = (folder: string) =>
      answerLater(findProjectVersion(folder, known), async (question) => {
        if (question.kind === 'read') asked.push(question);
        return answer(question);
      });
    expect((await of('/repository/a')).version).toBe('2.10.5');
    expect((await of('/repository/b/c')).version).toBe('2.10.5');
    expect(asked).toEqual([{ kind: 'read', path: '/repository/uv.lock' }]);
  });
});

describe('what is broken', () => {
  it.each([
    [
      'uv.lock',
      '[[package]\nname = "apache-airflow"',
      /^\/repository\/uv.lock: this is not valid TOML: /,
    ],
    ['Pipfile.lock', '{"default": ', /Pipfile.lock: this is not valid JSON/],
    ['Pipfile.lock', '[]', /Pipfile.lock: this is no lock file/],
    ['poetry.lock', 'package = 3', /poetry.lock: this is no lock file/],
    ['pyproject.toml', '[project]\ndependencies = 3', /pyproject.toml: its tables are not/],
  ])('says so and counts for nothing: %s %s', (name, text, message) => {
    const found = search({
      [`/repository/${name}`]: text,
      '/repository/Dockerfile': 'FROM apache/airflow:2.10.5\n',
    });
    expect(found.version).toBe('2.10.5');
    expect(found.notes).toEqual([expect.stringMatching(message)]);
  });

  it('never throws, whatever a file holds', () => {
    const texts = [
      '',
      '\0',
      '\ufeff',
      '[',
      '{',
      '= = =',
      'FROM',
      'image:',
      '-r',
      '-r -r',
      '${',
      'a\\',
    ];
    for (const name of ['uv.lock', 'Pipfile.lock', 'requirements.txt', 'setup.cfg', 'setup.py']) {
      for (const text of texts) expect(() => evidenceOf(name, text)).not.toThrow();
    }
    for (const name of ['pyproject.toml', 'Pipfile', 'Dockerfile', 'compose.yml']) {
      for (const text of texts) expect(() => evidenceOf(name, text)).not.toThrow();
    }
  });
});

describe('the names of files', () => {
  it('are told from others', () => {
    const names = [
      'requirements-dev.txt',
      'dev_requirements.txt',
      'prod.Dockerfile',
      'compose.yml',
    ];
    expect(
      [...versionFileNames([...names, 'dag.py', 'uv.lock', 'requirements.md'])].sort(),
    ).toEqual([...names, 'uv.lock'].sort());
    expect(isVersionFile('file:///p/requirements/base.txt')).toBe(true);
    expect(isVersionFile('file:///p/notes/base.txt')).toBe(false);
  });
});

describe('the versions of other packages', () => {
  const pinsOf = (files: Readonly<Record<string, string>>) => search(files).packages;

  it.each([
    ['requirements.txt', 'redis[hiredis]==7.4.0  # cache\nredis-entraid==1.0\n', '7.4.0'],
    ['requirements.txt', 'Redis == 5.0 ; python_version > "3.9"', '5.0'],
    ['requirements.txt', 'redis>=5\nredis==5.*', undefined],
    ['constraints.txt', 'redis==8.0.1 \\\n    --hash=sha256:00', '8.0.1'],
    ['uv.lock', '[[package]]\nname = "redis"\nversion = "8.0.0"\n', '8.0.0'],
    ['Pipfile.lock', '{"default": {"redis": {"version": "==6.4.0"}}, "develop": {}}', '6.4.0'],
    ['uv.lock', 'no lock', undefined],
    ['notes.txt', 'redis==8.0.0', undefined],
  ])('%s', (name, text, version) => {
    const { redis } = pinsOf({ [`/repository/${name}`]: text });
    expect(redis).toBe(version);
  });

  it('reads what a requirements file includes, whatever it is called', () => {
    const files = {
      '/repository/requirements.txt': '-r requirements.lock\n',
      '/repository/requirements.lock': 'redis==7.4.0\n',
    };
    expect(pinsOf(files)).toEqual({ redis: '7.4.0' });
  });

  it('counts the nearest folder, and the most binding file of one', () => {
    const files = {
      '/repository/requirements.txt': 'redis==5.0.0\nmysql-connector-python==9.2.0',
      '/repository/dags/requirements.txt': 'redis==6.0.0',
      '/repository/dags/uv.lock': '[[package]]\nname = "redis"\nversion = "7.0.0"\n',
    };
    expect(pinsOf(files)).toEqual({ redis: '7.0.0', 'mysql-connector-python': '9.2.0' });
  });
});
