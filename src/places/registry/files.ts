import { formatCsv } from "../../base/csv.ts";
import type { RegistryTables, Row } from "../tables.ts";

const columns: Readonly<Record<keyof RegistryTables, readonly string[]>> = {
  facilities: [
    "facility_id",
    "name",
    "kind",
    "city",
    "state_usps",
    "stands_in_geoid",
    "detloc",
    "governed_geoid",
  ],
  aliases: ["spelling", "state_usps", "city", "facility_id", "decided_by", "reason", "author"],
  codes: ["detloc", "facility_id"],
  controllers: [
    "facility_id",
    "body_id",
    "name",
    "kind",
    "jurisdiction_geoid",
    "from_on",
    "to_on",
    "source",
    "verification",
  ],
  open_cases: ["spelling", "state_usps", "city", "candidate_geoids", "reason", "author"],
};

/** The registry's tables as CSV text by their path below `reference/`. */
export function registryFiles(registry: RegistryTables): Map<string, string> {
  const names = Object.keys(columns) as (keyof RegistryTables)[];
  return new Map(
    names.map((name) => [`facilities/${name.replace("_", "-")}.csv`, csvOf(columns[name], registry[name])]),
  );
}

function csvOf(header: readonly string[], rows: readonly Row[]): string {
  return formatCsv([header, ...rows.map((row) => header.map((name) => row[name] ?? ""))]);
}
