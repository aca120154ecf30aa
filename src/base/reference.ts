import { readFileSync } from "node:fs";
import { csvRecords } from "./csv.ts";
import { projectPath } from "./paths.ts";

/** The rows of a table under reference/, by header name; e.g. `readReference("forms/forms.csv")`. */
export function readReference(path: string): Record<string, string>[] {
  return csvRecords(readFileSync(projectPath("reference", path), "utf8"));
}
