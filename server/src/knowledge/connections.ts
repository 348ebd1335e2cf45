/**
 * Classes whose objects own a connection that only one process may use. Sources: psycopg 2, "Thread
 * and process safety"; SQLAlchemy, "Using Connection Pools with Multiprocessing or os.fork()";
 * PyMongo FAQ, "Is PyMongo fork-safe?"; https://www.sqlite.org/howtocorrupt.html, section 2.6;
 * for the others, a socket that two processes read from.
 */
const connectionClasses: ReadonlySet<string> = new Set([
  'MySQLdb.connections.Connection',
  'ftplib.FTP',
  'http.client.HTTPConnection',
  'http.client.HTTPSConnection',
  'imaplib.IMAP4_SSL',
  'mysql.connector.connection.MySQLConnection',
  'oracledb.Connection',
  'paramiko.SFTPClient',
  'paramiko.SSHClient',
  'psycopg.Connection',
  'psycopg2.extensions.connection',
  'pymongo.MongoClient',
  'pymssql.Connection',
  'pymysql.connections.Connection',
  'pyodbc.Connection',
  'requests.Session',
  'smtplib.SMTP',
  'socket.socket',
  'sqlalchemy.engine.Connection',
  'sqlalchemy.engine.Engine',
  'sqlite3.Connection',
]);

export function isConnectionClass(qualifiedClass: string): boolean {
  return connectionClasses.has(qualifiedClass);
}
