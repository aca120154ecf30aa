import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../base/paths.ts";

const files = globSync(["src/site/**/*.ts", "src/api/**/*.ts"], { cwd: projectRoot }).filter(
  (file) => !file.endsWith(".test.ts"),
);
const holding = (pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(readFileSync(join(projectRoot, file), "utf8")));

test("markup enters a page as it is in one place only", () => {
  assert.ok(files.length > 30);
  assert.deepEqual(holding(/\braw\(|\braw\b.*from "hono\/html"/), ["src/site/charts/chart-figure.ts"]);
});

test("no page and no route asks the database itself", () => {
  assert.deepEqual(holding(/sql-template-tag|\bdb\b|defineQuery/), []);
});

test("nothing of ours calls anyone a name", () => {
  assert.deepEqual(holding(/sanctuary|criminal alien|failed to honor|\binmate|\billegal/i), [
    "src/site/pages/about.ts",
  ]);
});
