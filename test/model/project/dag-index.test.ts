import { describe, expect, it } from 'vitest';
import { DagIndex } from '../../../server/src/semantic/project/dag-index';
import { ProjectFiles } from '../../../server/src/semantic/project/project-files';
import { testParser } from '../../harness/parser';

const parser = await testParser();
const dag = (id: string) => `from airflow import DAG\nwith DAG(${id}):\n    pass\n`;

function indexOf(texts: Record<string, string>) {
  const files = new ProjectFiles('/project', parser);
  const write = (changes: Record<string, string | undefined>) =>
    files.update({
      texts: new Map(
        Object.entries(changes).map(([name, text]) => [`/project/dags/${name}`, text]),
      ),
    });
  write(texts);
  const index = new DagIndex(files);
  const named = (id: string, from = 'none.py') =>
    index
      .seenFrom(`/project/dags/${from}`)
      .named(id)
      .map(({ place }) => place.path.slice('/project/dags/'.length));
  return { index, named, write };
}

describe('the index of DAGs', () => {
  it('finds the DAGs of an id in all files but the one that asks', () => {
    const { named } = indexOf({
      'a.py': dag('"etl"'),
      'b.py': dag('"etl"'),
      'c.py': dag('"other"'),
      'd.py': 'from airflow.decorators import dag\n@dag()\ndef etl():\n    pass\netl()\n',
      'e.py': '# "etl" is only mentioned\nfrom airflow import DAG\n',
    });
    expect(named('etl')).toEqual(['a.py', 'b.py', 'd.py']);
    expect(named('etl', 'a.py')).toEqual(['b.py', 'd.py']);
    expect(named('missing')).toEqual([]);
  });

  it('finds those before a file among what one Airflow loads with it', () => {
    const { index } = indexOf({
      'a.py': dag('"etl"'),
      'sub/b.py': dag('"etl"'),
      'c.py': dag('"etl"'),
      'd.py': dag('"etl"'),
      'team/dags/a.py': dag('"etl"'),
    });
    const before = index.seenFrom('/project/dags/d.py').namedBefore('etl');
    expect(before.map(({ place }) => place.path)).toEqual([
      '/project/dags/a.py',
      '/project/dags/c.py',
    ]);
    const fromBelow = index.seenFrom('/project/dags/sub/b.py').namedBefore('etl');
    expect(fromBelow.map(({ place }) => place.path)).toHaveLength(3);
  });

  it('follows changes, files that come and files that go', () => {
    const { named, write } = indexOf({ 'a.py': dag('"etl"') });
    write({ 'a.py': dag('"new"'), 'b.py': dag('"etl"') });
    expect(named('etl')).toEqual(['b.py']);
    write({ 'b.py': undefined });
    expect(named('etl')).toEqual([]);
    expect(named('new')).toEqual(['a.py']);
  });

  it('gives them in the order of their paths, whenever a file came', () => {
    const { named, write } = indexOf({ 'b.py': dag('"etl"'), 'c.py': dag('"etl"') });
    write({ 'a.py': dag('"etl"') });
    expect(named('etl')).toEqual(['a.py', 'b.py', 'c.py']);
  });

  it('follows an id that another file gives', () => {
    const { named, write } = indexOf({
      'names.py': '# Names for Airflow\nETL = "etl"\n',
      'a.py': `from names import ETL\n${dag('ETL')}# etl`,
    });
    expect(named('etl')).toEqual(['a.py']);
    write({ 'names.py': '# Names for Airflow\nETL = "load"\n' });
    expect(named('etl')).toEqual([]);
  });

  it('knows every id, or says that it does not', () => {
    const files = { 'a.py': dag('"etl"'), 'b.py': 'import os\n' };
    const everyId = (texts: Record<string, string>) =>
      indexOf(texts).index.seenFrom('/project/dags/a.py').everyId();
    expect(everyId(files)).toEqual(new Set(['etl']));
    expect(everyId({ ...files, 'c.py': dag('input()') })).toBeUndefined();
  });

  it('does not look into all files before it is told to', () => {
    const { index } = indexOf({ 'a.py': dag('"etl"'), 'b.py': dag('"load"') });
    const seen = index.asKnownFrom('/project/dags/a.py');
    expect(seen.everyId()).toBeUndefined();
    for (const work of index.missing()) work();
    expect(seen.everyId()).toEqual(new Set(['etl', 'load']));
  });
});
