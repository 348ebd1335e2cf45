/**
 * Functions that return an instance of a known class although their name is not a class's, by the
 * documentation of the standard library and of each package.
 */
const returnedTypes: Readonly<Record<string, string>> = {
  'builtins.open': 'io.TextIOWrapper',
  'io.open': 'io.TextIOWrapper',
  'codecs.open': 'io.TextIOWrapper',
  'gzip.open': 'io.TextIOWrapper',
  'bz2.open': 'io.TextIOWrapper',
  'lzma.open': 'io.TextIOWrapper',
  'requests.session': 'requests.Session',
  'multiprocessing.get_context': 'multiprocessing',
  'logging.getLogger': 'logging.Logger',
  'structlog.get_logger': 'logging.Logger',
  'structlog.getLogger': 'logging.Logger',
  'concurrent.futures.ThreadPoolExecutor.submit': 'concurrent.futures.Future',
  'concurrent.futures.ProcessPoolExecutor.submit': 'concurrent.futures.Future',
  'airflow.utils.log.logging_mixin.LoggingMixin.log': 'logging.Logger',
  'airflow.BigQueryHook.get_client': 'google.cloud.bigquery.Client',
  'airflow.DbApiHook.get_sqlalchemy_engine': 'sqlalchemy.engine.Engine',
  'airflow.FTPHook.get_conn': 'ftplib.FTP',
  'airflow.HttpHook.get_conn': 'requests.Session',
  'airflow.MySqlHook.get_conn': 'MySQLdb.connections.Connection',
  'airflow.PostgresHook.get_conn': 'psycopg2.extensions.connection',
  'airflow.MsSqlHook.get_sqlalchemy_engine': 'sqlalchemy.engine.Engine',
  'airflow.MySqlHook.get_sqlalchemy_engine': 'sqlalchemy.engine.Engine',
  'airflow.PostgresHook.get_sqlalchemy_engine': 'sqlalchemy.engine.Engine',
  'airflow.SqliteHook.get_sqlalchemy_engine': 'sqlalchemy.engine.Engine',
  'airflow.SFTPHook.get_conn': 'paramiko.SFTPClient',
  'airflow.SSHHook.get_conn': 'paramiko.SSHClient',
  'asyncio.get_event_loop': 'asyncio.AbstractEventLoop',
  'asyncio.get_running_loop': 'asyncio.AbstractEventLoop',
  'asyncio.new_event_loop': 'asyncio.AbstractEventLoop',
  'asyncio.run_coroutine_threadsafe': 'concurrent.futures.Future',
  'azure.eventhub.EventHubConsumerClient.from_connection_string':
    'azure.eventhub.EventHubConsumerClient',
  'docker.from_env': 'docker.DockerClient',
  'pika.BlockingConnection.channel': 'pika.BlockingChannel',
  'pulsar.Client.subscribe': 'pulsar.Consumer',
  'redis.Redis.from_url': 'redis.Redis',
  'redis.Redis.pubsub': 'redis.client.PubSub',
  'redis.from_url': 'redis.Redis',
  'websockets.asyncio.client.connect': 'websockets.Connection',
  'websockets.client.connect': 'websockets.Connection',
  'websockets.connect': 'websockets.Connection',
  'asyncio.create_subprocess_exec': 'asyncio.subprocess.Process',
  'asyncio.create_subprocess_shell': 'asyncio.subprocess.Process',
  'boto3.Session.client': 'botocore.client.BaseClient',
  'boto3.Session.resource': 'boto3.resources.base.ServiceResource',
  'boto3.client': 'botocore.client.BaseClient',
  'boto3.resource': 'boto3.resources.base.ServiceResource',
  'boto3.session.Session.client': 'botocore.client.BaseClient',
  'boto3.session.Session.resource': 'boto3.resources.base.ServiceResource',
  'cloudscraper.create_scraper': 'cloudscraper.CloudScraper',
  'cx_Oracle.connect': 'cx_Oracle.Connection',
  'cx_Oracle.Connection.cursor': 'cx_Oracle.Cursor',
  'databricks.sql.connect': 'databricks.sql.client.Connection',
  'databricks.sql.client.Connection.cursor': 'databricks.sql.client.Cursor',
  'google.cloud.bigquery.Client.copy_table': 'google.cloud.bigquery.CopyJob',
  'google.cloud.bigquery.Client.extract_table': 'google.cloud.bigquery.ExtractJob',
  'google.cloud.bigquery.Client.load_table_from_dataframe': 'google.cloud.bigquery.LoadJob',
  'google.cloud.bigquery.Client.load_table_from_file': 'google.cloud.bigquery.LoadJob',
  'google.cloud.bigquery.Client.load_table_from_json': 'google.cloud.bigquery.LoadJob',
  'google.cloud.bigquery.Client.load_table_from_uri': 'google.cloud.bigquery.LoadJob',
  'google.cloud.bigquery.Client.query': 'google.cloud.bigquery.QueryJob',
  'google.cloud.pubsub_v1.SubscriberClient.subscribe':
    'google.cloud.pubsub_v1.subscriber.futures.StreamingPullFuture',
  'google.cloud.storage.Bucket.blob': 'google.cloud.storage.Blob',
  'google.cloud.storage.Bucket.get_blob': 'google.cloud.storage.Blob',
  'google.cloud.storage.Client.bucket': 'google.cloud.storage.Bucket',
  'google.cloud.storage.Client.get_bucket': 'google.cloud.storage.Bucket',
  'multiprocessing.Pool.apply_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.Pool.map_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.Pool.starmap_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.pool.ThreadPool.apply_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.pool.ThreadPool.map_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.pool.ThreadPool.starmap_async': 'multiprocessing.pool.AsyncResult',
  'mysql.connector.connect': 'mysql.connector.connection.MySQLConnection',
  'mysql.connector.connection.MySQLConnection.cursor': 'mysql.connector.cursor.MySQLCursor',
  'MySQLdb.connect': 'MySQLdb.connections.Connection',
  'MySQLdb.connections.Connection.cursor': 'MySQLdb.cursors.Cursor',
  'oracledb.connect': 'oracledb.Connection',
  'oracledb.Connection.cursor': 'oracledb.Cursor',
  'paramiko.SFTPClient.from_transport': 'paramiko.SFTPClient',
  'paramiko.SSHClient.open_sftp': 'paramiko.SFTPClient',
  'pexpect.spawn': 'pexpect.spawn',
  'pexpect.pxssh.pxssh': 'pexpect.pxssh.pxssh',
  'pexpect.spawnu': 'pexpect.spawnu',
  'psycopg.connect': 'psycopg.Connection',
  'psycopg.Connection.cursor': 'psycopg.Cursor',
  'psycopg2.connect': 'psycopg2.extensions.connection',
  'psycopg2.extensions.connection.cursor': 'psycopg2.extensions.cursor',
  'pymssql.connect': 'pymssql.Connection',
  'pymssql.Connection.cursor': 'pymssql.Cursor',
  'pymysql.connect': 'pymysql.connections.Connection',
  'pymysql.connections.Connection.cursor': 'pymysql.cursors.Cursor',
  'pyodbc.connect': 'pyodbc.Connection',
  'pyodbc.Connection.cursor': 'pyodbc.Cursor',
  'redshift_connector.connect': 'redshift_connector.Connection',
  'redshift_connector.Connection.cursor': 'redshift_connector.Cursor',
  'snowflake.connector.connect': 'snowflake.connector.connection.SnowflakeConnection',
  'snowflake.connector.connection.SnowflakeConnection.cursor':
    'snowflake.connector.cursor.SnowflakeCursor',
  'socket.create_connection': 'socket.socket',
  'socket.socket': 'socket.socket',
  'sqlalchemy.create_engine': 'sqlalchemy.engine.Engine',
  'sqlalchemy.orm.scoped_session': 'sqlalchemy.orm.scoped_session',
  'sqlalchemy.orm.sessionmaker': 'sqlalchemy.orm.sessionmaker',
  'sqlalchemy.engine.Engine.begin': 'sqlalchemy.engine.Connection',
  'sqlalchemy.engine.Engine.connect': 'sqlalchemy.engine.Connection',
  'trino.dbapi.connect': 'trino.dbapi.Connection',
  'trino.dbapi.Connection.cursor': 'trino.dbapi.Cursor',
  'urllib.request.build_opener': 'urllib.request.OpenerDirector',
  'urllib3.connection_from_url': 'urllib3.HTTPConnectionPool',
  'time.monotonic': 'builtins.float',
  'time.time': 'builtins.float',
};

/** The class of what a call of `callee` returns; undefined where it is not known. */
export function returnedType(callee: string): string | undefined {
  const listed = Object.hasOwn(returnedTypes, callee) ? returnedTypes[callee] : undefined;
  if (listed !== undefined) return listed;
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(name) ? callee : undefined;
}

/** Functions that return several instances of one class. Source: the Python library reference. */
const returnedElementTypes: Readonly<Record<string, string>> = {
  'multiprocessing.Pipe': 'multiprocessing.connection.Connection',
};

/** The class of each of the things that a call of `callee` returns. */
export function returnedElementType(callee: string): string | undefined {
  return Object.hasOwn(returnedElementTypes, callee) ? returnedElementTypes[callee] : undefined;
}

/**
 * Second names of the same thing, so that rules know one. Source: the packages' own re-exports.
 */
const aliases: Readonly<Record<string, string>> = {
  'redis.StrictRedis': 'redis.Redis',
  'redis.client.Redis': 'redis.Redis',
  'redis.client.StrictRedis': 'redis.Redis',
  'multiprocessing.Manager.Barrier': 'multiprocessing.Barrier',
  'multiprocessing.Manager.Condition': 'multiprocessing.Condition',
  'multiprocessing.Manager.Event': 'multiprocessing.Event',
  'multiprocessing.Manager.JoinableQueue': 'multiprocessing.JoinableQueue',
  'multiprocessing.Manager.Lock': 'multiprocessing.Lock',
  'multiprocessing.Manager.Pool': 'multiprocessing.Pool',
  'multiprocessing.Manager.Queue': 'multiprocessing.Queue',
  'multiprocessing.Manager.RLock': 'multiprocessing.RLock',
  'multiprocessing.Manager.Semaphore': 'multiprocessing.Semaphore',
  'multiprocessing.dummy.Pool': 'multiprocessing.pool.ThreadPool',
  'multiprocessing.queues.Queue': 'multiprocessing.Queue',
  'multiprocessing.context.Process': 'multiprocessing.Process',
  'multiprocessing.process.BaseProcess': 'multiprocessing.Process',
  'multiprocessing.pool.Pool': 'multiprocessing.Pool',
  'concurrent.futures.thread.ThreadPoolExecutor': 'concurrent.futures.ThreadPoolExecutor',
  'concurrent.futures.process.ProcessPoolExecutor': 'concurrent.futures.ProcessPoolExecutor',
  'requests.api.get': 'requests.get',
  'requests.api.post': 'requests.post',
  'requests.sessions.Session': 'requests.Session',
  'pandas.io.parsers.read_csv': 'pandas.read_csv',
  'requests.sessions.session': 'requests.session',
  'urllib3.poolmanager.PoolManager': 'urllib3.PoolManager',
  'urllib3.poolmanager.ProxyManager': 'urllib3.ProxyManager',
  'urllib3.connectionpool.HTTPConnectionPool': 'urllib3.HTTPConnectionPool',
  'urllib3.connectionpool.HTTPSConnectionPool': 'urllib3.HTTPSConnectionPool',
  'urllib3.util.Timeout': 'urllib3.Timeout',
  'urllib3.util.timeout.Timeout': 'urllib3.Timeout',
  'aiohttp.client.ClientSession': 'aiohttp.ClientSession',
  'aiohttp.client.ClientTimeout': 'aiohttp.ClientTimeout',
  'paramiko.client.SSHClient': 'paramiko.SSHClient',
  'paramiko.sftp_client.SFTPClient': 'paramiko.SFTPClient',
  'pexpect.pty_spawn.spawn': 'pexpect.spawn',
  'pexpect.spawn.spawn': 'pexpect.spawn',
  'requests.api.delete': 'requests.delete',
  'requests.api.head': 'requests.head',
  'requests.api.patch': 'requests.patch',
  'requests.api.put': 'requests.put',
  'requests.api.request': 'requests.request',
  'sqlalchemy.engine.create_engine': 'sqlalchemy.create_engine',
  'sqlalchemy.engine.base.Engine': 'sqlalchemy.engine.Engine',
  'google.cloud.storage.client.Client': 'google.cloud.storage.Client',
  'google.cloud.bigquery.client.Client': 'google.cloud.bigquery.Client',
};

export function canonicalLibraryName(qualifiedName: string): string {
  return (
    (Object.hasOwn(aliases, qualifiedName) ? aliases[qualifiedName] : undefined) ?? qualifiedName
  );
}
