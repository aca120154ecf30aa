import sql, { empty, join, raw, type Sql } from "sql-template-tag";

/** What requests are told apart by in a report; each is a column of the week's requests and of their groups. */
export const dimensions = [
  "form",
  "asks_notify",
  "asks_hold",
  "asks_serve",
  "outcome",
  "outcome_detail",
  "counts_as_declined",
  "evidence_grade",
  "place_status",
  "place_id",
  "state_geoid",
  "body_id",
  "body_kind",
  "jurisdiction_geoid",
  "criminality",
  "charge_category",
  "age_band",
  "is_backlog",
  "recorded_on",
  "is_disputed",
  "is_likely_duplicate",
  "is_synthetic",
] as const;
export type Dimension = (typeof dimensions)[number];
export type DimensionValue = string | number | boolean | null;

/** Which requests a number counts: for each dimension named, the values that count. Nothing named counts all. */
export type Where = { readonly [key in Dimension]?: readonly DimensionValue[] };

/** Both conditions at once. */
export function both(a: Where, b: Where): Where {
  const merged: { [key in Dimension]?: readonly DimensionValue[] } = { ...a };
  for (const [key, values] of Object.entries(b) as [Dimension, readonly DimensionValue[]][]) {
    const before = merged[key];
    merged[key] = before === undefined ? values : before.filter((value) => values.includes(value));
  }
  return merged;
}

/** Whether a group of requests meets a condition. */
export function meets(group: Readonly<Record<Dimension, DimensionValue>>, where: Where): boolean {
  return (Object.entries(where) as [Dimension, readonly DimensionValue[]][]).every(([key, values]) =>
    values.includes(group[key]),
  );
}

/** One text for one condition, so that two numbers that count the same are known to. */
export function whereKey(where: Where): string {
  const parts = (Object.entries(where) as [Dimension, readonly DimensionValue[]][]).map(
    ([key, values]) => `${key}=${JSON.stringify([...values].sort())}`,
  );
  return parts.sort().join("&");
}

function oneOf(dimension: Dimension, values: readonly DimensionValue[]): Sql {
  const named = values.filter((value) => value !== null).map(String);
  const column = raw(dimension);
  const isNull = sql`${column} is null`;
  if (named.length === 0) return values.length === 0 ? sql`false` : isNull;
  const isNamed = sql`${column}::text = any(${named}::text[])`;
  return values.includes(null) ? sql`(${isNull} or ${isNamed})` : isNamed;
}

/** The same condition in SQL, `true` when nothing is named. */
export function whereSql(where: Where): Sql {
  const parts = (Object.entries(where) as [Dimension, readonly DimensionValue[]][]).map(([key, values]) =>
    oneOf(key, values),
  );
  return parts.length === 0 ? sql`true${empty}` : join(parts, " and ");
}
