import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import { testKey } from "../../../test/support/test-key.ts";
import { Conflict, InvalidInput } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { projectPath } from "../../base/paths.ts";
import { verifyCommands } from "../render/standing-text.ts";
import { paths } from "./paths.ts";
import { filesUnder } from "./place-folder.ts";
import { publishEdition } from "./publish-edition.ts";

const edition = sampleEdition();
const other = { ...edition, id: "accord.2015-01-31.p43", position: 43 };
const key = testKey();
const scratch = await mkdtemp(join(tmpdir(), "accord publish "));
const first = join(scratch, "first edition");
const publication = await publishEdition(edition, first, key);

async function bytesOf(folder: string): Promise<Record<string, string>> {
  const names = await filesUnder(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, sha256(await readFile(join(folder, name)))])),
  );
}

test("every file is there, listed with its hash and size, and nothing else", async () => {
  const listed = Object.fromEntries(publication.files.map((file) => [file.path, file.sha256]));
  assert.deepEqual(await bytesOf(first), listed);
  for (const path of Object.values(paths)) assert.ok(path in listed, path);
  assert.equal(publication.sha256, sha256(await readFile(join(first, paths.sums))));
  assert.equal((await readdir(scratch)).length, 1, "nothing is left beside the folder");
});

test("the same edition and key give the same bytes, in another process too", async () => {
  const again = join(scratch, "again");
  const script = [
    `import { publishEdition } from ${JSON.stringify(import.meta.resolve("./publish-edition.ts"))};`,
    `import { sampleEdition } from ${JSON.stringify(import.meta.resolve("../../../test/support/sample-edition.ts"))};`,
    `import { testKey } from ${JSON.stringify(import.meta.resolve("../../../test/support/test-key.ts"))};`,
    `await publishEdition(sampleEdition(), process.argv[1], testKey());`,
  ].join("\n");
  execFileSync(process.execPath, ["--input-type=module", "-e", script, again], {
    env: { ...process.env, TZ: "Asia/Kolkata", LANG: "de_DE" },
  });
  assert.deepEqual(await bytesOf(again), await bytesOf(first));
});

test("publishing the same edition where it already is changes nothing", async () => {
  assert.equal((await publishEdition(edition, first, key)).sha256, publication.sha256);
});

test("another edition does not take its place unless asked to", async () => {
  const before = await bytesOf(first);
  await assert.rejects(publishEdition(other, first, key), Conflict);
  assert.deepEqual(await bytesOf(first), before);
  const replaced = join(scratch, "replaced");
  await publishEdition(edition, replaced, key);
  await publishEdition(other, replaced, key, { replace: true });
  assert.match(await readFile(join(replaced, paths.edition), "utf8"), /"id":"accord\.2015-01-31\.p43"/);
});

test("a folder with anything of somebody else's is never replaced", async () => {
  const home = join(scratch, "home");
  await mkdir(home);
  await writeFile(join(home, "notes.txt"), "mine");
  await assert.rejects(publishEdition(edition, home, key, { replace: true }), /notes\.txt/);
  assert.equal(await readFile(join(home, "notes.txt"), "utf8"), "mine");
  await assert.rejects(publishEdition(edition, join(home, "notes.txt"), key), InvalidInput);
});

test("an edition goes into an empty folder, through a link to it too", async () => {
  const [real, linked] = [join(scratch, "real"), join(scratch, "linked")];
  await mkdir(real);
  await symlink(real, linked);
  await publishEdition(edition, linked, key);
  assert.deepEqual(await bytesOf(real), await bytesOf(first));
});

test("an edition that cannot be published leaves nothing behind", async () => {
  await assert.rejects(
    publishEdition({ ...edition, id: "not an id" }, join(scratch, "never"), key),
    InvalidInput,
  );
  assert.ok(!(await readdir(scratch)).some((name) => name.includes("never")));
});

test("what a killed run left beside the folder is cleared by the next, and a folder moved away is given back", async () => {
  const parent = join(scratch, "parent");
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  await mkdir(join(parent, `.week.partial-${dead}-00000000`), { recursive: true });
  await mkdir(join(parent, `.other.partial-${dead}-00000000`));
  await publishEdition(edition, join(parent, `.week.previous-${dead}-00000000`), key);
  await publishEdition(edition, join(parent, "week"), key);
  assert.deepEqual((await readdir(parent)).toSorted(), [`.other.partial-${dead}-00000000`, "week"]);
});

const tools = ["sha256sum", "openssl"].every((tool) => spawnSync(tool, ["--version"]).error === undefined);

test("the commands that the report prints verify it by hand", {
  skip: tools ? false : "sha256sum or openssl is missing",
}, async () => {
  const run = (cwd: string) => spawnSync("sh", ["-e", "-c", verifyCommands], { cwd, encoding: "utf8" });
  assert.match(run(first).stdout, /Signature Verified Successfully/);
  const tampered = join(scratch, "tampered");
  await publishEdition(edition, tampered, key);
  await writeFile(join(tampered, "figures.csv"), "figure_id\n");
  assert.notEqual(run(tampered).status, 0);
});

test("the documentation gives the same commands as the report", async () => {
  assert.ok(
    (await readFile(projectPath("docs", "methodology", "verify.md"), "utf8")).includes(verifyCommands),
  );
});

test("the description is a Data Package that says what each column holds", async () => {
  const described = JSON.parse(await readFile(join(first, paths.datapackage), "utf8"));
  assert.equal(described.$schema, "https://datapackage.org/profiles/2.0/datapackage.json");
  assert.equal(described.created, edition.as_of);
  const places = described.resources.find(
    (each: { path: string }) => each.path === "tables/declined.by_jurisdiction.csv",
  );
  assert.deepEqual(
    places.schema.fields.map((field: { name: string; type: string }) => `${field.name} ${field.type}`),
    [
      "row_key string",
      "jurisdiction string",
      "controlling_body string",
      "first_issued_on date",
      "declined integer",
      "backlog integer",
    ],
  );
  type Missing = { readonly value: string };
  assert.deepEqual(
    places.schema.missingValues.map((missing: Missing) => missing.value),
    [""],
  );
  assert.deepEqual(
    places.schema.fields[4].missingValues.map((missing: Missing) => missing.value),
    ["", "suppressed"],
  );
  assert.match(described.description, /synthetic/);
});

test.after(() => rm(scratch, { recursive: true }));
