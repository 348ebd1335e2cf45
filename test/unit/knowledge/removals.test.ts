import { describe, expect, it } from 'vitest';
import { removalState } from '../../../server/src/knowledge/removals';

describe('removalState', () => {
  const removal = { deprecatedIn: '2.4', removedIn: '3.0' };

  it('follows the version, patch releases included', () => {
    expect(removalState(removal, '2.10.5')).toBe('deprecated');
    expect(removalState(removal, '3.0.0')).toBe('removed');
    expect(removalState(removal, '3.3')).toBe('removed');
    expect(removalState({ removedIn: '3.0' }, '2.10')).toBeUndefined();
    expect(removalState({ deprecatedIn: '3.0' }, '2.11')).toBeUndefined();
    expect(removalState({ deprecatedIn: '3.0' }, '3.1')).toBe('deprecated');
  });

  it('counts every version where none is known', () => {
    expect(removalState(removal, undefined)).toBe('removed-in-some');
    expect(removalState(removal, 'main')).toBe('removed-in-some');
    expect(removalState({ deprecatedIn: '3.0' }, undefined)).toBeUndefined();
  });
});
