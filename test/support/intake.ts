import { writeFileSync } from "node:fs";
import sql from "sql-template-tag";
import { z } from "zod";
import { fixedClock } from "../../src/base/clock.ts";
import { formatCsv } from "../../src/base/csv.ts";
import { outcomeTables, stateGeoids } from "../../src/cli/services.ts";
import { defineQuery } from "../../src/db/db.ts";
import type { Resolver } from "../../src/records/facilities/resolve-places.ts";
import { importFile } from "../../src/sources/intake/import-file.ts";
import type { ImportOptions, ImportServices } from "../../src/sources/intake/import-services.ts";
import type { FileImport } from "../../src/sources/intake/record-release.ts";
import { readLayouts } from "../../src/sources/layouts/layout.ts";
import { type Lifetime, testFolder } from "./folder.ts";
import { openTestStore, type TestStore } from "./store.ts";

/** A resolver that knows no place: what is tested here is the reading. */
export const resolvesNothing: Resolver = {
  version: "resolves nothing",
  resolveAll: (queries) =>
    queries.map(() => ({
      status: "unresolved",
      facility: null,
      controlling_body: null,
      jurisdiction_geoid: null,
      method: "none",
      evidence: [],
      candidates: [],
    })),
  controllingBody: () => null,
  changeDays: [],
};

/** A store with what an import needs, and a folder in which source files are made up. */
export interface Intake {
  readonly store: TestStore;
  readonly services: ImportServices;
  /** Writes a source file and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Imports a file by its path. */
  bring(path: string, options?: Partial<ImportOptions>): Promise<FileImport>;
  /** Writes a source file and imports it. */
  take(
    content: string | Uint8Array,
    options?: Partial<ImportOptions> & { name?: string },
  ): Promise<FileImport>;
}

const plainOptions: ImportOptions = { author: "test", series: null, vintage: null, is_synthetic: true };

/** Opens a fresh store for imports; every row in these tests is made up. */
export async function openIntake(t: Lifetime): Promise<Intake> {
  const folder = testFolder(t);
  const store = await openTestStore(t);
  const services: ImportServices = {
    store,
    clock: fixedClock("2026-01-05T12:00:00.000Z"),
    resolver: resolvesNothing,
    state_geoids: stateGeoids(),
    outcome_tables: outcomeTables(),
    layouts: readLayouts(),
    person_secret: "a secret of the tests",
    progress: () => undefined,
  };
  let made = 0;
  const write = (name: string, content: string | Uint8Array): string => {
    const path = `${folder}/${name}`;
    writeFileSync(path, content);
    return path;
  };
  const bring = (path: string, options: Partial<ImportOptions> = {}) =>
    importFile(services, path, { ...plainOptions, ...options });
  return {
    store,
    services,
    write,
    bring,
    take: (content, { name, ...options } = {}) =>
      bring(write(name ?? `made-up-${++made}.csv`, content), options),
  };
}

/** CSV text of rows under a header. */
export function table(header: readonly string[], ...rows: readonly (readonly string[])[]): string {
  return formatCsv([header, ...rows]);
}

/** The headers of the six-column layout, and one plain row of it. */
export const sixColumns = [
  "prepare_date",
  "detainer_type",
  "facility_name",
  "facility_city",
  "facility_state",
  "lift_reason",
] as const;
export const sixCells = (
  preparedOn: string,
  facility = "MADE UP COUNTY JAIL",
  liftReason = "Lifted",
): string[] => [
  preparedOn,
  "I247 - Immigration Detainer - Notice of Action (as of March 2013)",
  facility,
  "SPRINGFIELD",
  "OHIO",
  liftReason,
];

/** Every detainer of the store as it was read, spellings in place of their numbers: one row a detainer, in order of ids. */
export const allDetainers = defineQuery(
  z.object({
    release_id: z.number(),
    sheet_id: z.number(),
    row_no: z.number(),
    prepared_on: z.string(),
    name: z.string(),
    city: z.string(),
    state: z.string(),
    code: z.string(),
    detainer_type: z.string(),
    lift_reason: z.string(),
    second_lift_reason: z.string(),
    lifted_on: z.string().nullable(),
    release_expected_on: z.string().nullable(),
    apprehended_on: z.string().nullable(),
    departed_on: z.string().nullable(),
    citizenship: z.string(),
    gender: z.string(),
    criminality: z.string(),
    conviction_charge: z.string(),
    conviction_charge_code: z.string(),
    convicted_on: z.string().nullable(),
    charged_on: z.string().nullable(),
    is_aggravated_felon: z.string(),
    basis: z.string(),
    facility_aor: z.string(),
    duty_site: z.string(),
    is_juvenile: z.boolean().nullable(),
    is_likely_duplicate: z.boolean(),
    person_key: z.string().nullable(),
    unread_fields: z.array(z.string()).nullable(),
  }),
  sql`
    with spelled as (select term_id, written from term)
    select d.release_id, (d.detainer_id / 1000000000)::int as sheet_id, (d.detainer_id % 1000000000)::int as row_no, d.prepared_on,
           p.name, p.city, p.state, p.code,
           (select written from spelled where term_id = d.detainer_type_id) as detainer_type,
           (select written from spelled where term_id = d.lift_reason_id) as lift_reason,
           (select written from spelled where term_id = d.second_lift_reason_id) as second_lift_reason,
           d.lifted_on, d.release_expected_on, d.apprehended_on, d.departed_on,
           (select written from spelled where term_id = d.citizenship_id) as citizenship,
           (select written from spelled where term_id = d.gender_id) as gender,
           (select written from spelled where term_id = d.criminality_id) as criminality,
           (select written from spelled where term_id = d.conviction_charge_id) as conviction_charge,
           (select written from spelled where term_id = d.conviction_charge_code_id) as conviction_charge_code,
           d.convicted_on, d.charged_on,
           (select written from spelled where term_id = d.is_aggravated_felon_id) as is_aggravated_felon,
           (select written from spelled where term_id = d.basis_id) as basis,
           (select written from spelled where term_id = d.facility_aor_id) as facility_aor,
           (select written from spelled where term_id = d.duty_site_id) as duty_site,
           d.is_juvenile, d.is_likely_duplicate, d.person_key, d.unread_fields
      from detainer d join source_place p using (place_id)
     order by d.detainer_id`,
);

const tally = z.object({
  releases: z.number(),
  sheets: z.number(),
  detainers: z.number(),
  charges: z.number(),
  entries: z.number(),
  terms: z.number(),
  places: z.number(),
  quarantined: z.number(),
  counted: z.number(),
});

/** How many rows each table of the record has: equal before and after something that adds nothing. */
export const everythingCounted = defineQuery(
  tally,
  sql`
    select (select count(*) from release) as releases, (select count(*) from source_sheet) as sheets,
           (select count(*) from detainer) as detainers, (select count(*) from booking_charge) as charges,
           (select count(*) from journal) as entries, (select count(*) from term) as terms,
           (select count(*) from source_place) as places, (select count(*) from quarantined_row) as quarantined,
           (select coalesce(sum(detainers), 0) from detainer_rollup)::bigint as counted`,
);
