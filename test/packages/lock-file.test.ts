import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../src/base/paths.ts";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}
const lock = JSON.parse(readFileSync(projectPath("package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

// npm leaves optional packages of other platforms out of the lock when it cannot see them, and `npm ci` then refuses the lock.
test("the lock file names every optional package, so that npm ci takes it on every platform", () => {
  const names = new Set(
    Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13)),
  );
  const optional = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  assert.ok(optional.length > 30);
  assert.deepEqual(
    optional.filter((name) => !names.has(name)),
    [],
  );
});

test("the lock file records no download addresses", () => {
  assert.deepEqual(
    Object.entries(lock.packages)
      .filter(([, entry]) => entry.resolved !== undefined)
      .map(([path]) => path),
    [],
  );
});
