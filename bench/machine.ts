import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { projectPath } from "../src/base/paths.ts";

/** What the numbers were measured on and with. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly node: string;
  readonly pglite: string;
  readonly duckdb: string;
}

function versionOf(packageName: string): string {
  const text = readFileSync(projectPath("node_modules", packageName, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** This machine, and the versions of what is measured and compared. */
export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory_gib: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    pglite: versionOf("@electric-sql/pglite"),
    duckdb: versionOf("@duckdb/node-api"),
  };
}

/** The machine in one line. */
export function machineLine({ cpu, cores, memory_gib, node, pglite, duckdb }: Machine): string {
  return `${cpu}, ${cores} cores, ${memory_gib} GiB, Node ${node}, PGlite ${pglite}, DuckDB node-api ${duckdb}`;
}
