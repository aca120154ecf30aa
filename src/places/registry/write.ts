/** Writes the registry anew from its sources: `node src/places/registry/write.ts`. */
import { writeFileSync } from "node:fs";
import { projectPath } from "../../base/paths.ts";
import { readRows, readTablesWithoutRegistry } from "../tables.ts";
import { buildRegistry } from "./build.ts";
import { registryFiles } from "./files.ts";

const sources = { hand: readRows("facilities/hand.csv"), seen: readRows("facilities/seen-names.csv") };
const registry = buildRegistry(readTablesWithoutRegistry(), sources);
for (const [path, text] of registryFiles(registry)) writeFileSync(projectPath("reference", path), text);
