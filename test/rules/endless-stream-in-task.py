# --- case: Kafka
from airflow.decorators import task
from confluent_kafka import Consumer
from kafka import KafkaConsumer


@task
def consume(topic):
    consumer = KafkaConsumer(topic, bootstrap_servers="kafka:9092")
    for message in consumer:
#                  ^^^^^^^^ warning: `consumer` is a stream that never ends: the task stays in "running" until someone kills it. Pass `consumer_timeout_ms=`, so that the task reads what there is and ends; what never ends belongs in a service.
        print(message.value)


@task
def consume_some(topic):
    consumer = KafkaConsumer(topic)
    rows = []
    for message in consumer:
#                  ^^^^^^^^ warning: `consumer` waits for the next message without limit: when too few come, the task stays in "running" until someone kills it. Pass `consumer_timeout_ms=`, so that the task reads what there is and ends; what never ends belongs in a service.
        rows.append(message.value)
        if len(rows) == 100:
            break
    return rows


@task
def poll():
    consumer = Consumer({"group.id": "a"})
    message = consumer.poll()
#             ^^^^^^^^^^^^^ warning: `consumer.poll()` waits for the next message without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
    more = consumer.consume(10)
#          ^^^^^^^^^^^^^^^^ warning: `consumer.consume(10)` waits for the next messages without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
    return message, more

# --- case: Kafka that ends when nothing comes
from airflow.decorators import task
from confluent_kafka import Consumer
from kafka import KafkaConsumer


@task
def consume(topic, options, consumer_of_mine):
    for message in KafkaConsumer(topic, consumer_timeout_ms=10000):
        print(message)
    for message in KafkaConsumer(topic, **options):
        print(message)
    for message in consumer_of_mine:
        print(message)
    consumer = Consumer(options)
    return consumer.poll(1.0), consumer.consume(10, timeout=5)

# --- case: subscriptions
from airflow.operators.python import PythonOperator
from google.cloud import pubsub_v1
from redis import Redis


def listen(subscription):
    subscriber = pubsub_v1.SubscriberClient()
    future = subscriber.subscribe(subscription, callback=print)
    future.result()
#   ^^^^^^^^^^^^^ warning: `future.result()` waits for messages without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
    future.result(timeout=60)


def jobs():
    r = Redis(socket_timeout=5)
    p = r.pubsub()
    p.subscribe("jobs")
    for message in p.listen():
#                  ^^^^^^^^^^ warning: `p.listen()` is a stream that never ends: the task stays in "running" until someone kills it. Ask `get_message(timeout=…)` until a deadline. What never ends belongs in a service.
        print(message)
    r.blpop("queue")
#   ^^^^^^^ warning: `r.blpop("queue")` waits for the next element without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
    r.blpop("queue", timeout=0)
#   ^^^^^^^ warning: `r.blpop("queue", timeout=0)` waits for the next element without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
    r.blpop("queue", 5)
    p.get_message(timeout=5)


PythonOperator(task_id="listen", python_callable=listen)
PythonOperator(task_id="jobs", python_callable=jobs)

# --- case: sockets of the web
import asyncio
import websocket
import websockets
from airflow.decorators import task


async def follow(url):
    async with websockets.connect(url) as connection:
        async for message in connection:
#                            ^^^^^^^^^^ warning: `connection` is a stream that never ends: the task stays in "running" until someone kills it. Await `recv()` through `asyncio.wait_for(…, timeout=…)`. What never ends belongs in a service.
            print(message)


@task
def listen(url):
    websocket.WebSocketApp(url).run_forever()
#                               ^^^^^^^^^^^ warning: `websocket.WebSocketApp(url).run_forever()` is a stream that never ends: the task stays in "running" until someone kills it. Close it when a count or a deadline is reached. What never ends belongs in a service.
    asyncio.run(follow(url))

# --- case: posts, queues and events of a cluster
import pika
import tweepy
from airflow.models import BaseOperator
from kubernetes import client, watch


class FollowOperator(BaseOperator):
    def execute(self, context):
        tweepy.StreamingClient("token").filter()
#                                       ^^^^^^ warning: `tweepy.StreamingClient("token").filter()` is a stream that never ends: the task stays in "running" until someone kills it. Stop it with `disconnect()` when a count or a deadline is reached. What never ends belongs in a service.
        tweepy.StreamingClient("token").filter(threaded=True)
        connection = pika.BlockingConnection(pika.ConnectionParameters("rabbit"))
        channel = connection.channel()
        channel.start_consuming()
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning: `channel.start_consuming()` is a stream that never ends: the task stays in "running" until someone kills it. Iterate `consume(…, inactivity_timeout=…)`. What never ends belongs in a service.
        for method, properties, body in channel.consume("jobs"):
#                                       ^^^^^^^^^^^^^^^^^^^^^^^ warning: `channel.consume("jobs")` is a stream that never ends: the task stays in "running" until someone kills it. Pass `inactivity_timeout=`, so that the task reads what there is and ends; what never ends belongs in a service.
            print(body)
        for method, properties, body in channel.consume("jobs", inactivity_timeout=5):
            print(body)
        pods = client.CoreV1Api()
        for event in watch.Watch().stream(pods.list_namespaced_pod, "default"):
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `watch.Watch().stream(pods.list_namespaced_pod, "default")` is a stream that never ends: the task stays in "running" until someone kills it. Pass `timeout_seconds=`, so that the task reads what there is and ends; what never ends belongs in a service.
            print(event)
        names = [event for event in watch.Watch().stream(pods.list_namespaced_pod, timeout_seconds=60)]
        return names

# --- case: a watch that is stopped may still wait for the event that stops it
from airflow.decorators import task
from kubernetes import client, watch


@task
def follow():
    w = watch.Watch()
    for event in w.stream(client.CoreV1Api().list_namespaced_pod, "default"):
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `w.stream(client.CoreV1Api().list_namespaced_pod, "default")` is a stream that never ends: the task stays in "running" until someone kills it. Pass `timeout_seconds=`, so that the task reads what there is and ends; what never ends belongs in a service.
        if event["type"] == "DELETED":
            w.stop()

# --- case: followed pipes
import subprocess
from airflow.decorators import task


@task
def follow():
    process = subprocess.Popen(["tail", "-F", "/var/log/app.log"], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
#               ^^^^^^^^^^^^^^ warning: `process.stdout` is a stream that never ends: the task stays in "running" until someone kills it. Leave the loop at a deadline, and end the process. What never ends belongs in a service.
        print(line)
    short = subprocess.Popen(["tail", "-n", "5", "/var/log/app.log"], stdout=subprocess.PIPE, text=True)
    for line in short.stdout:
        print(line)

# --- case: a limit around it, and a consumer that a helper makes
from datetime import timedelta
from airflow.decorators import task
from airflow.utils.timeout import timeout
from kafka import KafkaConsumer


def consumer_of(topic):
    return KafkaConsumer(topic)


@task(execution_timeout=timedelta(minutes=5))
def consume(topic):
    for message in consumer_of(topic):
#                  ^^^^^^^^^^^^^^^^^^ warning: `consumer_of(topic)` is a stream that never ends: the task fails each time, when its `execution_timeout` ends it. Pass `consumer_timeout_ms=`, so that the task reads what there is and ends; what never ends belongs in a service.
        print(message)


@task
def consume_for_a_minute(topic):
    with timeout(60):
        for message in consumer_of(topic):
            print(message)

# --- case: a trigger waits for streams
import websockets
from airflow.triggers.base import BaseTrigger, TriggerEvent


class MessageTrigger(BaseTrigger):
    async def run(self):
        async with websockets.connect("wss://a") as connection:
            async for message in connection:
                yield TriggerEvent(message)

# --- case: other things of these names, and streams that are stopped
import pika
from airflow.decorators import task
from mylib import KafkaConsumer


def take(channel, method, properties, body):
    channel.stop_consuming()


@task
def consume():
    for message in KafkaConsumer("topic"):
        print(message)
    channel = pika.BlockingConnection(pika.ConnectionParameters("rabbit")).channel()
    channel.basic_consume("jobs", take)
    channel.start_consuming()

# --- case: a followed pipe line by line, shards, other consumers
import subprocess
import time
import boto3
import pulsar
from aiokafka import AIOKafkaConsumer
from airflow.decorators import task


@task
def follow():
    process = subprocess.Popen(["tail", "-F", "/var/log/app.log"], stdout=subprocess.PIPE)
    for line in iter(process.stdout.readline, b""):
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `iter(process.stdout.readline, b"")` is a stream that never ends: the task stays in "running" until someone kills it. Leave the loop at a deadline, and end the process. What never ends belongs in a service.
        print(line)


@task
def shard(iterator):
    kinesis = boto3.client("kinesis")
    while iterator is not None:
        answer = kinesis.get_records(ShardIterator=iterator)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `kinesis.get_records(ShardIterator=iterator)` is a stream that never ends: the task stays in "running" until someone kills it. Stop at a deadline, or when no more records come. What never ends belongs in a service.
        store(answer["Records"])
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


@task
def answers(iterator):
    kinesis = boto3.client("kinesis")
    answer = kinesis.get_records(ShardIterator=iterator)
    while "NextShardIterator" in answer:
        answer = kinesis.get_records(ShardIterator=answer["NextShardIterator"])
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `kinesis.get_records(ShardIterator=answer["NextShardIterator"…` is a stream that never ends: the task stays in "running" until someone kills it. Stop at a deadline, or when no more records come. What never ends belongs in a service.
        store(answer["Records"])


async def messages():
    consumer = AIOKafkaConsumer("orders")
    await consumer.start()
    async for message in consumer:
#                        ^^^^^^^^ warning: `consumer` is a stream that never ends: the task stays in "running" until someone kills it. Await `getmany(timeout_ms=…)` until nothing comes. What never ends belongs in a service.
        print(message.value)


@task
async def consume():
    await messages()


@task
def receive():
    consumer = pulsar.Client("pulsar://broker").subscribe("orders", "etl")
    print(consumer.receive().data())
#         ^^^^^^^^^^^^^^^^ warning: `consumer.receive()` waits for the next message without limit: when too few come, the task stays in "running" until someone kills it. Pass `timeout_millis=`, so that the task reads what there is and ends; what never ends belongs in a service.
    print(consumer.receive(timeout_millis=1000).data())

# --- case: shards that are read up to now
import boto3
from airflow.decorators import task


@task
def up_to_now(iterator):
    kinesis = boto3.client("kinesis")
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        store(answer["Records"])
        if answer["MillisBehindLatest"] == 0:
            break
        iterator = answer["NextShardIterator"]


@task
def some(iterator):
    kinesis = boto3.client("kinesis")
    rows = 0
    while iterator and rows < 1000:
        answer = kinesis.get_records(ShardIterator=iterator)
        rows += len(answer["Records"])
        iterator = answer["NextShardIterator"]

# --- case: the moment of the run is read once and used for the whole stream
from airflow.decorators import task
from kafka import KafkaConsumer


@task
def consume(ds=None, **context):
    until = context["data_interval_end"]
    other = context["ts"]
    print(other)
    for message in KafkaConsumer("orders"):
#                  ^^^^^^^^^^^^^^^^^^^^^^^ warning: `KafkaConsumer("orders")` is a stream that never ends: the task stays in "running" until someone kills it. Pass `consumer_timeout_ms=`, so that the task reads what there is and ends; what never ends belongs in a service.
        store(message.value, day=ds, until=until)
