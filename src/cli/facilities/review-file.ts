import { csvRecords, csvTextCell } from "../../base/csv.ts";
import { InvalidInput } from "../../base/errors.ts";
import { readReference } from "../../base/reference.ts";
import type { FacilityKind, Resolution } from "../../places/resolution.ts";
import type { ReviewedSpelling } from "../../places/reviewed.ts";
import type { DecidedPlace } from "../../records/facilities/apply-reviews.ts";
import { facilityResolver } from "../facility-resolver.ts";

const asked = ["place_id", "name", "city", "state", "code", "requests", "status", "candidates"] as const;
const filled = [
  "facility_id",
  "facility_name",
  "kind",
  "governed_geoid",
  "state_usps",
  "author",
  "reason",
] as const;

interface OpenCase {
  readonly place_id: number;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly code: string;
  readonly requests: number;
  readonly status: string;
  readonly candidates: readonly {
    readonly facility: string;
    readonly jurisdiction_geoid: string | null;
    readonly why: string;
  }[];
}

/** The open cases as a CSV with empty columns for a person's decision. */
export function reviewCsv(cases: readonly OpenCase[]): string {
  const rows = cases.map((c) => [
    String(c.place_id),
    c.name,
    c.city,
    c.state,
    c.code,
    String(c.requests),
    c.status,
    c.candidates
      .map((candidate) => `${candidate.facility} (${candidate.jurisdiction_geoid ?? "?"})`)
      .join("; "),
    ...filled.map(() => ""),
  ]);
  return [[...asked, ...filled], ...rows].map((row) => `${row.map(csvTextCell).join(",")}\n`).join("");
}

type Filled = Record<(typeof asked)[number] | (typeof filled)[number], string>;

function checkRow(row: Filled, where: string): void {
  if (!/^\d+$/.test(row.place_id))
    throw new InvalidInput(
      `${where}: place_id "${row.place_id}" is not a number; leave the first columns as they were written`,
    );
  if (row.author.trim() === "" || row.reason.trim() === "")
    throw new InvalidInput(`${where}: a decision needs both author and reason`);
  if (row.facility_id === "" && (row.facility_name === "" || row.kind === ""))
    throw new InvalidInput(
      `${where}: name facility_id, or facility_name, kind and governed_geoid of a new one`,
    );
  if (row.governed_geoid !== "" && !/^(US|\d{2}|\d{5}|\d{7}|\d{10})$/.test(row.governed_geoid))
    throw new InvalidInput(
      `${where}: governed_geoid "${row.governed_geoid}" is no GEOID; write 2, 5, 7 or 10 digits, or US`,
    );
  if (row.state === "" && row.state_usps === "")
    throw new InvalidInput(`${where}: the source gives no state; fill in state_usps`);
}

function decide(row: Filled, where: string, on: string): DecidedPlace {
  checkRow(row, where);
  const unquoted = (text: string): string => text.replace(/^'(?=[=+\-@])/, "");
  const state = row.state || row.state_usps;
  const spelling: ReviewedSpelling = {
    name: unquoted(row.name),
    city: unquoted(row.city),
    state_usps: row.state_usps || stateCode(state),
    facility_id: row.facility_id || null,
    facility_name: row.facility_name || row.name,
    kind: (row.kind || "unknown") as FacilityKind,
    governed_geoid: row.governed_geoid,
    author: row.author,
    reason: row.reason,
  };
  const [resolution] = facilityResolver([spelling]).resolveAll([
    { name: spelling.name, city: spelling.city || undefined, state, on },
  ]) as [Resolution];
  if (resolution.status !== "resolved" || resolution.method !== "review")
    throw new InvalidInput(
      `${where}: the decision does not resolve (${resolution.evidence.join(" ")}); check facility_id and governed_geoid`,
    );
  return {
    place_id: Number(row.place_id),
    state_written: row.state,
    author: row.author,
    reason: row.reason,
    resolution,
  };
}

function stateCode(state: string): string {
  const row = readReference("places/states.csv").find(
    (known) =>
      known.name?.toUpperCase() === state.trim().toUpperCase() || known.usps === state.trim().toUpperCase(),
  );
  return row?.usps ?? state;
}

/** The decisions of a filled-in review file; refused whole, naming the row, when one cannot be taken. */
export function decisionsOf(text: string, file: string, on: string): DecidedPlace[] {
  let rows: Filled[];
  try {
    rows = csvRecords(text) as Filled[];
  } catch (error) {
    throw new InvalidInput(
      `${file}: ${(error as Error).message}; keep the columns as accord facilities review wrote them`,
    );
  }
  const lacking = [...asked, ...filled].find((column) => rows[0] !== undefined && !(column in rows[0]));
  if (lacking)
    throw new InvalidInput(
      `${file}: the column ${lacking} is missing; keep the columns as accord facilities review wrote them`,
    );
  return rows.flatMap((row, at) =>
    filled.every((column) => row[column] === "") ? [] : [decide(row, `${file}, row ${at + 2}`, on)],
  );
}
