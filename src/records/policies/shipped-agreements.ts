import type { Agreement287g } from "../../law/policies/agreement-287g.ts";
import { type Row, readRows } from "../../places/tables.ts";

let read: readonly Agreement287g[] | undefined;

function agreementOf(row: Row): Agreement287g {
  return {
    state_usps: row.state_usps ?? "",
    county_geoid: row.county_geoid || null,
    county_name: row.county_name ?? "",
    agency: row.agency ?? "",
    ori: row.ori || null,
    model: row.model as Agreement287g["model"],
    agency_type: row.agency_type ?? "",
    first_listed_on: row.first_listed_on ?? "",
    last_listed_on: row.last_listed_on ?? "",
  };
}

/** Every agency and model of 287(g) agreement on ICE's 17 lists of 2025-05-16 to 2025-07-03, by state and county; read once. */
export function shippedAgreements(): readonly Agreement287g[] {
  read ??= readRows("policies/agreements-287g.csv").map(agreementOf);
  return read;
}
