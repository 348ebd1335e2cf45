import fc from 'fast-check';

/**
 * Random tasks that read `path`, take a few steps and write `out`. Many steps need the whole frame,
 * or give a part another type than the whole: for those no fix may be offered.
 */
export function randomPipelines(count: number, seed: number): string[] {
  return fc.sample(pipeline, { numRuns: count, seed });
}

const numberColumns = ['id', 'qty', 'price', 'big', 'nq', 'new'];
const textColumns = ['name', 'zip', 'day', 'note', 'allna', 'new'];
const truthColumns = ['flag', 'fl2'];

function columnOf(names: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...names).map((name) => `df["${name}"]`);
}

/** A template with `%` for each part that is put in. */
function fill(template: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((values) => {
    let index = 0;
    return template.replace(/%/g, () => values[index++] ?? '');
  });
}

const constants = fc.constantFrom('2', '0', '1.5', '-3', '10', '0.1');

const { number, text, truth } = fc.letrec<{ number: string; text: string; truth: string }>(
  (tie) => {
    const [number, text, truth] = [tie('number'), tie('text'), tie('truth')];
    const numberMethod = fc.constantFrom(
      ...['abs()', 'round(1)', 'fillna(0)', 'fillna(-1.5)', 'astype(float)', 'astype(int)'],
      ...['clip(0, 50)', 'clip(lower=1.5)', 'shift(1)', 'cumsum()', 'rank()', 'diff()', 'ffill()'],
      ...[
        'astype("Int64")',
        'add(1)',
        'div(4)',
        'where(df["id"] > 5)',
        'mask(df["id"] > 5)',
        'mean()',
      ],
      ...['mod(3)', 'replace(1, 100)', 'replace(0, np.nan)', 'max()', 'interpolate()', 'pow(2)'],
    );
    const numberFunction = fc.constantFrom(
      ...['v * 2', 'v / 2', 'v if v > 5 else 0', 'float(v)', 'round(v, 1)', 'v', 'len(str(v))'],
      ...['v * 1.5 if v > 2 else v', '1 if v > 3 else 0', 'None if v > 50 else v'],
    );
    const textMethod = fc.constantFrom(
      ...[
        'upper()',
        'strip()',
        'title()',
        'zfill(5)',
        'slice(0, 2)',
        'replace("a", "b")',
        'get(0)',
      ],
      ...[
        'split(" ").str[0]',
        'cat(df["zip"])',
        'cat()',
        'extract(r"([a-z]+)", expand=False)',
        '[0]',
      ],
    );
    const textFunction = fc.constantFrom(
      ...['str(v).upper()', 'v.strip() if isinstance(v, str) else v', 'f"{v}!"', 'v', 'str(v)[:2]'],
      ...['v.upper() if isinstance(v, str) else None', 'v if v == "abc" else "other"', 'None'],
    );
    const month = fc.constantFrom('year', 'month', 'day');
    return {
      number: fc.oneof(
        { maxDepth: 3, withCrossShrink: false },
        columnOf(numberColumns),
        fill('(% % %)', number, fc.constantFrom('+', '-', '*', '/'), constants),
        fill('(% % %)', number, fc.constantFrom('+', '-', '*', '/', '//', '%25', '**'), number).map(
          (expression) => expression.replace('%25', '%'),
        ),
        fill('%.%', number, numberMethod),
        fill('np.%(%)', fc.constantFrom('log1p', 'sqrt', 'floor', 'abs', 'cumsum', 'mean'), number),
        fill('np.where(%, %, %)', truth, fc.oneof(number, constants), fc.oneof(number, constants)),
        fill('%.str.len()', text),
        fill('pd.to_numeric(%, errors="coerce")', text),
        fill('%.map(lambda v: %)', number, numberFunction),
        fill('pd.to_datetime(df["day"], format="@Y-@m-@d", errors="coerce").dt.%', month),
        fill('%.astype(%)', truth, fc.constantFrom('int', 'float', '"Int64"')),
        fill('%.map({"abc": 1, "x y": 2})', text),
      ),
      text: fc.oneof(
        { maxDepth: 3, withCrossShrink: false },
        columnOf(textColumns),
        fill('%.str.%', text, textMethod).map((expression) =>
          expression.replace('.str.[', '.str['),
        ),
        fill('%.fillna(%)', text, fc.constantFrom('"none"', '0', '""')),
        fill('(% + %)', text, fc.oneof(text, fc.constant('"-"'))),
        fill('%.astype(str)', fc.oneof(number, text, truth)),
        fill('%.apply(lambda v: %)', text, textFunction),
        fill('%.map(lambda v: %)', number, fc.constantFrom('f"{v}"', '"hi" if v > 5 else "lo"')),
        fill('np.where(%, %, %)', truth, text, fc.oneof(text, fc.constant('"n"'), number)),
        fill(
          '%.replace(%)',
          text,
          fc.constantFrom('"abc", "ABC"', '"x y", np.nan', '{"abc": 1}', '"", np.nan'),
        ),
        fill('%.map({"abc": "A", "x y": "B"})', text),
        fill('%.%', text, fc.constantFrom('shift(1)', 'ffill()', 'where(df["id"] > 4, "x")')),
      ),
      truth: fc.oneof(
        { maxDepth: 3, withCrossShrink: false },
        fill('(% % %)', number, fc.constantFrom('>', '<=', '=='), fc.oneof(number, constants)),
        columnOf(truthColumns),
        fill('(% % %)', truth, fc.constantFrom('&', '|'), truth),
        fill('(~%)', truth),
        fill(
          '%.%',
          fc.oneof(number, text),
          fc.constantFrom('isna()', 'isin([1, "abc"])', 'duplicated()'),
        ),
        fill('%.str.%', text, fc.constantFrom('contains("a")', 'startswith("x")', 'isdigit()')),
        fill('%.fillna(False)', columnOf(truthColumns)),
      ),
    };
  },
);

const step = fc.oneof(
  fill('df["new"] = %', fc.oneof(number, text, truth)),
  fill('df["%"] = %', fc.constantFrom(...numberColumns, 'name', 'note'), fc.oneof(number, text)),
  fill('df = df[%]', truth),
  fc.constantFrom(
    ...[
      'df = df.dropna(subset=["name"])',
      'df = df.fillna(0)',
      'df = df.fillna("?")',
      'df = df.round(1)',
    ],
    ...['df = df.replace("abc", "q")', 'df = df.replace(0, 5)', 'df = df.drop(columns=["note"])'],
    ...[
      'df = df.rename(columns={"qty": "new"})',
      'df = df.reset_index(drop=True)',
      'df = df.head(9)',
    ],
    ...['df = df.drop_duplicates()', 'df = df.sort_values("qty")', 'df = df.set_index("zip")'],
    ...[
      'df = df.astype({"qty": str})',
      'df = df.astype({"price": "string"})',
      'df = df.query("qty > 3")',
    ],
    'df["new"] = df.apply(lambda r: f"{r[\'qty\']}", axis=1)',
    'df["new"] = pd.to_datetime(df["day"], format="@Y-@m-@d", errors="coerce")',
    'df = df.applymap(lambda v: v.strip() if isinstance(v, str) else v)',
    'df["qty"].fillna(0, inplace=True)',
    'if "note" in df.columns:\n    df["new"] = df["note"].fillna("")',
    'for c in ["name", "zip"]:\n    df[c] = df[c].str.strip()',
  ),
  fill(
    'df.loc[%, "%"] = %',
    truth,
    fc.constantFrom('qty', 'name', 'new'),
    fc.constantFrom('"s"', '1'),
  ),
  fill('df = df.assign(new=%, other=lambda part: part["qty"] * 2)', fc.oneof(number, text)),
  fill('df["qty"] % %', fc.constantFrom('+=', '*=', '/='), fc.oneof(constants, number)),
  fill('other = df[%]\ndf["new"] = other["qty"]', truth),
);

const reading = fc.constantFrom(
  'df = pd.read_csv(path)',
  'df = pd.read_csv(path)',
  'df = pd.read_csv(path, dtype=str)',
  'df = pd.read_csv(path, dtype={"zip": str})',
  'df = pd.read_csv(path).dropna(subset=["name"])',
);
const writing = fc.constantFrom(
  ...['', ', index=False', ', float_format="@.2f"', ', date_format="@d.@m.@Y"'],
  ...[', sep=";", decimal=","', ', quoting=csv.QUOTE_NONNUMERIC'],
);
const pipeline = fc
  .tuple(reading, fc.array(step, { minLength: 1, maxLength: 3 }), writing)
  .map(([first, steps, last]) =>
    [first, ...steps, `df.to_csv(out${last})`].join('\n').replaceAll('@', '%'),
  );
