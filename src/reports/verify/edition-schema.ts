import { z } from "zod";
import type { Edition } from "../edition.ts";

const share = z.number().min(0).max(1);
const basis = z.object({
  population: z.string(),
  window: z.string(),
  as_of: z.string(),
  rules: z.array(z.string()),
});
const cell = z.union([z.string(), z.number(), z.null(), z.object({ suppressed: z.literal(true) })]);
const column = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(["text", "count", "share", "date"]),
});

const figure = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(["count", "share"]),
  value: z.number().nullable(),
  missing: z.enum(["suppressed", "not_recorded"]).nullable(),
  share_unknown: share.nullable(),
  basis,
  note: z.string().nullable(),
});

const table = z.object({
  id: z.string(),
  caption: z.string(),
  columns: z.array(column),
  rows: z.array(z.object({ key: z.string(), cells: z.array(cell) })),
  total_row: z.string().nullable(),
  basis,
  notes: z.array(z.string()),
  empty: z.string(),
});

const chart = z.object({
  id: z.string(),
  title: z.string(),
  table_id: z.string(),
  form: z.enum(["bars", "stacked_bars", "line"]),
  x: z.string(),
  y: z.string(),
  series: z.string().nullable(),
  description: z.string(),
});

const section = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  lead: z.array(z.string()),
  figures: z.array(figure),
  tables: z.array(table),
  charts: z.array(chart),
});

const source = z.object({
  release_id: z.number(),
  series: z.string(),
  name: z.string(),
  sha256: z.string(),
  layout: z.string(),
  rows: z.number(),
  covers_from: z.string(),
  covers_to: z.string(),
  credit: z.string().nullable(),
  is_synthetic: z.boolean(),
});

/** The shape of `edition.json`; fields that a later version of Accord adds are let be. */
export const editionSchema: z.ZodType<Edition> = z.object({
  id: z.string(),
  template: z.enum(["accord", "ddor-2017"]),
  template_version: z.string(),
  title: z.string(),
  subtitle: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  position: z.number(),
  as_of: z.string(),
  disclosure: z.enum(["public", "party"]),
  is_synthetic: z.boolean(),
  summary: z.array(z.string()),
  sections: z.array(section),
  sources: z.array(source),
  rules: z.array(z.object({ id: z.string(), version: z.string(), cite: z.string(), text: z.string() })),
});
