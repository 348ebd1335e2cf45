import { expect, test } from 'vitest';
import { projectOf } from '../../harness/project';

const trigger = `
import asyncio
from airflow.triggers.base import BaseTrigger, TriggerEvent
from helpers import ask, ask_later, look

class JobTrigger(BaseTrigger):
    def __init__(self, job, UNTIL):
        super().__init__()

    async def run(self):
        while not look():
            await asyncio.to_thread(ask)
            await ask_later()
        yield TriggerEvent("done")
`;

const helpers = `
import time
import requests

def ask():
    return requests.get("https://example.com", timeout=5).ok

def look():
    return wait()

def wait():
    time.sleep(5)

async def ask_later():
    time.sleep(1)
`;

const operator = `
from airflow.models import BaseOperator
from jobs import JobTrigger

class Job(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1, 600), method_name="done")
`;

const dag = `
from datetime import datetime
from airflow import DAG
from operators import Job

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1)):
    Job(task_id="job")
`;

/** The lines that the findings of a rule begin in, from 1. */
async function linesOf(path: string, rule: string, parameter = 'job_id'): Promise<number[]> {
  const files: Readonly<Record<string, string>> = {
    'plugins/jobs.py': trigger.replace('UNTIL', parameter),
    'plugins/helpers.py': helpers,
    'plugins/operators.py': operator,
    'dags/a.py': dag,
  };
  const project = await projectOf(files);
  const text = files[path] ?? '';
  return project.findings(path, rule).map(({ start }) => text.slice(0, start).split('\n').length);
}

test('what a trigger of another file calls holds up its event loop, unless a thread runs it', async () => {
  expect(await linesOf('plugins/helpers.py', 'blocking-call-in-trigger')).toEqual([12, 15]);
});

test('a trigger of another file shows whether it ends by itself', async () => {
  const rule = 'defer-without-timeout';
  expect(await linesOf('plugins/operators.py', rule, 'job_id')).toEqual([7]);
  expect(await linesOf('plugins/operators.py', rule, 'max_wait')).toEqual([]);
});
