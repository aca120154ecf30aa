import type { Day } from "../../base/day.ts";

/** One agency and model of 287(g) agreement, with the days of the first and last of ICE's lists that name it. */
export interface Agreement287g {
  readonly state_usps: string;
  /** Null where the list gives no county and the agency table has none. */
  readonly county_geoid: string | null;
  readonly county_name: string;
  readonly agency: string;
  readonly ori: string | null;
  readonly model: "Task Force Model" | "Warrant Service Officer" | "Jail Enforcement Model";
  readonly agency_type: string;
  /** Days of lists: neither the day of signing nor the day of an end. */
  readonly first_listed_on: Day;
  readonly last_listed_on: Day;
}

/** The day of the first and of the last of the lists; nothing is known of other days. */
export const listedBetween = { first: "2025-05-16", last: "2025-07-03" } as const;

/** What ICE's lists tell of an agreement on a day. */
export type Listing = "listed" | "not_listed" | "no_list";

/** Whether the lists named an agreement on a day; `no_list` for a day before the first or after the last of them. */
export function listingOn(agreement: Agreement287g, day: Day): Listing {
  if (day < listedBetween.first || day > listedBetween.last) return "no_list";
  return agreement.first_listed_on <= day && day <= agreement.last_listed_on ? "listed" : "not_listed";
}
