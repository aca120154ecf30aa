import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { testFolder } from "../../test/support/folder.ts";
import { keysOf, openKeys } from "./keys.ts";

const keys = keysOf("01".repeat(32));

test("what is sealed opens for the same use under the same key only, and never changed", () => {
  const sealed = keys.seal("totp of desk-1", "a secret");
  assert.equal(keys.open("totp of desk-1", sealed), "a secret");
  assert.equal(keys.open("totp of desk-2", sealed), null);
  assert.equal(keysOf("02".repeat(32)).open("totp of desk-1", sealed), null);
  for (let at = 0; at < sealed.length; at += 7) {
    const other = sealed[at] === "A" ? "B" : "A";
    assert.equal(keys.open("totp of desk-1", sealed.slice(0, at) + other + sealed.slice(at + 1)), null);
  }
  for (const text of ["", "x", "?".repeat(80)]) assert.equal(keys.open("totp of desk-1", text), null);
  assert.notEqual(sealed, keys.seal("totp of desk-1", "a secret"));
});

test("hashes of one use are not those of another", () => {
  assert.equal(keys.mac("a", "text"), keys.mac("a", "text"));
  assert.notEqual(keys.mac("a", "text"), keys.mac("b", "text"));
  assert.notEqual(keys.mac("a", "text"), keysOf("02".repeat(32)).mac("a", "text"));
});

test("the key file is made once, readable by its owner only, and a broken one is an error", () => {
  const folder = testFolder({ after });
  const sealed = openKeys(folder, null).seal("use", "text");
  assert.equal(openKeys(folder, null).open("use", sealed), "text");
  const path = `${folder}/keys/access.secret`;
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.match(readFileSync(path, "utf8"), /^[0-9a-f]{64}$/);
  assert.equal(openKeys(folder, "01".repeat(32)).open("use", sealed), null, "the configured key goes first");
  writeFileSync(path, "short");
  assert.throws(() => openKeys(folder, null), /bring back the one from your backup/);
});
