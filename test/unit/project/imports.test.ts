import { expect, test } from 'vitest';
import { scanImports } from '../../../server/src/semantic/project/import-scan';
import { loadedProject } from '../../harness/memory-project';
import { MemorySource } from '../../harness/memory-source';

/** What an import of a file leads to: a path, `path:name`, `namespace`, or undefined. */
async function target(
  files: Readonly<Record<string, string>> | MemorySource,
  imported: string,
  from = '/p/dags/dag.py',
): Promise<string | undefined> {
  const project = await loadedProject(files);
  const found = project.surroundingsOf(from)?.importTarget(imported, from);
  switch (found?.kind) {
    case 'module':
      return found.file.path;
    case 'name':
      return `${found.file.path}:${found.name}`;
    case 'namespace':
      return 'namespace';
    case undefined:
      return undefined;
  }
}

const dag = '/p/dags/dag.py';

const layouts: readonly {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly imported: string;
  readonly from?: string;
  readonly leadsTo: string | undefined;
}[] = [
  {
    name: 'a module in the DAGs folder',
    files: { [dag]: '', '/p/dags/helpers.py': 'def f(): ...' },
    imported: 'helpers.f',
    leadsTo: '/p/dags/helpers.py:f',
  },
  {
    name: 'a module as a whole',
    files: { [dag]: '', '/p/dags/helpers.py': '' },
    imported: 'helpers',
    leadsTo: '/p/dags/helpers.py',
  },
  {
    name: 'a module in packages',
    files: {
      [dag]: '',
      '/p/dags/a/__init__.py': '',
      '/p/dags/a/b/__init__.py': '',
      '/p/dags/a/b/c.py': '',
    },
    imported: 'a.b.c',
    leadsTo: '/p/dags/a/b/c.py',
  },
  {
    name: 'a module in folders without __init__.py',
    files: { [dag]: '', '/p/dags/a/b/c.py': '' },
    imported: 'a.b.c.f',
    leadsTo: '/p/dags/a/b/c.py:f',
  },
  {
    name: 'a module of plugins, by the folder that Airflow adds',
    files: { [dag]: '', '/p/plugins/operators/x.py': '' },
    imported: 'operators.x.Y',
    leadsTo: '/p/plugins/operators/x.py:Y',
  },
  {
    name: 'a module of plugins, from the project folder',
    files: { [dag]: '', '/p/plugins/operators/x.py': '' },
    imported: 'plugins.operators.x.Y',
    leadsTo: '/p/plugins/operators/x.py:Y',
  },
  {
    name: 'a module of dags, from the project folder',
    files: { [dag]: '', '/p/dags/common.py': '' },
    imported: 'dags.common.z',
    leadsTo: '/p/dags/common.py:z',
  },
  {
    name: 'a module of config',
    files: { [dag]: '', '/p/config/settings.py': '' },
    imported: 'settings.URL',
    leadsTo: '/p/config/settings.py:URL',
  },
  {
    name: 'include, as Astronomer has it',
    files: { [dag]: '', '/p/include/etl/load.py': '' },
    imported: 'include.etl.load.run',
    leadsTo: '/p/include/etl/load.py:run',
  },
  {
    name: 'a package in src',
    files: { [dag]: '', '/p/src/mine/__init__.py': '', '/p/src/mine/jobs.py': '' },
    imported: 'mine.jobs.run',
    leadsTo: '/p/src/mine/jobs.py:run',
  },
  {
    name: 'a package beside the DAGs folder',
    files: { [dag]: '', '/p/utils/__init__.py': 'def f(): ...' },
    imported: 'utils.f',
    leadsTo: '/p/utils/__init__.py:f',
  },
  {
    name: 'a module beside a DAG in a folder of the DAGs folder, which only a changed path finds',
    files: { '/p/dags/team/dag.py': '', '/p/dags/team/helpers.py': '' },
    from: '/p/dags/team/dag.py',
    imported: 'helpers.f',
    leadsTo: '/p/dags/team/helpers.py:f',
  },
  {
    name: 'the DAGs folder before the folder of the file',
    files: {
      '/p/dags/team/dag.py': '',
      '/p/dags/team/helpers.py': '',
      '/p/dags/helpers.py': '',
    },
    from: '/p/dags/team/dag.py',
    imported: 'helpers',
    leadsTo: '/p/dags/helpers.py',
  },
  {
    name: 'neither of both where the file itself changes the path',
    files: {
      '/p/dags/team/dag.py': 'import sys\nsys.path.insert(0, "somewhere")',
      '/p/dags/team/helpers.py': '',
      '/p/dags/helpers.py': '',
    },
    from: '/p/dags/team/dag.py',
    imported: 'helpers',
    leadsTo: undefined,
  },
  {
    name: 'modules of one name in two roots: nothing',
    files: { [dag]: '', '/p/dags/helpers.py': '', '/p/plugins/helpers.py': '' },
    imported: 'helpers',
    leadsTo: undefined,
  },
  {
    name: 'a folder in one root, a package in another: the package, as Python has it',
    files: { [dag]: '', '/p/dags/lib/x.py': '', '/p/plugins/lib/__init__.py': '' },
    imported: 'lib',
    leadsTo: '/p/plugins/lib/__init__.py',
  },
  {
    name: 'parts of a namespace in two roots',
    files: { [dag]: '', '/p/dags/acme/x.py': '', '/p/plugins/acme/y.py': '' },
    imported: 'acme.y.f',
    leadsTo: '/p/plugins/acme/y.py:f',
  },
  {
    name: 'the nearest of several DAGs folders',
    files: {
      '/p/services/a/dags/dag.py': '',
      '/p/services/a/dags/helpers.py': '',
      '/p/services/b/dags/helpers.py': '',
      '/p/dags/helpers.py': '',
    },
    from: '/p/services/a/dags/dag.py',
    imported: 'helpers',
    leadsTo: '/p/services/a/dags/helpers.py',
  },
  {
    name: 'nothing of another DAGs folder',
    files: { '/p/services/a/dags/dag.py': '', '/p/services/b/dags/helpers.py': '' },
    from: '/p/services/a/dags/dag.py',
    imported: 'helpers',
    leadsTo: undefined,
  },
  {
    name: 'what several DAGs folders share',
    files: { '/p/services/a/dags/dag.py': '', '/p/shared/__init__.py': '' },
    from: '/p/services/a/dags/dag.py',
    imported: 'shared',
    leadsTo: '/p/shared/__init__.py',
  },
  {
    name: 'a repository that is a DAGs folder itself',
    files: { '/p/dag.py': '', '/p/common/x.py': '' },
    from: '/p/dag.py',
    imported: 'common.x.f',
    leadsTo: '/p/common/x.py:f',
  },
  {
    name: 'a repository that is a package itself',
    files: { '/p/__init__.py': '', '/p/jobs/dag.py': '', '/p/jobs/x.py': '' },
    from: '/p/jobs/dag.py',
    imported: 'p.jobs.x',
    leadsTo: '/p/jobs/x.py',
  },
  {
    name: 'from the tests of a project',
    files: { '/p/tests/dags/test_dag.py': '', '/p/dags/helpers.py': '' },
    from: '/p/tests/dags/test_dag.py',
    imported: 'dags.helpers.f',
    leadsTo: '/p/dags/helpers.py:f',
  },
  {
    name: 'a relative module',
    files: { '/p/dags/team/dag.py': '', '/p/dags/team/helpers.py': '', '/p/dags/helpers.py': '' },
    from: '/p/dags/team/dag.py',
    imported: '.helpers.f',
    leadsTo: '/p/dags/team/helpers.py:f',
  },
  {
    name: 'a relative module further up',
    files: { '/p/dags/team/x/dag.py': '', '/p/dags/helpers/y.py': '' },
    from: '/p/dags/team/x/dag.py',
    imported: '...helpers.y.f',
    leadsTo: '/p/dags/helpers/y.py:f',
  },
  {
    name: 'a relative name of the package',
    files: { '/p/dags/team/dag.py': '', '/p/dags/team/__init__.py': 'LIMIT = 3' },
    from: '/p/dags/team/dag.py',
    imported: '.LIMIT',
    leadsTo: '/p/dags/team/__init__.py:LIMIT',
  },
  {
    name: 'the package itself, for a star',
    files: { '/p/dags/team/dag.py': '', '/p/dags/team/__init__.py': '' },
    from: '/p/dags/team/dag.py',
    imported: '.',
    leadsTo: '/p/dags/team/__init__.py',
  },
  {
    name: 'a relative import above the file system',
    files: { '/p/dags/dag.py': '', '/helpers.py': '' },
    imported: '........helpers',
    leadsTo: undefined,
  },
  {
    name: 'a name that a package takes from its module, before the module',
    files: {
      [dag]: '',
      '/p/dags/ops/__init__.py': 'from .load import load',
      '/p/dags/ops/load.py': 'def load(): ...',
    },
    imported: 'ops.load',
    leadsTo: '/p/dags/ops/__init__.py:load',
  },
  {
    name: 'the module, for the package that imports it',
    files: {
      '/p/dags/ops/__init__.py': 'from . import load',
      '/p/dags/ops/load.py': '',
    },
    from: '/p/dags/ops/__init__.py',
    imported: '.load',
    leadsTo: '/p/dags/ops/load.py',
  },
  {
    name: 'a module of a package that does not bind its name',
    files: { [dag]: '', '/p/dags/ops/__init__.py': '', '/p/dags/ops/load.py': '' },
    imported: 'ops.load',
    leadsTo: '/p/dags/ops/load.py',
  },
  {
    name: 'a package before a module of its name',
    files: { [dag]: '', '/p/dags/ops/__init__.py': '', '/p/dags/ops.py': '' },
    imported: 'ops',
    leadsTo: '/p/dags/ops/__init__.py',
  },
  {
    name: 'a stub is no module',
    files: { [dag]: '', '/p/dags/helpers.pyi': '' },
    imported: 'helpers',
    leadsTo: undefined,
  },
  {
    name: 'a folder called airflow never stands for the package',
    files: { [dag]: '', '/p/airflow/__init__.py': 'class DAG: ...' },
    imported: 'airflow.DAG',
    leadsTo: undefined,
  },
  {
    name: 'nor does a module of the name of one of the standard library',
    files: { [dag]: '', '/p/dags/logging.py': '' },
    imported: 'logging',
    leadsTo: undefined,
  },
  {
    name: 'but a relative import of such a name is meant',
    files: { '/p/dags/x/dag.py': '', '/p/dags/x/logging.py': '' },
    from: '/p/dags/x/dag.py',
    imported: '.logging.f',
    leadsTo: '/p/dags/x/logging.py:f',
  },
  {
    name: 'a folder that merely has the name of an installed package',
    files: { [dag]: 'import docker\n', '/p/docker/build.py': '' },
    imported: 'docker',
    leadsTo: undefined,
  },
  {
    name: 'a folder of which a module is imported',
    files: { [dag]: 'import plugins.x\n', '/p/plugins/x.py': '' },
    imported: 'plugins',
    leadsTo: 'namespace',
  },
  {
    name: 'a module that is missing',
    files: { [dag]: '', '/p/dags/a/__init__.py': '' },
    imported: 'a.b.c',
    leadsTo: undefined,
  },
  {
    name: 'a name that a module should bind',
    files: { [dag]: '', '/p/dags/a.py': '' },
    imported: 'a.nothing',
    leadsTo: '/p/dags/a.py:nothing',
  },
  {
    name: 'what git ignores is not of the project',
    files: { [dag]: '', '/p/.gitignore': 'generated/\n', '/p/dags/generated/x.py': '' },
    imported: 'generated.x',
    leadsTo: undefined,
  },
  {
    name: 'nor is a virtual environment',
    files: { [dag]: '', '/p/lib/pyvenv.cfg': '', '/p/lib/requests.py': '' },
    imported: 'requests',
    leadsTo: undefined,
  },
];

test.each(layouts)('finds $name', async ({ files, imported, from, leadsTo }) => {
  expect(await target(files, imported, from)).toBe(leadsTo);
});

test('follows a linked folder to what it holds', async () => {
  const source = new MemorySource({ [dag]: '', '/p/shared/x.py': 'def f(): ...' });
  source.links.set('/p/dags/common', '/p/shared');
  expect(await target(source, 'common.x.f')).toBe('/p/shared/x.py:f');
});

test('takes in what a link leads to outside the project', async () => {
  const source = new MemorySource({ [dag]: '', '/elsewhere/x.py': 'def f(): ...' });
  source.links.set('/p/dags/common', '/elsewhere');
  expect(await target(source, 'common.x.f')).toBe('/p/dags/common/x.py:f');
});

test('links in circles, to themselves, to nothing and to a folder above end', async () => {
  const source = new MemorySource({ [dag]: '', '/p/dags/x.py': '', '/other/y.py': '' });
  source.links.set('/p/dags/loop', '/p/dags');
  source.links.set('/p/dags/self', '/p/dags/self');
  source.links.set('/p/dags/gone', '/nothing');
  source.links.set('/p/dags/up', '/');
  expect(await target(source, 'loop.loop.loop.x')).toBe('/p/dags/x.py');
  expect(await target(source, 'self.x')).toBeUndefined();
  expect(await target(source, 'gone.x')).toBeUndefined();
  expect(await target(source, 'up.other.y')).toBeUndefined();
});

test('a folder and a file that must not be read are as good as none', async () => {
  const source = new MemorySource({
    [dag]: '',
    '/p/dags/secret/x.py': '',
    '/p/dags/locked.py': '',
    '/p/dags/open.py': '',
  });
  source.forbidden.add('/p/dags/secret').add('/p/dags/locked.py');
  expect(await target(source, 'secret.x')).toBeUndefined();
  expect(await target(source, 'locked')).toBeUndefined();
  expect(await target(source, 'open')).toBe('/p/dags/open.py');
});

test('a file that no project holds sees what lies around it', async () => {
  const project = await loadedProject({ '/p/dags/helpers.py': 'def f(): ...' });
  project.files.open('/p/dags/new.py', 'from helpers import f');
  const found = project
    .surroundingsOf('/p/dags/new.py')
    ?.importTarget('helpers.f', '/p/dags/new.py');
  expect(found).toMatchObject({ kind: 'name', name: 'f', file: { path: '/p/dags/helpers.py' } });
});

test.each([
  ['import a', ['a']],
  ['import a.b.c', ['a.b.c']],
  ['import a.b as c, d', ['a.b', 'd']],
  ['from a.b import c as d, e', ['a.b.c', 'a.b.e']],
  ['from . import x', ['.x']],
  ['from.import x', ['.x']],
  ['from ..a.b import (\n    c,  # why\n    d as e,\n)', ['..a.b.c', '..a.b.d']],
  ['from a import *', ['a']],
  ['from . import *', ['.']],
  ['from a \\\n  import b', ['a.b']],
  ['if x: import a; from b import c', ['a', 'b.c']],
  ['try:\r\n\timport a\r\nexcept ImportError:\r\n\tpass', ['a']],
  ['import größe', ['größe']],
  ['x = "import a"\ny = imported', []],
  ['from a import (b', ['a.b']],
  ['import', []],
  ['from import', []],
])('reads the imports of %j', (text, imported) => {
  expect(scanImports(text).imported).toEqual(imported);
});
