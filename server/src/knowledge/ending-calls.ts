/**
 * Which calls end by themselves: those that only compute, look at what is there or work on local
 * files, and clients that give up after times of their own. A call that is not named here may end
 * as well; it is not known to.
 */

/** True for a function or method that is known to return or raise, by its qualified name. */
export function endsByItself(qualifiedName: string): boolean {
  return endingNames.test(qualifiedName) && !waitingNames.test(qualifiedName);
}

/** True for the name of a method that only strings, numbers, collections and dates have. */
export function isValueMethod(name: string): boolean {
  return valueMethods.has(name);
}

/**
 * The Python standard library, and clients of AWS: botocore gives up connecting and reading after
 * 60 s each (`DEFAULT_TIMEOUT` in botocore/endpoint.py 1.44) and ends its retries.
 */
const endingNames =
  /^(?:builtins|collections|csv|datetime|functools|hashlib|io|itertools|json|logging|math|os|pathlib|random|re|shutil|string|tempfile|uuid|zipfile|airflow\.S3Hook|botocore\.client\.BaseClient)\./;

/** What of these waits for people or other processes, or runs what it is given. */
const waitingNames = /\.(?:eval|exec|filter|get_waiter|input|map|popen|spawn\w*|system|wait\w*)$/;

const valueMethods: ReadonlySet<string> = new Set(
  (
    'append capitalize copy date decode encode endswith extend format get index isdigit isoformat ' +
    'items join keys lower lstrip partition pop replace rpartition rsplit rstrip split splitlines ' +
    'startswith strftime strip title upper values zfill'
  ).split(' '),
);
