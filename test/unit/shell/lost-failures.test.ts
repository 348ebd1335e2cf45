import { describe, expect, it } from 'vitest';
import { shortName } from '../../../server/src/semantic/shell/commands';
import { failuresOf } from '../../../server/src/semantic/shell/lost-failures';
import { readScript } from '../../../server/src/semantic/shell/script';

/** What is lost of a script, as `how command`. */
function lostOf(text: string): string[] {
  return failuresOf(readScript(text)).lost.map(({ by, failing }) => `${by} ${shortName(failing)}`);
}

describe('what a script does not tell', () => {
  it.each<[string, readonly string[]]>([
    ['load; check', ['later-command load']],
    ['load && check', []],
    ['load; RC=$?; exit $RC', []],
    ['load || true', ['alternative load']],
    ['load || exit 1', []],
    ['load || (echo failed; exit 1)', []],
    ['load; exit 0', ['end load']],
    ['load | tee log', ['pipe load']],
    ['load | grep ok', []],
    ['if load; then check; fi', []],
    ['if test -e x; then load; check; fi', ['later-command load']],
    ['if test -e x; then load; else check; fi', []],
    ['case x in a) load; check ;; *) check ;; esac', ['later-command load']],
    ['for x in 1 2; do load; done', ['later-round load']],
    ['(load; check)', ['later-command load']],
    ['(load; check); report', ['later-command load', 'later-command check']],
    ['{ load && check; }', []],
    ['load & check', []],
    ['run() { load; check; }; run', []],
    ['bash -c "load; check"', ['later-command load']],
    ['bash -ec "load; check"', []],
    ['A=$(load); check', []],
    ['! load; check', []],
  ])('%s', (text, expected) => {
    expect(lostOf(text)).toEqual(expected);
  });

  it.each(['set -e', 'set -ex', 'set -x -e', 'set -euo pipefail', 'set -o errexit'])(
    'is nothing of a sequence behind `%s`',
    (options) => {
      expect(lostOf(`${options}; load; check`)).toEqual([]);
    },
  );

  it('is there again behind `set +e`', () => {
    expect(lostOf('set -e; set +e; load; check')).toEqual(['later-command load']);
  });

  it('is what stands in front of `&&`, for which `set -e` does not count', () => {
    expect(lostOf('set -e; load && check; report')).toEqual(['conjunction load']);
  });
});

describe('which options would do', () => {
  it('is not `set -e` where a command only answers', () => {
    expect(failuresOf(readScript('grep x y; load; check')).canEndOnFailure).toBe(false);
    expect(failuresOf(readScript('grep x y && load; check')).canEndOnFailure).toBe(true);
    expect(failuresOf(readScript('rm -f x; load; check')).canEndOnFailure).toBe(true);
  });

  it('is not pipefail where a reader may end first', () => {
    expect(failuresOf(readScript('load | head -1')).canFailPipes).toBe(false);
    expect(failuresOf(readScript('load | sed 5q')).canFailPipes).toBe(false);
    expect(failuresOf(readScript('load | sort')).canFailPipes).toBe(true);
  });
});
