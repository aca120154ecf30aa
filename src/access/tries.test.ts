import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openTestStore } from "../../test/support/store.ts";
import { instantAfter } from "../base/time.ts";
import { keysOf } from "./keys.ts";
import { clearTries, type TryKeys, takeTry } from "./tries.ts";

const { db } = await openTestStore({ after });
const keys = keysOf("cd".repeat(32));
const start = "2026-01-05T12:00:00.000Z";
const minutes = (count: number): string => instantAfter(start, count * 60_000);
const take = (tried: TryKeys, at = start) => db.transaction((tx) => takeTry(tx, keys, tried, at));
const succeed = (tried: TryKeys) => db.transaction((tx) => clearTries(tx, keys, tried));
const isLocked = async (tried: TryKeys, at = start): Promise<boolean> => (await take(tried, at)).is_locked;

test("of twenty tries at once, five are looked at, and the fifth of them locks", async () => {
  const taken = await Promise.all(
    Array.from({ length: 20 }, () => take({ login: "guessed", address: "192.0.2.1" })),
  );
  const looked = taken.filter((each) => !each.is_locked);
  assert.deepEqual([looked.length, looked.filter((each) => each.locks.login).length], [5, 1]);
  const [locked] = taken.filter((each) => each.is_locked);
  assert.equal(locked?.locked_until_at, "2026-01-05T12:10:00.000Z");
});

test("a lock lasts ten minutes and no longer, and then five tries are left again", async () => {
  const tried = { login: "waits", address: "192.0.2.2" };
  for (let count = 1; count <= 5; count++) assert.equal(await isLocked(tried), false);
  assert.equal(await isLocked(tried, minutes(9.99)), true);
  for (let count = 1; count <= 5; count++) assert.equal(await isLocked(tried, minutes(10)), false);
  assert.equal(await isLocked(tried, minutes(10)), true);
});

test("a success begins a login's count anew, and gives the address its try back", async () => {
  const tried = { login: "clumsy", address: "192.0.2.3" };
  for (let round = 1; round <= 8; round++) {
    for (let count = 1; count <= 4; count++) assert.equal(await isLocked(tried, minutes(11 * round)), false);
    await succeed(tried);
  }
  for (let count = 1; count <= 5; count++) assert.equal(await isLocked(tried, minutes(99)), false);
  assert.equal(await isLocked(tried, minutes(99)), true);
});

test("an address waits after 25 in ten minutes over many logins, others do not, and the logins keep their tries", async () => {
  const from = (address: string, count: number): TryKeys => ({ login: `nobody-${count}`, address });
  for (let count = 1; count <= 25; count++) assert.equal(await isLocked(from("192.0.2.4", count)), false);
  for (let count = 1; count <= 9; count++)
    assert.equal(await isLocked({ login: "bystander", address: "192.0.2.4" }), true);
  for (let count = 1; count <= 5; count++)
    assert.equal(await isLocked({ login: "bystander", address: "192.0.2.5" }), false);
  assert.equal(await isLocked(from("192.0.2.4", 99), minutes(10)), false);
});

test("an address whose tries are spread over time does not wait", async () => {
  for (let count = 1; count <= 60; count++)
    assert.equal(await isLocked({ login: null, address: "192.0.2.6" }, minutes(count)), false, String(count));
});
