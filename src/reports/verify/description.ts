import { z } from "zod";
import { parseCsv } from "../../base/csv.ts";
import { InvalidInput } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { paths } from "../publish/paths.ts";
import { firstProblem } from "./check.ts";
import { textOf } from "./folder.ts";
import { jsonOf } from "./read-edition.ts";

const described = z.object({
  resources: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      format: z.string(),
      schema: z.object({ fields: z.array(z.object({ name: z.string() })) }).optional(),
    }),
  ),
});

type Resource = z.infer<typeof described>["resources"][number];

/** The first thing that `datapackage.json` says of a file and that is not so, in one line; null when all is so. */
export function descriptionProblem(files: ReadonlyMap<string, Buffer>): string | null {
  const read = described.safeParse(jsonOf(files, paths.datapackage));
  const issue = read.error?.issues[0];
  if (issue !== undefined)
    throw new InvalidInput(`${paths.datapackage}: ${issue.path.join(".")}: ${issue.message}`);
  const resources = read.data?.resources ?? [];
  const known = new Set(resources.map((resource) => resource.path));
  const left = [...files.keys()].find((path) => /\.(csv|parquet)$/.test(path) && !known.has(path));
  if (left !== undefined) return `${paths.datapackage}: it does not describe ${left}`;
  return firstProblem(resources, (resource) => resourceProblem(files, resource));
}

function resourceProblem(files: ReadonlyMap<string, Buffer>, resource: Resource): string | null {
  const bytes = files.get(resource.path);
  if (bytes === undefined) return `${paths.datapackage}: it describes ${resource.path}, which is not there`;
  if (bytes.length !== resource.bytes || resource.hash !== `sha256:${sha256(bytes)}`)
    return `${paths.datapackage}: its size or hash of ${resource.path} is not that of the file`;
  if (resource.format !== "csv") return null;
  const header = parseCsv(textOf(resource.path, bytes))[0] ?? [];
  const names = resource.schema?.fields.map((field) => field.name) ?? [];
  return header.join() === names.join()
    ? null
    : `${paths.datapackage}: its columns of ${resource.path} are not those of the file`;
}
