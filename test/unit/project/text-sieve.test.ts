import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf, TextSieve } from '../../../server/src/semantic/project/text-sieve';

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', '_', 'é', '\u{1f6eb}'),
  maxLength: 40,
});

describe('a sieve of texts', () => {
  it('lets through every text that is in the other', () => {
    fc.assert(
      fc.property(letters, letters, letters, (before, part, behind) => {
        expect(new TextSieve(before + part + behind).mayHold(runsOf(part))).toBe(true);
      }),
    );
  });

  it('holds back texts with a run that the other lacks', () => {
    const sieve = new TextSieve('with DAG("load_sales"):');
    expect(sieve.mayHold(runsOf('load_sales'))).toBe(true);
    expect(sieve.mayHold(runsOf('load_sale_s'))).toBe(false);
    expect(sieve.mayHold(runsOf('lo'))).toBe(true);
  });
});
