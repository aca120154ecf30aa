import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { openPublicSite } from "../../../test/support/public-site.ts";
import { AppError, NotFound } from "../../base/errors.ts";
import { holdingOf, openPublished, publicEditions, readPublished } from "./published-edition.ts";

const { store, edition, party } = await openPublicSite({ after });
const { db, folder } = store;
const file = (path: string): string => `${folder}/editions/${edition}/${path}`;
const isChanged = (error: unknown): boolean => error instanceof AppError && error.code === "edition_changed";

test("only editions for the public are listed or opened", async () => {
  assert.deepEqual(
    (await publicEditions(db)).map((each) => each.edition_id),
    [edition],
  );
  await assert.rejects(openPublished(db, folder, party), NotFound);
  await assert.rejects(openPublished(db, folder, "../../keys"), NotFound);
});

test("every listed file reads back, the signature too, and no other path does", async () => {
  const published = await openPublished(db, folder, edition);
  for (const path of [...published.files.keys(), "SHA256SUMS.sig"])
    assert.deepEqual(await readPublished(published, path), readFileSync(file(path)), path);
  for (const path of ["../../store.lock", "tables", "", "INDEX.HTML", "index.html/"])
    assert.equal(await readPublished(published, path), null, path);
});

test("a file that changed since it was recorded is not served", async () => {
  const before = readFileSync(file("figures.csv"));
  writeFileSync(file("figures.csv"), `${before}x`);
  await assert.rejects(readPublished(await openPublished(db, folder, edition), "figures.csv"), isChanged);
  writeFileSync(file("figures.csv"), before);
});

test("a folder whose list of hashes changed is not opened, and is listed as changed; one that is gone as elsewhere", async () => {
  const [record] = await publicEditions(db);
  assert.ok(record);
  assert.equal(await holdingOf(folder, record), "here");
  const sums = readFileSync(file("SHA256SUMS"), "utf8");
  writeFileSync(
    file("SHA256SUMS"),
    sums.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
  );
  assert.equal(await holdingOf(folder, record), "changed");
  await assert.rejects(openPublished(db, folder, edition), isChanged);
  rmSync(file(""), { recursive: true });
  assert.equal(await holdingOf(folder, record), "elsewhere");
  await assert.rejects(openPublished(db, folder, edition), NotFound);
});
