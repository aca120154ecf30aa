import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CopyLines } from "./copy-lines.ts";

const textOf = (lines: CopyLines): string => Buffer.from(lines.take()).toString("latin1");

test("a line is its fields between tabs", () => {
  const lines = new CopyLines();
  lines.number(1_000_000_002);
  lines.text("2015-02-01");
  lines.none();
  lines.text(null);
  lines.flag(true);
  lines.flag(false);
  lines.flag(null);
  lines.end();
  assert.equal(lines.lines, 1);
  assert.equal(textOf(lines), "1000000002\t2015-02-01\t\\N\t\\N\tt\tf\t\\N\n");
  assert.deepEqual([lines.lines, lines.length], [0, 0]);
});

test("every whole number is written as itself", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const lines = new CopyLines();
      lines.number(value);
      lines.end();
      assert.equal(textOf(lines), `${value}\n`);
    }),
  );
});

test("numbers at each power of ten are written as themselves", () => {
  for (let value = 1; value <= Number.MAX_SAFE_INTEGER / 10; value *= 10) {
    for (const near of [value - 1, value, value + 1]) {
      const lines = new CopyLines();
      lines.number(near);
      lines.end();
      assert.equal(textOf(lines), `${near}\n`);
    }
  }
});

test("lines beyond the first block are kept whole", () => {
  const lines = new CopyLines();
  const line = "x".repeat(700_000);
  for (let i = 0; i < 4; i++) {
    lines.text(line);
    lines.end();
  }
  assert.equal(textOf(lines), `${line}\n`.repeat(4));
});
