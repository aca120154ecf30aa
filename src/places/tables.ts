import { readFileSync } from "node:fs";
import { parseCsv } from "../base/csv.ts";
import { projectPath } from "../base/paths.ts";

/** A county or equivalent at one vintage of the Census codes. */
export interface County {
  readonly geoid: string;
  readonly state_usps: string;
  readonly name: string;
  /** The name as `placeKeyOf` writes it. */
  readonly key: string;
  readonly name_full: string;
  readonly kind: string;
  /** First and last day, empty where not bounded. */
  readonly valid_from: string;
  readonly valid_to: string;
  readonly successor_geoids: readonly string[];
}

/** An incorporated place (7-digit GEOID) or a town or township (10-digit GEOID). */
export interface Place {
  readonly geoid: string;
  readonly state_usps: string;
  readonly name: string;
  readonly key: string;
  readonly name_full: string;
  /** Counties it lies in as far as known, main one first. */
  readonly county_geoids: readonly string[];
}

/** Rows of one reference table by header name. */
export type Row = Readonly<Record<string, string>>;

/** Everything that resolution reads, as text rows; `readTables` brings it from `reference/`. */
export interface PlaceTables {
  readonly states: readonly Row[];
  readonly counties: readonly Row[];
  readonly municipalities: readonly Row[];
  readonly county_subdivisions: readonly Row[];
  readonly ice_facilities: readonly Row[];
  readonly custody: CustodyTables;
  readonly registry: RegistryTables;
}

/** Who runs what, by place and by state. */
export interface CustodyTables {
  readonly custodians: readonly Row[];
  readonly bodies: readonly Row[];
  readonly consolidated: readonly Row[];
  readonly county_defaults: readonly Row[];
  readonly county_bodies: readonly Row[];
  readonly state_agencies: readonly Row[];
  readonly state_prison_words: readonly Row[];
  readonly federal_bodies: readonly Row[];
}

/** Our own registry of facilities, its spellings and who controls them where that is not the rule. */
export interface RegistryTables {
  readonly facilities: readonly Row[];
  readonly aliases: readonly Row[];
  readonly codes: readonly Row[];
  readonly controllers: readonly Row[];
  readonly open_cases: readonly Row[];
}

/**
 * The rows of a table under `reference/`, a line each: no cell of ours holds a line end, which the data's tests hold it to.
 * Throws what the file system throws, and SyntaxError on a broken row.
 */
export function readRows(path: string): Row[] {
  const lines = readFileSync(projectPath("reference", path), "utf8").split("\n");
  const header = (lines[0] ?? "").split(",");
  const rows: Row[] = [];
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line !== "")
      rows.push(
        rowOf(
          header,
          line.includes('"') ? (parseCsv(line)[0] ?? []) : line.split(","),
          `${path} row ${at + 1}`,
        ),
      );
  }
  return rows;
}

function rowOf(header: readonly string[], cells: readonly string[], where: string): Row {
  if (cells.length !== header.length)
    throw new SyntaxError(`${where}: ${cells.length} cells under ${header.length} headers`);
  const row: Record<string, string> = {};
  for (let i = 0; i < header.length; i++) row[header[i] as string] = cells[i] as string;
  return row;
}

/** A list in one cell, parted by semicolons. */
export function listOf(cell: string | undefined): string[] {
  return cell ? cell.split(";") : [];
}

const noRegistry: RegistryTables = {
  facilities: [],
  aliases: [],
  codes: [],
  controllers: [],
  open_cases: [],
};

/** All tables that resolution reads, without the registry: what the registry itself is built from. */
export function readTablesWithoutRegistry(): PlaceTables {
  return {
    states: readRows("places/states.csv"),
    counties: readRows("places/counties.csv"),
    municipalities: readRows("places/municipalities.csv"),
    county_subdivisions: readRows("places/county-subdivisions.csv"),
    ice_facilities: readRows("facilities/ice-facilities.csv"),
    custody: readCustody(),
    registry: noRegistry,
  };
}

/** All tables that resolution reads, from `reference/`. */
export function readTables(): PlaceTables {
  return {
    ...readTablesWithoutRegistry(),
    registry: {
      facilities: readRows("facilities/facilities.csv"),
      aliases: readRows("facilities/aliases.csv"),
      codes: readRows("facilities/codes.csv"),
      controllers: readRows("facilities/controllers.csv"),
      open_cases: readRows("facilities/open-cases.csv"),
    },
  };
}

function readCustody(): CustodyTables {
  return {
    custodians: readRows("custodians/custodians.csv"),
    bodies: readRows("custodians/bodies.csv"),
    consolidated: readRows("custodians/consolidated.csv"),
    county_defaults: readRows("custodians/county-defaults.csv"),
    county_bodies: readRows("custodians/county-bodies.csv"),
    state_agencies: readRows("custodians/state-agencies.csv"),
    state_prison_words: readRows("custodians/state-prison-words.csv"),
    federal_bodies: readRows("custodians/federal-bodies.csv"),
  };
}
