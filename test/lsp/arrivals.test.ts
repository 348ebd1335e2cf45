import { expect, test, vi } from 'vitest';
import { Arrivals } from '../../server/src/lsp/arrivals';

/** A host whose time passes when the test says so. */
function host() {
  const due: (() => void)[] = [];
  return {
    nextTurn: (callback: () => void) => void setImmediate(callback),
    later: (_: number, callback: () => void) => void due.push(callback),
    /** The pause after the oldest arrival that still has one before it is over. */
    passPause: () => due.shift()?.(),
  };
}

test('where nothing has arrived there is rest at once', async () => {
  await expect(new Arrivals(host()).rest()).resolves.toBeUndefined();
});

test('there is no rest before the pause after the last arrival', async () => {
  const { passPause, ...time } = host();
  const arrivals = new Arrivals(time);
  const rested = vi.fn();
  arrivals.note();
  arrivals.note();
  const rest = arrivals.rest().then(rested);
  passPause();
  await arrivals.settled();
  expect(rested).not.toHaveBeenCalled();
  passPause();
  await rest;
  expect(rested).toHaveBeenCalledOnce();
  await expect(arrivals.rest()).resolves.toBeUndefined();
});

test('a rest that is interrupted ends, and the next one waits again', async () => {
  const { passPause, ...time } = host();
  const arrivals = new Arrivals(time);
  arrivals.note();
  const rest = arrivals.rest();
  arrivals.interruptRest();
  await rest;
  const rested = vi.fn();
  const next = arrivals.rest().then(rested);
  await arrivals.settled();
  expect(rested).not.toHaveBeenCalled();
  passPause();
  await next;
});
