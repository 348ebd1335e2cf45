import { describe, expect, it } from 'vitest';
import { modelOf, reachOf } from './dag/model';

describe('the task phase', () => {
  it('is what a callable runs, through helpers, methods and lambdas', async () => {
    const model = await modelOf(`
class Client:
    def __init__(self):
        self.connect()
    def connect(self): ...
    def fetch(self):
        return self._get()
    def _get(self): ...
    @property
    def token(self):
        return read_token()
    def __enter__(self): ...
    def __exit__(self, *error): ...

def read_token(): ...
def helper():
    client = Client()
    print(client.token)
    with Client() as other:
        other.fetch()
def unused(): ...

def run():
    helper()
with DAG("a"):
    PythonOperator(task_id="one", python_callable=run)
    PythonOperator(task_id="two", python_callable=lambda: only_lambda())
def only_lambda(): ...
`);
    for (const name of [
      'run',
      'helper',
      '__init__',
      'connect',
      'fetch',
      '_get',
      'token',
      'read_token',
      '__enter__',
      '__exit__',
    ]) {
      expect([name, reachOf(model, name)]).toEqual([
        name,
        { phases: 'task', tasks: ['one'], isScript: false, isForeignImage: false },
      ]);
    }
    expect(reachOf(model, 'only_lambda')).toMatchObject({ phases: 'task', tasks: ['two'] });
    expect(reachOf(model, 'unused')).toMatchObject({ phases: 'unknown', tasks: [] });
  });

  it('holds functions that are handed to threads, pools and dispatch tables', async () => {
    const model = await modelOf(`
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

def in_thread(): ...
def in_pool(x): ...
def in_executor(x): ...
def chosen(): ...
def passed(): ...
def nested_outer():
    def nested(): ...
    return nested
HANDLERS = {"a": chosen}
def call(fn):
    fn()

@task
def work():
    threading.Thread(target=in_thread).start()
    with Pool() as pool:
        pool.map(in_pool, [1])
    with ThreadPoolExecutor() as executor:
        executor.submit(in_executor, 1)
    HANDLERS[mode()]()
    call(passed)
    nested_outer()()
with DAG("a"):
    work()
`);
    for (const name of ['in_thread', 'in_pool', 'in_executor', 'chosen', 'passed', 'nested']) {
      expect([name, reachOf(model, name).phases]).toEqual([name, 'task']);
    }
  });

  it('follows what a helper that wraps PythonOperator is given', async () => {
    const model = await modelOf(`
def make(name, func):
    return PythonOperator(task_id=name, python_callable=func)
def extract(): ...
def load(): ...
with DAG("a"):
    make("x", extract)
    make("y", func=load)
`);
    expect(reachOf(model, 'extract').phases).toBe('task');
    expect(reachOf(model, 'load').phases).toBe('task');
    expect(reachOf(model, 'make').phases).toBe('parse');
  });

  it('is where operators of the file work, not where they are built', async () => {
    const model = await modelOf(`
from airflow.sensors.base import BaseSensorOperator
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
class Base(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.prepare()
    def prepare(self): ...
    def execute(self, context):
        self.step()
    def step(self):
        raise NotImplementedError
    def dead(self): ...
class Derived(Base):
    def step(self): ...
class Waits(BaseSensorOperator):
    def poke(self, context):
        return self.look()
    def look(self): ...
class Pod(KubernetesPodOperator):
    def cleanup(self, pod, remote_pod): ...
with DAG("a"):
    Derived(task_id="d")
`);
    expect(reachOf(model, '__init__').phases).toBe('parse');
    expect(reachOf(model, 'prepare').phases).toBe('parse');
    expect(reachOf(model, 'execute')).toMatchObject({ phases: 'task', tasks: ['d'] });
    const steps = model
      .nodes('function_definition')
      .filter((node) => node.child('name')?.text === 'step')
      .map((node) => model.reach(node.child('body') ?? node))
      .map((reach) => [[...reach.phases].join(), reach.tasks.length]);
    expect(steps).toEqual([
      ['task', 1],
      ['task', 1],
    ]);
    expect(reachOf(model, 'dead').phases).toBe('unknown');
    expect(reachOf(model, 'look').phases).toBe('task');
    expect(reachOf(model, 'cleanup').phases).toBe('task');
  });

  it('holds what an operator class hands to its base', async () => {
    const model = await modelOf(`
class Ours(PythonOperator):
    def __init__(self, **kwargs):
        def inner():
            outer()
        super().__init__(python_callable=inner, **kwargs)
class Daily(PythonOperator):
    def __init__(self, **kwargs):
        super().__init__(python_callable=self._check, **kwargs)
    def _check(self, **context): ...
def outer(): ...
with DAG("a"):
    Ours(task_id="x")
`);
    expect(reachOf(model, 'inner')).toMatchObject({ phases: 'task', tasks: ['x'] });
    expect(reachOf(model, 'outer')).toMatchObject({ phases: 'task', tasks: ['x'] });
    expect(reachOf(model, '_check').phases).toBe('task');
  });

  it('marks code of other interpreters', async () => {
    const model = await modelOf(`
@task.virtualenv(requirements=["pandas"])
def foreign(): ...
@task.docker(image="x")
def boxed(): ...
@task
def own(): ...
def both(): ...
@task.external_python(python="/x")
def outside():
    both()
@task
def inside():
    both()
with DAG("a"):
    foreign(), boxed(), own(), outside(), inside()
`);
    expect(reachOf(model, 'foreign').isForeignImage).toBe(true);
    expect(reachOf(model, 'boxed').isForeignImage).toBe(true);
    expect(reachOf(model, 'own').isForeignImage).toBe(false);
    expect(reachOf(model, 'both').isForeignImage).toBe(false);
  });

  it('does not hold a task function that another task function calls', async () => {
    const model = await modelOf(`
@task
def first(): ...
@task
def second():
    first()
with DAG("a"):
    first() >> second()
`);
    expect(reachOf(model, 'first').tasks).toEqual(['first']);
  });

  it('holds macros, filters and functions given to operators', async () => {
    const model = await modelOf(`
from airflow.sensors.external_task import ExternalTaskSensor
def macro(): ...
def nearest(date): ...
with DAG("a", user_defined_macros={"macro": macro}):
    ExternalTaskSensor(task_id="wait", external_dag_id="b", execution_date_fn=nearest)
`);
    expect(reachOf(model, 'macro').phases).toBe('task');
    expect(reachOf(model, 'nearest')).toMatchObject({ phases: 'task', tasks: ['wait'] });
  });
});

describe('the parse phase', () => {
  it('is the module, class bodies, decorators, defaults, DAG bodies and what they call', async () => {
    const model = await modelOf(`
def at_module(): ...
def in_class(): ...
def in_default(): ...
def in_with(): ...
def in_dag(): ...
def in_group(): ...
def mapped(x): ...
def deep(): ...
def measured(fn):
    def wrapper(*args):
        return fn(*args)
    return wrapper

at_module()
list(map(mapped, [1]))
class Config:
    value = in_class()
def helper(x=in_default()):
    deep()
with DAG("a"):
    in_with()
@dag
def flow():
    in_dag()
    @task_group
    def section():
        in_group()
    section()

    @task
    @measured
    def work(): ...
    work()
flow()
`);
    for (const name of [
      'at_module',
      'in_class',
      'in_default',
      'in_with',
      'in_dag',
      'in_group',
      'mapped',
      'flow',
      'section',
      'measured',
    ]) {
      expect([name, reachOf(model, name).phases]).toEqual([name, 'parse']);
    }
    expect(reachOf(model, 'deep').phases).toBe('unknown');
    expect(reachOf(model, 'work').phases).toBe('task');
    expect(reachOf(model, 'wrapper').phases).toBe('task');
  });

  it('ends where a function is only handed to Airflow', async () => {
    const model = await modelOf(`
def work(): ...
def build():
    return PythonOperator(task_id="one", python_callable=work)
with DAG("a"):
    build()
`);
    expect(reachOf(model, 'build').phases).toBe('parse');
    expect(reachOf(model, 'work').phases).toBe('task');
  });
});

describe('callbacks', () => {
  it('are found in arguments, default_args and assignments', async () => {
    const model = await modelOf(`
from airflow.notifications.basenotifier import BaseNotifier
def on_task(context): ...
def on_dag(context):
    send()
def send(): ...
def in_list(context): ...
def in_partial(name, context): ...
def assigned(context): ...
def on_attribute(context): ...
class Ours(BaseNotifier):
    def notify(self, context): ...
default_args = {"on_failure_callback": on_task, "on_retry_callback": [in_list]}
default_args["on_success_callback"] = assigned
with DAG("a", default_args=default_args, on_failure_callback=on_dag) as made:
    BashOperator(task_id="one", on_execute_callback=partial(in_partial, "x"))
made.on_success_callback = on_attribute
`);
    for (const name of [
      'on_task',
      'on_dag',
      'send',
      'in_list',
      'in_partial',
      'assigned',
      'on_attribute',
      'notify',
    ]) {
      expect([name, reachOf(model, name).phases]).toEqual([name, 'callback']);
    }
  });
});

describe('triggers', () => {
  it('run in the triggerer', async () => {
    const model = await modelOf(`
from airflow.triggers.base import BaseTrigger
class Poll(BaseTrigger):
    def serialize(self): ...
    async def run(self):
        await self.look()
    async def look(self): ...
`);
    expect(reachOf(model, 'run').phases).toBe('trigger');
    expect(reachOf(model, 'look').phases).toBe('trigger');
  });
});

describe('a method that a deferral names', () => {
  it('runs in the task, for the tasks of its class', async () => {
    const model = await modelOf(`
class Job(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(), method_name="finish")
    def finish(self, context, event=None):
        self.store()
    def store(self): ...
    def unused(self): ...
class Other:
    def run(self):
        self.defer(method_name="lost")
    def lost(self): ...
with DAG("a"):
    Job(task_id="job")
`);
    expect(reachOf(model, 'finish')).toMatchObject({ phases: 'task', tasks: ['job'] });
    expect(reachOf(model, 'store').tasks).toEqual(['job']);
    expect(reachOf(model, 'lost').phases).toBe('unknown');
    expect(reachOf(model, 'unused').phases).toBe('unknown');
  });
});

describe('scripts', () => {
  it('are what only __main__ runs', async () => {
    const model = await modelOf(`
def main():
    step()
def step(): ...
def shared(): ...
@task
def work():
    shared()
with DAG("a"):
    work()
if __name__ == "__main__":
    main()
    shared()
else:
    imported()
def imported(): ...
`);
    expect(reachOf(model, 'imported')).toMatchObject({ phases: 'parse', isScript: false });
    expect(reachOf(model, 'main')).toMatchObject({ phases: '', isScript: true });
    expect(reachOf(model, 'step').isScript).toBe(true);
    expect(reachOf(model, 'shared')).toMatchObject({ phases: 'task', isScript: false });
  });
});
