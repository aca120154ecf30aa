import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { projectPath } from "../../base/paths.ts";

const headerName = z.string().regex(/^[a-z0-9_]+$/);

const layoutSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.int().positive(),
  title: z.string(),
  record: z.enum(["detainer", "booking_charge"]),
  party: z.string(),
  credit: z.string(),
  required: z.array(z.string()).min(1),
  marks: z.array(headerName),
  fields: z.record(z.string(), z.array(headerName).min(1)),
  flags: z.array(headerName),
  not_recorded: z.array(headerName),
  zone: z.string().optional(),
  place: z.record(z.string(), z.string()).optional(),
  derived: z
    .record(z.string(), z.strictObject({ field: z.string(), equals: z.array(z.string()) }))
    .optional(),
});

/** How one kind of source file names its columns, as data (reference/layouts). */
export type Layout = z.infer<typeof layoutSchema>;

function readLayout(folder: string, name: string): Layout {
  const layout = layoutSchema.parse(parse(readFileSync(`${folder}/${name}`, "utf8")));
  const unknown = layout.required.filter((field) => !(field in layout.fields));
  if (unknown.length > 0)
    throw new Error(`${name}: required names ${unknown.join(", ")}, which fields does not have`);
  return layout;
}

/** Every layout under reference/layouts, in the order of their names; throws when one is not well formed. */
export function readLayouts(folder: string = projectPath("reference", "layouts")): Layout[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readLayout(folder, name));
}
