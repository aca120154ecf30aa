import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { testFolder } from "../../../test/support/folder.ts";
import { runToEnd } from "./processes.ts";
import { countEvents, type TestEvent } from "./test-events.ts";
import { findTestFiles } from "./test-files.ts";

const program = fileURLToPath(new URL("./run-tests.ts", import.meta.url));
const { NODE_TEST_CONTEXT: _outer, ...env } = process.env; // the process that is tested here is no part of this test run

/** What the test process says of some files. */
async function eventsOf(folder: string, files: Readonly<Record<string, string>>): Promise<TestEvent[]> {
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(`${folder}/${name}`, text);
    return `${folder}/${name}`;
  });
  const events: TestEvent[] = [];
  await runToEnd(process.execPath, [program, ...paths], { env }, (line) =>
    events.push(JSON.parse(line) as TestEvent),
  );
  return events;
}

const told = (events: readonly TestEvent[]): string[] =>
  events.map(({ kind, name }) => `${kind} ${name}`).sort();

test("each test is told with what became of it; a suite is not a test", async (t) => {
  const text = `
    import { describe, it, test } from "node:test";
    test("good", () => {});
    test("bad", () => { throw new Error("the reason"); });
    test("left out", { skip: true }, () => {});
    test("not yet", { todo: true }, () => { throw new Error("not yet"); });
    describe("suite", () => { it("within", () => {}); });
    test("outer", async (t) => { await t.test("inner", () => { throw new Error("inside"); }); });`;
  const events = await eventsOf(testFolder(t), { "a.test.ts": text });
  assert.deepEqual(told(events), [
    "fail bad",
    "fail inner",
    "fail outer",
    "pass good",
    "pass within",
    "skip left out",
    "skip not yet",
  ]);
  assert.deepEqual(countEvents(events), { passed: 2, failed: 3, skipped: 2 });
  const bad = events.find((event) => event.name === "bad");
  assert.ok(bad?.kind === "fail");
  assert.match(bad.why, /Error: the reason/);
  assert.match(bad.where, /a\.test\.ts:4$/);
});

test("a file that cannot be loaded, that ends early, or that has no test is a failure", async (t) => {
  const events = await eventsOf(testFolder(t), {
    "broken.test.ts": 'import "./not-there.ts";',
    "early.test.ts":
      'import { test } from "node:test"; test("one", () => {}); test("two", () => process.exit(3));',
    "empty.test.ts": "export const nothing = 1;",
  });
  assert.deepEqual(
    events
      .filter((event) => event.kind === "fail")
      .map((event) => event.file.split("/").at(-1))
      .sort(),
    ["broken.test.ts", "early.test.ts", "empty.test.ts"],
  );
  const broken = events.find((event) => event.file.endsWith("broken.test.ts"));
  assert.ok(broken?.kind === "fail");
  assert.match(broken.why, /Cannot find module .*not-there\.ts/);
});

test("test files are told apart by where they stand and whether they reach the test store", (t) => {
  const root = testFolder(t);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(`${root}/${path}`), { recursive: true });
    writeFileSync(`${root}/${path}`, text);
  };
  write("src/a/plain.test.ts", 'import { x } from "./plain.ts";');
  write("src/a/plain.ts", 'import { y } from "../../test/support/store.ts";'); // a source file is not followed
  write("src/a/command.test.ts", 'spawn(process.execPath, [projectPath("src", "cli", "main.ts"), "serve"]);');
  write("src/a/direct.test.ts", 'import { openTestStore } from "../../test/support/store.ts";');
  write("src/a/indirect.test.ts", 'import {\n  openIntake,\n} from "../../test/support/intake.ts";');
  write("test/support/intake.ts", 'import type { A } from "./circle.ts";');
  write("test/support/circle.ts", 'import "./intake.ts";\nimport { openTestStore } from "./store.ts";');
  write("test/support/store.ts", "export {};");
  write("test/reports/whole.test.ts", "");
  write("test/e2e/site.test.ts", 'import "../support/store.ts";');
  assert.deepEqual(findTestFiles(root), {
    plain: [
      "test/reports/whole.test.ts",
      "src/a/command.test.ts",
      "src/a/direct.test.ts",
      "src/a/indirect.test.ts",
      "src/a/plain.test.ts",
    ],
    unit: ["src/a/plain.test.ts"],
    store: ["src/a/direct.test.ts", "src/a/indirect.test.ts"],
    browser: ["test/e2e/site.test.ts"],
  });
});
