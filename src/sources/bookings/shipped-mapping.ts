import { readdirSync, readFileSync } from "node:fs";
import { NotFound } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { projectPath } from "../../base/paths.ts";
import { type BookingMapping, readMapping } from "./mapping.ts";

const folder = projectPath("reference", "mappings");

/** The names of the mappings that come with the project, in alphabetical order. */
export function shippedMappingNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/** A mapping that comes with the project, by its name (reference/mappings); throws `NotFound` that names the nearest. */
export function shippedMapping(name: string): BookingMapping {
  const names = shippedMappingNames();
  if (names.includes(name)) return readMapping(readFileSync(`${folder}/${name}.yaml`, "utf8"));
  const near = nearestName(name, names);
  throw new NotFound(
    `no mapping "${name.slice(0, 80)}" is shipped; ${near === null ? `there are ${names.join(", ")}` : `did you mean ${near}?`}`,
  );
}
