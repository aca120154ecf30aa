import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { projectRoot } from "./base/paths.ts";

/** Which rings each ring may import besides itself; the table of docs/architecture.md. */
const mayImport: Record<string, readonly string[]> = {
  base: [],
  law: ["base"],
  places: ["base", "law"],
  db: ["base"],
  records: ["base", "law", "places", "db"],
  sources: ["base", "law", "db", "records"],
  access: ["base", "law", "db", "records"],
  mail: ["base", "law", "db", "records"],
  reports: ["base", "law", "places", "db", "records"],
  site: ["base", "law", "places", "db", "records", "access", "reports"],
  api: ["base", "law", "places", "db", "records", "access", "reports"],
  cli: ["base", "law", "places", "db", "records", "sources", "access", "mail", "reports", "site", "api"],
};
const drivers = ["pg", "@electric-sql/pglite", "pg-copy-streams"];

interface Import {
  readonly file: string;
  readonly ring: string;
  readonly specifier: string;
  readonly target: string | null;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(projectRoot, file), "utf8");
  const ring = file.split("/")[1] ?? "";
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((found) => {
    const specifier = found[1] ?? "";
    const path = specifier.startsWith(".")
      ? relative(join(projectRoot, "src"), join(projectRoot, dirname(file), specifier))
      : null;
    return { file, ring, specifier, target: path };
  });
}

const files = globSync("src/*/**/*.ts", { cwd: projectRoot });
const imports = files.flatMap(importsOf);

test("the check reads the whole house", () => {
  assert.ok(files.length >= 40, `saw only ${files.length} files`);
  assert.ok(imports.filter((i) => i.target !== null).length >= 80);
});

test("every folder under src is a ring of the table", () => {
  assert.deepEqual(
    [...new Set(imports.map((i) => i.ring))].filter((ring) => !(ring in mayImport)),
    [],
  );
});

test("imports go inward only", () => {
  const wrong = imports.filter((i) => {
    if (i.target === null || i.target.startsWith("..")) return false;
    const to = i.target.split("/")[0] ?? "";
    return to !== i.ring && !(mayImport[i.ring] ?? []).includes(to) && !i.file.endsWith(".test.ts");
  });
  assert.deepEqual(
    wrong.map((i) => `${i.file} imports ${i.specifier}`),
    [],
  );
});

test("only src/db names a database driver", () => {
  const wrong = imports.filter((i) => i.ring !== "db" && drivers.includes(i.specifier));
  assert.deepEqual(
    wrong.map((i) => `${i.file} imports ${i.specifier}`),
    [],
  );
});

test("only the clock asks for the time", () => {
  const asks = files.filter(
    (file) =>
      !file.endsWith(".test.ts") &&
      file !== "src/base/clock.ts" &&
      /Date\.now\(\)|new Date\(\)/.test(readFileSync(join(projectRoot, file), "utf8")),
  );
  assert.deepEqual(asks, []);
});
