import { describe, expect, it } from 'vitest';
import { callablesOf, dagIdsOf, effective, idsOf, modelOf, taskNamed } from './model';

describe('where a task belongs', () => {
  it('is the with block, the dag argument or the decorated function', async () => {
    const model = await modelOf(`
with DAG("a") as first:
    BashOperator(task_id="one")
second = DAG("b")
BashOperator(task_id="two", dag=second)
with second:
    BashOperator(task_id="three")

@dag()
def c():
    BashOperator(task_id="four")
    @task
    def five(): ...
    five()
c()
`);
    const dags = ['one', 'two', 'three', 'four', 'five'].map((id) => dagIdsOf(model, id));
    expect(dags).toEqual([['a'], ['b'], ['b'], ['c'], ['c']]);
  });

  it('is found through functions that make tasks', async () => {
    const model = await modelOf(`
def notify(dag):
    return BashOperator(task_id="notify", dag=dag)

def load():
    BashOperator(task_id="load")

first = DAG("a")
notify(first)
with DAG("b"):
    load()
`);
    expect(dagIdsOf(model, 'notify')).toEqual(['a']);
    expect(dagIdsOf(model, 'load')).toEqual(['b']);
  });

  it('is found through a factory of DAGs', async () => {
    const model = await modelOf(`
def make(name, args):
    with DAG(name, default_args=args) as made:
        BashOperator(task_id="run")
    return made

one = make("a", {"retries": 1, "execution_timeout": timedelta(hours=1)})
two = make("b", {"retries": 2, "execution_timeout": timedelta(hours=2)})
with make("c", {"retries": 0, "execution_timeout": None}) as third:
    BashOperator(task_id="more")
`);
    expect(effective(model, 'run', 'execution_timeout')).toBe('dag: timedelta(hours=1)');
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'run'))).toBe(true);
    expect(effective(model, 'more', 'execution_timeout')).toBe('dag: timedelta(hours=1)');
  });

  it('is not claimed where an outside context manager may make the DAG', async () => {
    const model = await modelOf(`
from company import make_dag
with make_dag("a") as made:
    BashOperator(task_id="one")
with DAG("b"):
    with open("names.txt") as names:
        BashOperator(task_id="two")
`);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'one'))).toBe(false);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'two'))).toBe(true);
  });

  it('is not claimed in a helper that nobody here calls, nor without any DAG', async () => {
    const model = await modelOf(`
def helper():
    return BashOperator(task_id="one")
with DAG("b"):
    BashOperator(task_id="two")
`);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'one'))).toBe(false);
    const none = await modelOf('BashOperator(task_id="one")\n');
    expect(none.tasks.knowsAllArguments(taskNamed(none, 'one'))).toBe(false);
  });

  it('follows a DAG class of the file, whose own arguments it does not claim', async () => {
    const model = await modelOf(`
class Ours(DAG):
    def __init__(self, **kwargs):
        kwargs.setdefault("default_args", company_defaults())
        super().__init__(**kwargs)
class Plain(DAG):
    pass
with Ours(dag_id="a"):
    BashOperator(task_id="one")
with Plain("b"):
    BashOperator(task_id="two")
`);
    expect(dagIdsOf(model, 'one')).toEqual(['a']);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'one'))).toBe(false);
    expect(dagIdsOf(model, 'two')).toEqual(['b']);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'two'))).toBe(true);
  });

  it('does not take a DAG of another package for Airflow’s', async () => {
    const source = 'from mylib import DAG\nwith DAG("a"):\n    pass\n';
    const model = await modelOf(source, '');
    expect(model.dags.all.length).toBe(0);
  });
});

describe('ids', () => {
  it('carry the ids of the groups around', async () => {
    const model = await modelOf(`
with DAG("a"):
    with TaskGroup("outer"):
        BashOperator(task_id="one")
        with TaskGroup(group_id="inner", prefix_group_id=False):
            BashOperator(task_id="two")

    @task_group
    def section():
        @task
        def three(): ...
        three()
    section()

    @task_group(group_id="named")
    def other():
        BashOperator(task_id="four")
    other()
    tail = TaskGroup("tail")
    BashOperator(task_id="five", task_group=tail)
`);
    expect(idsOf(model)).toEqual([
      'outer.one',
      'outer.two',
      'section.three',
      'named.four',
      'tail.five',
    ]);
  });

  it('are unknown where only the run knows them', async () => {
    const model = await modelOf(`
with DAG("a"):
    for name in names():
        BashOperator(task_id=f"load_{name}")
    with TaskGroup(group_name()):
        BashOperator(task_id="x")
`);
    expect(idsOf(model)).toEqual([undefined, undefined]);
  });

  it('of TaskFlow tasks come from task_id or the function', async () => {
    const model = await modelOf(`
@dag
def flow():
    @task
    def a(): ...
    @task(task_id="bee")
    def b(): ...
    @task.virtualenv(task_id="sea", requirements=[])
    def c(): ...
    @setup
    def d(): ...
    @teardown
    @task(task_id="eee")
    def e(): ...
    wrapped = task(helper)
    named = task.bash(task_id="gee")(command)
flow()

def helper(): ...
def command(): ...
`);
    expect(model.tasks.all.map((task) => [task.operator, task.taskId])).toEqual([
      ['airflow.task', 'a'],
      ['airflow.task', 'bee'],
      ['airflow.task.virtualenv', 'sea'],
      ['airflow.task', 'd'],
      ['airflow.task', 'eee'],
      ['airflow.task', 'helper'],
      ['airflow.task.bash', 'gee'],
    ]);
  });
});

describe('ids of what makes several tasks', () => {
  it('are all that overrides, factories and groups give', async () => {
    const model = await modelOf(`
TEAM = "sales"
def make(name):
    return BashOperator(task_id=f"{TEAM}_{name}" if False else name)
with DAG(f"{TEAM}_daily") as made:
    make("one")
    make("two")

    @task
    def load(): ...
    load()
    load.override(task_id="again")()

    @task
    def named(): ...
    named.override(task_id=f"{TEAM}_{1}")()

    @task
    def looped(): ...
    for i in range(3):
        looped.override(task_id=f"looped_{i}")()

    @task_group
    def section():
        BashOperator(task_id="inner")
    section()
    section.override(group_id="other")()
`);
    const ids = model.tasks.all.map((task) => [task.taskId, task.taskIds]);
    expect(ids[0]).toEqual([undefined, ['one', 'two']]);
    expect(ids[1]).toEqual([undefined, ['load', 'again']]);
    expect(ids[2]).toEqual(['sales_1', ['sales_1']]);
    expect(ids[3]).toEqual([undefined, []]);
    expect(dagIdsOf(model, 'sales_1')).toEqual(['sales_daily']);
  });
});

describe('effective arguments', () => {
  it('come from the task, then the groups inside out, then the DAG', async () => {
    const model = await modelOf(`
default_args = {"execution_timeout": timedelta(hours=4), "retries": 3}
with DAG("a", default_args=default_args):
    BashOperator(task_id="own", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="dag")
    with TaskGroup("g", default_args={"execution_timeout": timedelta(hours=3)}):
        BashOperator(task_id="group")
        with TaskGroup("h", default_args=dict(execution_timeout=timedelta(hours=2))):
            BashOperator(task_id="inner")

    @task_group(default_args={"execution_timeout": timedelta(minutes=5)})
    def section():
        @task
        def three(): ...
        three()
    section()
`);
    const of = (id: string) => effective(model, id, 'execution_timeout');
    expect(of('own')).toBe('task: timedelta(hours=1)');
    expect(of('dag')).toBe('dag: timedelta(hours=4)');
    expect(of('g.group')).toBe('group: timedelta(hours=3)');
    expect(of('g.h.inner')).toBe('group: timedelta(hours=2)');
    expect(of('section.three')).toBe('group: timedelta(minutes=5)');
  });

  it('of TaskFlow tasks also come from override', async () => {
    const model = await modelOf(`
@dag(default_args={"execution_timeout": timedelta(hours=4)})
def flow():
    @task(retries=2)
    def a(): ...
    @task(execution_timeout=timedelta(hours=1))
    def b(): ...
    @task
    def c(): ...
    a()
    b.override(task_id="x", execution_timeout=timedelta(hours=2))()
    c.partial(x=1).expand(y=[1, 2])
flow()
`);
    const of = (id: string) => effective(model, id, 'execution_timeout');
    expect([of('a'), of('x'), of('c')]).toEqual([
      'dag: timedelta(hours=4)',
      'override: timedelta(hours=2)',
      'dag: timedelta(hours=4)',
    ]);
    expect(effective(model, 'a', 'retries')).toBe('task: 2');
  });

  it('of mapped operators are those of partial', async () => {
    const model = await modelOf(`
with DAG("a"):
    BashOperator.partial(task_id="m", retries=1).expand(bash_command=["a", "b"])
`);
    expect(effective(model, 'm', 'retries')).toBe('task: 1');
    expect(taskNamed(model, 'm').operator).toBe('airflow.BashOperator');
  });

  it('come through dictionaries that are spread, merged, copied and changed', async () => {
    const model = await modelOf(`
base = {"retries": 3}
base["email"] = "a@b.c"
merged = {**base, "execution_timeout": timedelta(hours=1)}
united = base | {"execution_timeout": timedelta(hours=2)}
copied = base.copy()
copied.update({"execution_timeout": timedelta(hours=3)}, depends_on_past=True)
made = dict(base, execution_timeout=timedelta(hours=4))
grown = dict(base)
grown |= {"execution_timeout": timedelta(hours=5)}
late = {"execution_timeout": timedelta(hours=6)}
late.setdefault("execution_timeout", None)
late.setdefault("retries", 1)
gone = dict(late)
gone.pop("execution_timeout")
common = dict(retries=9)
with DAG("a", default_args=merged): BashOperator(task_id="a")
with DAG("b", default_args=united): BashOperator(task_id="b")
with DAG("c", default_args=copied): BashOperator(task_id="c")
with DAG("d", default_args=made): BashOperator(task_id="d")
with DAG("e", default_args=grown): BashOperator(task_id="e")
with DAG("f", default_args=late): BashOperator(task_id="f")
with DAG("g", default_args=gone): BashOperator(task_id="g", **common)
`);
    const of = (id: string) => effective(model, id, 'execution_timeout');
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(of)).toEqual([
      'dag: timedelta(hours=1)',
      'dag: timedelta(hours=2)',
      'dag: timedelta(hours=3)',
      'dag: timedelta(hours=4)',
      'dag: timedelta(hours=5)',
      'dag: timedelta(hours=6)',
      undefined,
    ]);
    expect(effective(model, 'c', 'email')).toBe('dag: "a@b.c"');
    expect(effective(model, 'g', 'retries')).toBe('task: 9');
    for (const task of model.tasks.all) expect(model.tasks.knowsAllArguments(task)).toBe(true);
  });

  it('are not all known behind what the file does not show', async () => {
    const model = await modelOf(`
from company import defaults, OurOperator
with DAG("a", default_args=defaults): BashOperator(task_id="a")
with DAG("b", default_args={**defaults, "retries": 1}): BashOperator(task_id="b")
with DAG("c", default_args=build()): BashOperator(task_id="c")
with DAG("d", **settings()): BashOperator(task_id="d")
with DAG("e"):
    BashOperator(task_id="e", **more())
    OurOperator(task_id="f")
`);
    for (const task of model.tasks.all) expect(model.tasks.knowsAllArguments(task)).toBe(false);
  });

  it('see what was in a dictionary when the DAG was made', async () => {
    const model = await modelOf(`
default_args = {"retries": 1}
with DAG("a", default_args=default_args): BashOperator(task_id="a")
default_args["execution_timeout"] = timedelta(hours=1)
with DAG("b", default_args=default_args): BashOperator(task_id="b")
default_args = {"retries": 2}
with DAG("c", default_args=default_args): BashOperator(task_id="c")
def unrelated():
    default_args = {}
    default_args["execution_timeout"] = 1
`);
    const of = (id: string) => effective(model, id, 'execution_timeout');
    expect(['a', 'b', 'c'].map(of)).toEqual([undefined, 'dag: timedelta(hours=1)', undefined]);
    expect(effective(model, 'c', 'retries')).toBe('dag: 2');
  });

  it('come from DAG arguments in a dictionary', async () => {
    const model = await modelOf(`
settings = {"dag_id": "a", "default_args": {"execution_timeout": timedelta(hours=1)}}
with DAG(**settings) as made:
    BashOperator(task_id="one")
@dag(**settings)
def flow():
    BashOperator(task_id="two")
`);
    expect(dagIdsOf(model, 'one')).toEqual(['a']);
    expect(effective(model, 'one', 'execution_timeout')).toBe('dag: timedelta(hours=1)');
    expect(effective(model, 'two', 'execution_timeout')).toBe('dag: timedelta(hours=1)');
  });

  it('come from the operator class of the file', async () => {
    const model = await modelOf(`
class Fixed(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(execution_timeout=timedelta(hours=1), **kwargs)
class Fallback(BaseOperator):
    def __init__(self, path, execution_timeout=timedelta(hours=2), **kwargs):
        super().__init__(execution_timeout=execution_timeout, **kwargs)
class Filled(BaseOperator):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("execution_timeout", timedelta(hours=3))
        super().__init__(*args, **kwargs)
class Derived(Fixed):
    pass
class Plain(BaseOperator):
    def __init__(self, path: str, **kwargs) -> None:
        super().__init__(**kwargs)
        self.path = path
from company import OurBaseOperator
class Unknown(OurBaseOperator):
    pass
with DAG("a"):
    Fixed(task_id="a")
    Fallback(task_id="b", path="x")
    Filled(task_id="c")
    Derived(task_id="d")
    Plain(task_id="e", path="x")
    Unknown(task_id="f")
`);
    const of = (id: string) => effective(model, id, 'execution_timeout');
    expect(['a', 'b', 'c', 'd', 'e'].map(of)).toEqual([
      'class: timedelta(hours=1)',
      'class: timedelta(hours=2)',
      'class: timedelta(hours=3)',
      'class: timedelta(hours=1)',
      undefined,
    ]);
    const known = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
      model.tasks.knowsAllArguments(taskNamed(model, id)),
    );
    expect(known).toEqual([true, true, true, true, true, false]);
  });
});

describe('names that are used twice', () => {
  it('mean what they mean at their place', async () => {
    const model = await modelOf(`
def extract(): ...
with DAG("a"):
    extract = PythonOperator(task_id="extract", python_callable=extract)

@dag
def dag():
    @task
    def load(): ...
    load = load()
dag = dag()
`);
    expect(callablesOf(model, 'extract')).toEqual(['extract']);
    expect(dagIdsOf(model, 'load')).toEqual(['dag']);
  });

  it('mean the last value of a loop or of branches only where that is certain', async () => {
    const model = await modelOf(`
if production():
    limits = {"execution_timeout": timedelta(hours=1)}
else:
    limits = {"execution_timeout": None, "retries": 1}
with DAG("a", default_args=limits):
    BashOperator(task_id="a")
limits = {"retries": 2}
with DAG("b", default_args=limits):
    BashOperator(task_id="b")
`);
    expect(model.tasks.knowsAllArguments(taskNamed(model, 'a'))).toBe(false);
    expect(effective(model, 'a', 'execution_timeout')).toBe('dag: timedelta(hours=1)');
    expect(effective(model, 'b', 'execution_timeout')).toBeUndefined();
  });
});

describe('callables', () => {
  it('are followed through partials, lambdas, instances, loops and helpers', async () => {
    const model = await modelOf(`
def extract(): ...
def load(): ...
class Job:
    def run(self): ...
    def __call__(self): ...
job = Job()
HANDLERS = {"a": extract, "b": load}

def make(name, func):
    return PythonOperator(task_id=name, python_callable=func)

with DAG("a"):
    PythonOperator(task_id="direct", python_callable=extract)
    PythonOperator(task_id="partial", python_callable=partial(extract, 1))
    PythonOperator(task_id="lambda", python_callable=lambda: extract())
    PythonOperator(task_id="method", python_callable=job.run)
    PythonOperator(task_id="instance", python_callable=Job())
    PythonOperator(task_id="entry", python_callable=HANDLERS["b"])
    PythonOperator(task_id="either", python_callable=extract if fast() else load)
    for name, func in [("x", extract), ("y", load)]:
        PythonOperator(task_id=f"{name}", python_callable=func)
    for name, func in HANDLERS.items():
        PythonOperator(task_id=name, python_callable=func)
    make("one", extract)
    make("two", func=load)
`);
    expect(callablesOf(model, 'direct')).toEqual(['extract']);
    expect(callablesOf(model, 'partial')).toEqual(['extract']);
    expect(callablesOf(model, 'lambda')).toEqual(['lambda']);
    expect(callablesOf(model, 'method')).toEqual(['run']);
    expect(callablesOf(model, 'instance')).toEqual(['__call__']);
    expect(callablesOf(model, 'entry')).toEqual(['load']);
    expect(callablesOf(model, 'either')).toEqual(['extract', 'load']);
    const unnamed = model.tasks.all.filter((task) => task.taskId === undefined);
    const names = unnamed.map((task) =>
      task.callables.map((found) => found.child('name')?.text).join(' '),
    );
    expect(names).toEqual(['extract load', 'extract load', 'extract load']);
  });
});
