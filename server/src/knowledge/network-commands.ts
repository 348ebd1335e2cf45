/**
 * Commands that talk to other hosts and give up when that fails once. Not here is what tries again by
 * itself, such as `wget` (20 tries, GNU Wget manual) and `apt-get`.
 */
const networkCommands: ReadonlySet<string> = new Set([
  'aws',
  'az',
  'bq',
  'curl',
  'ftp',
  'gcloud',
  'gsutil',
  'http',
  'kubectl',
  'lftp',
  'mongodump',
  'mongoexport',
  'mongoimport',
  'mysql',
  'mysqldump',
  'pg_dump',
  'pg_restore',
  'psql',
  'rsync',
  'scp',
  'sftp',
  'snowsql',
  'spark-submit',
  'sqlcmd',
  'ssh',
]);

/** Options by which a command tries again by itself (curl(1), "--retry"). */
const retryOptions: ReadonlySet<string> = new Set(['--retry', '--retry-all-errors']);

/** True for a command that asks another host, and only once. */
export function asksHostOnce(name: string, given: readonly string[]): boolean {
  const triesAgain = given.some((word) => retryOptions.has(word.split('=')[0] ?? ''));
  return networkCommands.has(name) && !triesAgain;
}

/** Commands that limit each of their requests by default: 20 seconds (smbclient(1), "--timeout"). */
const limitingCommands: ReadonlySet<string> = new Set(['smbclient']);

/** True for a command that gives up by itself when the other host goes silent. */
export function limitsItsRequests(name: string): boolean {
  return limitingCommands.has(name);
}
