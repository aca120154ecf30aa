import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { testFolder } from "../../test/support/folder.ts";
import { openTestStore } from "../../test/support/store.ts";
import { projectPath } from "../base/paths.ts";

const store = await openTestStore({ after });
await store.close();
const files = testFolder({ after });

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `accord policy` on the test's store as a person would. */
function policy(...args: readonly string[]): Ran {
  const { ACCORD_DATABASE_URL: _, ...env } = process.env;
  const url = store.url === undefined ? {} : { ACCORD_DATABASE_URL: store.url };
  return spawnSync(
    process.execPath,
    [projectPath("src", "cli", "main.ts"), "policy", ...args, "--data", store.folder],
    {
      encoding: "utf8",
      env: { ...env, ...url, ACCORD_NOW: "2026-11-21T12:00:00Z" },
    },
  );
}

test("a list tells what stood on a day, and that it is as shipped", () => {
  const { status, stdout } = policy("list", "--jurisdiction", "53033", "--on", "2014-06-01");
  assert.equal(status, 0);
  assert.match(stdout, /^wa-king-17706 .* 2013-12-10 to 2014-09-04 {2}in force {2}King County, WA: /);
  assert.match(stdout, /\n1 of 212 instruments, as shipped, not yet recorded\n$/);
});

test("a bad file is refused whole, with file, line and reason", () => {
  const file = `${files}/bad.yaml`;
  writeFileSync(file, "instrument_id: wa-bad\njurisdiction_level: village\n");
  const { status, stdout } = policy("add", file, "--json");
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
  assert.deepEqual([status, error.code], [2, "invalid_input"]);
  assert.ok(
    error.message.startsWith(`${file}:2: jurisdiction_level is not one of state, county, city, agency; `),
  );
});

test("an end tells where it was recorded, and the next list knows of it", () => {
  const ended = policy("end", "wa-king-18665", "--on", "2026-06-30", "--reason", "made up", "--json");
  const done = JSON.parse(ended.stdout) as { position: number; seeded_at: number };
  assert.deepEqual([done.seeded_at, done.position], [1, 2]);
  const { stdout } = policy(
    "list",
    "--jurisdiction",
    "53033",
    "--on",
    "2026-07-01",
    "--verification",
    "seen",
    "--json",
  );
  const told = JSON.parse(stdout) as { told: string; instruments: unknown[] };
  assert.deepEqual([told.told, told.instruments], ["as recorded at position 2", []]);
});

test("an id that is not there gets one line with the nearest", () => {
  const { status, stderr } = policy("show", "wa-kng-17886");
  assert.equal(status, 2);
  assert.equal(stderr, 'accord: there is no instrument "wa-kng-17886"; did you mean "wa-king-17886"?\n');
});
