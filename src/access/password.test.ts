import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidInput } from "../base/errors.ts";
import { checkPassword, hashPassword, isPassword } from "./password.ts";

const good = "correct horse battery staple";

test("a password is its own hash's and no other's; equal ones have unequal hashes", async () => {
  const [one, two] = [await hashPassword(good), await hashPassword(good)];
  assert.match(one, /^\$scrypt\$ln=15,r=8,p=3\$/);
  assert.notEqual(one, two);
  assert.deepEqual(
    [await isPassword(good, one), await isPassword(`${good} `, one), await isPassword("", one)],
    [true, false, false],
  );
});

test("no hash is nobody's password", async () => {
  assert.equal(await isPassword("", null), false);
  assert.equal(await isPassword(good, null), false);
});

test("letters that look alike because they are the same are the same", async () => {
  const kept = await hashPassword("Zo\u00eb likes caf\u00e9 au lait");
  assert.equal(await isPassword("Zoe\u0308 likes cafe\u0301 au lait", kept), true);
});

test("a hash of other costs is still read", async () => {
  const kept = "$scrypt$ln=4,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$" + "0000000000000000000000000000000000000000000";
  assert.equal(await isPassword(good, kept), false);
});

const lengths: readonly [password: string, isTaken: boolean][] = [
  ["abcdefghijk", false],
  ["abcdefghijkl", true],
  [`abcd${"x".repeat(252)}`, true],
  [`abcd${"x".repeat(253)}`, false],
  ["aaaaaaaaaaaaaaaa", false],
  ["intake-desk-11", false],
  ["Intake-Desk-1 and more words", true],
  ["\u{1F600}\u{1F601}\u{1F602}\u{1F603}\u{1F604}\u{1F605}", false],
];
for (const [password, isTaken] of lengths) {
  test(`${isTaken ? "taken" : "refused"}: a password of ${[...password].length} like "${password.slice(0, 14)}"`, () => {
    const check = (): void => checkPassword(password, "intake-desk-1");
    if (isTaken) check();
    else assert.throws(check, InvalidInput);
  });
}
