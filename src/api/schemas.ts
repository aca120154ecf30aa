import { z } from "zod";

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256, lower-case hex");
const day = z.iso.date();
const instant = z.string().describe("Instant, ISO 8601 in UTC");

/** As of which position of the record the answer is. */
export const asOf = z.object({
  position: z.number().int().describe("Position of the record"),
  recorded_at: instant.nullable().describe("When it was appended; null for an empty record"),
});

export const edition = z.object({
  edition_id: z.string(),
  position: z.number().int().describe("Position at which the edition was recorded"),
  data_position: z.number().int().describe("Position as of which it was compiled"),
  template: z.string(),
  template_version: z.string(),
  disclosure: z.literal("public"),
  week_from: day.describe("The Saturday on which its week begins"),
  sha256: sha256.describe("SHA-256 of its SHA256SUMS file"),
  files: z
    .enum(["here", "elsewhere", "changed"])
    .describe("Whether its files are on this server as recorded"),
});

export const release = z.object({
  release_id: z.number().int(),
  position: z.number().int(),
  series: z.string(),
  vintage: z.number().int(),
  mends_release_id: z.number().int().nullable(),
  file_sha256: sha256,
  file_name: z.string(),
  file_bytes: z.number().int(),
  format: z.enum(["delimited", "xlsx", "parquet"]),
  layout: z.string(),
  layout_version: z.number().int(),
  record: z.enum(["detainer", "booking_charge"]),
  party: z.string(),
  credit: z.string().nullable(),
  is_synthetic: z.boolean(),
  covers_from: day.nullable(),
  covers_to: day.nullable(),
  recorded_at: instant,
  sheets: z.number().int(),
  rows_read: z.number().int().describe("Equal to rows_recorded + rows_known + rows_quarantined"),
  rows_recorded: z.number().int(),
  rows_known: z.number().int(),
  rows_quarantined: z.number().int(),
  drift: z.array(
    z.object({
      sheet_name: z.string(),
      kind: z.enum(["unknown_header", "missing_header", "sheet_passed_over"]),
      header: z.string(),
      nearest: z.string().nullable(),
    }),
  ),
});

const geoid = z
  .string()
  .describe("Census GEOID: 2 digits state, 5 county, 7 place, 10 town; US for federal bodies");

export const jurisdictionEntry = z.object({
  geoid,
  name: z.string(),
  state: z.string().describe("Postal code; empty for the federal government"),
  state_name: z.string(),
  bodies: z.array(z.object({ body_id: z.string(), name: z.string(), kind: z.string() })),
});

const basis = z.object({
  population: z.string(),
  window: z.string(),
  as_of: z.string(),
  rules: z.array(z.string()),
});

/** A table as editions have them; a cell is text, a number, null (not recorded) or `{"suppressed": true}`. */
export const table = z.object({
  id: z.string(),
  caption: z.string(),
  columns: z.array(
    z.object({ key: z.string(), label: z.string(), kind: z.enum(["text", "count", "share", "date"]) }),
  ),
  rows: z.array(
    z.object({
      key: z.string(),
      cells: z.array(z.union([z.string(), z.number(), z.null(), z.object({ suppressed: z.literal(true) })])),
    }),
  ),
  total_row: z.string().nullable(),
  basis,
  notes: z.array(z.string()),
  empty: z.string(),
});

export const jurisdiction = z.object({
  as_of: asOf,
  geoid,
  name: z.string(),
  state: z.string(),
  is_synthetic: z.boolean(),
  bodies: z.array(
    z.object({
      body_id: z.string(),
      name: z.string(),
      kind: z.string(),
      places: z.array(
        z.object({
          name: z.string(),
          city: z.string(),
          state: z.string(),
          code: z.string(),
          facility: z.string(),
          facility_kind: z.string(),
          method: z.string(),
          from_on: day.nullable(),
          before_on: day.nullable(),
          verification: z.string(),
          evidence: z.array(z.string()),
          decided_by: z.string(),
        }),
      ),
    }),
  ),
  tables: z.array(table).describe("Requests over time; empty where the record holds none"),
  note: z.string(),
});

export const resolution = z.object({
  status: z.enum(["resolved", "ambiguous", "unresolved"]),
  facility: z
    .object({
      facility_id: z.string(),
      name: z.string(),
      kind: z.string(),
      city: z.string().nullable(),
      state_usps: z.string(),
      stands_in_geoid: z.string().nullable(),
      detloc: z.string().nullable(),
    })
    .nullable(),
  controlling_body: z
    .object({
      body_id: z.string(),
      name: z.string(),
      kind: z.string(),
      jurisdiction_geoid: geoid,
      source: z.string(),
      verification: z.enum(["seen", "partly_seen", "general_knowledge"]),
    })
    .nullable(),
  jurisdiction_geoid: geoid.nullable(),
  method: z.string(),
  evidence: z.array(z.string()),
  candidates: z.array(
    z.object({
      facility: z.string(),
      controlling_body: z.string().nullable(),
      jurisdiction_geoid: z.string().nullable(),
      why: z.string(),
    }),
  ),
  on: day.describe("The day asked about"),
  jurisdiction_name: z.string().nullable(),
});

export const qualityRow = z.object({
  check: z.string(),
  status: z.enum(["pass", "fail", "info"]),
  measured: z.string(),
  target: z.string().nullable(),
  note: z.string(),
});

export const journalEntry = z.object({
  position: z.number().int(),
  kind: z.string(),
  recorded_at: instant,
  author: z.string().nullable().describe("Null for entries of the exchange"),
  body: z.record(z.string(), z.unknown()).nullable(),
  content_sha256: sha256.nullable(),
  previous_hash: sha256,
  hash: sha256,
  is_body_withheld: z
    .boolean()
    .describe("True where the body tells of one request, or of a party's own view"),
});
