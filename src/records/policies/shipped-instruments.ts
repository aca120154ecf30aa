import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { projectPath, projectRoot } from "../../base/paths.ts";
import { settleBounds } from "../../law/policies/bounds.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { parseInstrument } from "../../law/policies/parse-instrument.ts";

let read: readonly Instrument[] | undefined;

function files(): string[] {
  const folder = projectPath("reference", "policies");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/**
 * Every instrument of the shipped set (reference/policies), by state and id, with the bounds that the set tells; read once.
 * Throws `InvalidInput` for a file that is not well formed.
 */
export function shippedInstruments(): readonly Instrument[] {
  read ??= settleBounds(
    files().map((file) => parseInstrument(readFileSync(file, "utf8"), relative(projectRoot, file))),
  );
  return read;
}
