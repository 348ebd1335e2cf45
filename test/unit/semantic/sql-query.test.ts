import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { querySize } from '../../../server/src/semantic/sql-query';

const hole = '\uFFFC';

describe.each([
  [
    'whole',
    [
      'select * from orders',
      'SELECT a, b FROM shop.orders AS o ORDER BY a',
      'SELECT * FROM "Orders" o LEFT JOIN [customers] c ON c.id = o.customer_id;',
      'SELECT * -- WHERE day = 1\nFROM orders /* LIMIT 10 */',
      "SELECT 'where' AS place FROM orders",
      `SELECT * FROM ${hole}`,
      `SELECT ${hole} FROM a.${hole}`,
      `SELECT * FROM orders_${hole}`,
      'SELECT * FROM a UNION SELECT * FROM b WHERE x = 1',
      'SELECT * FROM orders WHERE 1=1 ORDER BY id',
      'SELECT * FROM orders LIMIT ALL',
      'SELECT * FROM orders LIMIT 2000000',
      'SET search_path TO shop; SELECT * FROM orders',
      '(SELECT * FROM orders)',
      'shop.orders',
      'SELECT max(id) OVER () FROM orders',
      'SELECT id, count(*) FROM orders',
      'select * from {{ params.table }}',
    ],
  ],
  [
    'filtered',
    [
      'SELECT * FROM orders WHERE day = 1',
      'SELECT city, count(*) FROM orders GROUP BY city',
      'SELECT DISTINCT city FROM orders',
      'SELECT * FROM (SELECT * FROM orders) t',
      'SELECT * FROM generate_series(1, 10)',
      `SELECT * FROM orders ${hole}`,
      'SELECT * FROM orders TABLESAMPLE SYSTEM (1)',
      'WITH a AS (SELECT * FROM b WHERE c) SELECT * FROM a',
      'SELECT * FROM a WHERE x = 1 UNION ALL SELECT * FROM b WHERE x = 2',
    ],
  ],
  [
    'bounded',
    [
      'SELECT * FROM orders LIMIT 10',
      `SELECT * FROM orders LIMIT ${hole}`,
      'SELECT TOP 10 * FROM orders',
      'SELECT * FROM orders ORDER BY id FETCH FIRST 5 ROWS ONLY',
      'SELECT count(*) FROM orders',
      'SELECT min(day), coalesce(max(day), 0) AS last FROM orders WHERE x',
      'SELECT 1',
      'SELECT current_date, 2',
      'SHOW TABLES',
      "SELECT name FROM sqlite_master WHERE type='table'",
      'SELECT * FROM a UNION SELECT * FROM b LIMIT 3',
      'WITH a AS (SELECT * FROM b) SELECT count(*) FROM a',
    ],
  ],
  [
    'unknown',
    [
      '',
      hole,
      `${hole} FROM orders`,
      'CALL refresh()',
      'INSERT INTO a VALUES (1) RETURNING id',
      `SELECT ${hole}`,
      'SELECT * FROM orders {% if day %} WHERE day = 1 {% endif %}',
    ],
  ],
] as const)('%s', (size, queries) => {
  test.each(queries.map((query) => [query]))('%s', (query) => {
    expect(querySize(query, hole)).toBe(size);
  });
});

test('any text has a size', () => {
  const pieces = ['SELECT', 'FROM', '(', ')', ',', ';', 'UNION', 'LIMIT', "'", '"', hole, 'a', '1'];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (words) => {
      expect(['bounded', 'filtered', 'whole', 'unknown']).toContain(
        querySize(words.join(' '), hole),
      );
    }),
  );
});
