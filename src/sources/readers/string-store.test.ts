import assert from "node:assert/strict";
import { test } from "node:test";
import { StringStore } from "./string-store.ts";

test("strings come back by their numbers, the empty first one and those past the remembered ones too", () => {
  const store = new StringStore(1 << 20);
  assert.ok(store.add(""));
  const texts = Array.from({ length: 70_000 }, (_, i) => `string ${i} ñ`);
  assert.ok(texts.every((text) => store.add(text)));
  assert.equal(store.text(0), "");
  for (const i of [0, 69_999, 65_536, 1, 65_535, 0, 4463, 69_999]) assert.equal(store.text(i + 1), texts[i]);
  for (const index of [-1, 70_001, 1.5, Number.NaN]) assert.equal(store.text(index), undefined);
});

test("blocks of text lie behind each other, and a string past the limit is not taken", () => {
  const store = new StringStore(1 << 20);
  const long = Array.from({ length: 10 }, (_, i) => String(i).repeat((1 << 20) - i));
  for (const text of long) assert.ok(store.add(text));
  long.forEach((text, i) => {
    assert.equal(store.text(i), text);
  });
  assert.ok(!store.add("x".repeat((1 << 20) + 1)));
  assert.equal(store.count, 10);
});
