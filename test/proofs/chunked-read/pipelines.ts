/**
 * Bodies of a task that reads `path` and writes `out`, as people write them. Every step works row by
 * row, so that the chunked read is offered for each of them.
 */
export const rowWisePipelines: Readonly<Record<string, string>> = {
  'a new column': `
df = pd.read_csv(path)
df["double"] = df["qty"] * 2
df["share"] = df["price"] / df["qty"]
df = df[COLUMNS + ["double", "share"]]
df.to_csv(out)
`,
  'rows left out, so that the index has gaps': `
df = pd.read_csv(path)
df = df[df["qty"] > 50]
df = df[COLUMNS]
df.to_csv(out)
`,
  'missing values left out in place': `
df = pd.read_csv(path)
df.dropna(subset=["name", "qty"], inplace=True)
df.rename(columns={"note": "remark"}, inplace=True)
df["price"] *= 2
df["qty"] = df["qty"].astype(int)
df[["id", "qty", "price", "remark"]].to_csv(out, mode="a", index=False)
`,
  'text methods on columns of text': `
df = pd.read_csv(path, dtype=str)
df = df[COLUMNS]
df["name"] = df["name"].fillna("").str.strip().str.upper()
df["zip"] = df["zip"].str.zfill(8)
df["both"] = df["name"] + "-" + df["zip"]
df["first"] = df["day"].str.split("-").str[0]
df.to_csv(out, sep="\\t", quoting=csv.QUOTE_ALL)
`,
  'text methods on inferred columns': `
df = pd.read_csv(path, usecols=COLUMNS)
df["month"] = df["day"].str.slice(5, 7)
df["year"] = df["day"].str.extract(r"(\\d+)-", expand=False)
df["long"] = df["day"].str.len().astype("Int64")
df["january"] = df["day"].str.contains("-01-", na=False)
df["label"] = df["day"].str.cat(df["name"].astype(str), sep="|")
df.to_csv(out, index=False, na_rep="NULL")
`,
  'values filled': `
df = pd.read_csv(path)
df = df[COLUMNS]
df["flag"] = df["flag"].fillna(False)
df["qty"] = df["qty"].fillna(0).astype("int64")
df = df.fillna("")
df.to_csv(out, index=False)
`,
  'values replaced': `
df = pd.read_csv(path)[COLUMNS]
df = df.replace("-", np.nan)
df["name"] = df["name"].replace({"abc": "xyz"})
df["mixed"] = pd.to_numeric(df["mixed"], errors="coerce").astype(float)
df.to_csv(out)
`,
  'functions of values and rows': `
df = pd.read_csv(path)
df["label"] = df["id"].map(label)
df["code2"] = df["code"].map({"1": "one", "A7": "seven"})
df["text"] = df["price"].apply(lambda price: f"{price:.1f}")
df["twice"] = df["qty"].map(lambda qty: qty * 2)
df["size"] = df["name"].fillna("").apply(len)
df["whole"] = df.apply(lambda row: f"{row['name']}/{row['qty']}", axis=1)
df = df[["label", "code2", "text", "twice", "size", "whole"]]
df.to_csv(out, index=False)
`,
  'choices and numeric functions': `
df = pd.read_csv(path)
df["kind"] = np.where(df["qty"] > 50, "many", "few")
df["cost"] = np.where(df["qty"] > 50, df["price"] * 2, df["price"])
df["class"] = np.select([df["qty"] > 60, df["qty"] > 30], ["a", "b"], default="c")
df["log"] = np.log1p(df["price"].abs())
df["rest"] = df["id"] % 7
df["limited"] = df["qty"].clip(lower=10, upper=90)
df = df[["id", "kind", "cost", "class", "log", "rest", "limited", "price"]]
df.to_csv(out, index=False, float_format="%.3f")
`,
  'times with a format': `
df = pd.read_csv(path)
df["day"] = pd.to_datetime(df["day"], format="%Y-%m-%d %H:%M:%S")
df["text"] = df["day"].dt.strftime("%d.%m.%Y")
df["date"] = df["day"].dt.date
df["year"] = df["day"].dt.year.astype("Int64")
df = df[["day", "text", "date", "year"]]
df.to_csv(out, index=False, date_format="%Y-%m-%d")
`,
  'columns chosen, renamed and typed': `
df = pd.read_csv(path, dtype={"zip": str})
df.columns = [name.strip().upper() for name in df.columns]
df.columns = df.columns.str.lower()
df = df[COLUMNS].drop(columns=["note"]).astype({"id": float, "name": str})
if "code" in df.columns:
    df = df.rename(columns={"code": "CODE"})
for name in ["zip", "day"]:
    df[name] = df[name].str.strip()
df.to_csv(out, header=True)
`,
  'assign, query and set_index': `
df = (pd.read_csv(path)[COLUMNS].assign(x=1).query("qty > 10 and name != 'x y'"))
df = df.assign(y=lambda part: part["price"] * 3, z="const").set_index("id")
df.to_csv(out, encoding="utf-8-sig")
`,
  'a condition sets values': `
df = pd.read_csv(path)[COLUMNS]
df["hit"] = 0
df.loc[df["id"] % 7 == 0, "hit"] = 1
df.loc[df["qty"] > 90, "size"] = "L"
df.loc[df["qty"] <= 90, "size"] = "S"
df.to_csv(out, index=False, sep=";")
`,
  'two outputs': `
df = pd.read_csv(path)[COLUMNS]
good = df[df["qty"].notna()]
bad = df[df["qty"].isna()]
print("writing")
good.to_csv(out, index=False)
bad.to_csv(out + ".bad", index=False, header=COLUMNS)
`,
  'no header, decimal commas, UTF-16': `
df = pd.read_csv(path, header=None, skiprows=1, usecols=range(12))
df[1] = df[1] / 2
df.to_csv(out, header=False, sep=";", decimal=",", encoding="utf-16")
`,
  'types for all columns that are read': `
df = pd.read_csv(path, dtype={"id": int, "qty": float}, usecols=["id", "qty"])
df["qty"] = df["qty"] * 2
df.to_csv(out)
`,
  'large numbers': `
df = pd.read_csv(path)
df["big"] = df["big"] + 1
df["bigmix"] = df["bigmix"] * 2
df = df[["big", "bigmix", "id"]]
df.to_csv(out)
`,
  'rows numbered again, index not written': `
df = pd.read_csv(path)
df = df[~df["name"].isin(["abc", "x y"])].reset_index(drop=True)
df[COLUMNS].to_csv(out, index=False)
`,
};
