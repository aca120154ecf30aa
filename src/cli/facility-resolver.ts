import { addDays, type Day } from "../base/day.ts";
import { readReference } from "../base/reference.ts";
import { spanOf } from "../law/policies/reduced-date.ts";
import { createResolver } from "../places/resolver.ts";
import type { ReviewedSpelling } from "../places/reviewed.ts";
import { readTables } from "../places/tables.ts";
import type { Resolver } from "../records/facilities/resolve-places.ts";

/** The version of the rules and tables under which a place was resolved; grows when an answer can change. */
export const resolverVersion = "resolver-1";

const datedTables = [
  "facilities/controllers.csv",
  "custodians/custodians.csv",
  "custodians/county-bodies.csv",
  "custodians/state-agencies.csv",
];

/** Days on which some row of the custody tables begins or ends; a date cut to a month or year gives both ends of its span. */
function changeDays(): Day[] {
  const dates = datedTables.flatMap((table) =>
    readReference(table).flatMap((row) => [row.from_on, row.to_on, row.valid_from, row.valid_to]),
  );
  const spans = [...new Set(dates)]
    .filter((date) => date !== undefined && date !== "")
    .map((date) => spanOf(date as string));
  const days = spans.flatMap(({ first, last }) => [first, addDays(first, 1), last, addDays(last, 1)]);
  return [...new Set(days)].sort();
}

/** The resolver over reference/, with decisions of people above its rules. */
export function facilityResolver(reviewed: readonly ReviewedSpelling[] = []): Resolver {
  const { resolveAll, controllingBody } = createResolver(readTables(), reviewed);
  return { version: resolverVersion, resolveAll, controllingBody, changeDays: changeDays() };
}
