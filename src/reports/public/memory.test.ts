import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory } from "./memory.ts";

test("an answer is made once, for callers at the same time too", async () => {
  const memory = new Memory<number>(2);
  let made = 0;
  const make = async (): Promise<number> => ++made;
  assert.deepEqual(await Promise.all([memory.of("a", make), memory.of("a", make)]), [1, 1]);
  assert.equal(await memory.of("a", make), 1);
});

test("the oldest goes first when there are too many", async () => {
  const memory = new Memory<number>(2);
  let made = 0;
  const make = async (): Promise<number> => ++made;
  for (const key of ["a", "b", "c"]) await memory.of(key, make);
  assert.equal(await memory.of("c", make), 3);
  assert.equal(await memory.of("a", make), 4);
});

test("a failure is told to whoever asked and not remembered", async () => {
  const memory = new Memory<number>(2);
  await assert.rejects(
    memory.of("a", () => Promise.reject(new Error("not now"))),
    /not now/,
  );
  assert.equal(await memory.of("a", async () => 7), 7);
});
