import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { booleanText, isoDateText, momentText, numberText } from "./cell-value.ts";
import { serialDates } from "./serial-date.ts";

const numbers: readonly (readonly [raw: string, text: string | null])[] = [
  ["42005", "42005"],
  ["42005.0", "42005"],
  ["4.2005E4", "42005"],
  ["1.1000000000000001", "1.1"],
  ["-0", "0"],
  ["-5.50", "-5.5"],
  ["007", "7"],
  [" 12 ", "12"],
  ["0.1", "0.1"],
  ["1E-3", "0.001"],
  ["", null],
  ["  ", null],
  ["NaN", "NaN"],
  ["0x10", "0x10"],
  ["1e999", "1e999"],
];

for (const [raw, text] of numbers) {
  test(`the number stored as "${raw}" is ${text}`, () => assert.equal(numberText(raw), text));
}

test("the shortest text of a number is that number again", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const text = numberText(number.toExponential(17).replace("e+", "E")) as string;
      assert.equal(Number(text), number === 0 ? 0 : number);
      assert.ok(text.length <= String(number).length);
    }),
  );
});

const isoDates: readonly (readonly [raw: string, text: string | null])[] = [
  ["2015-02-01", "2015-02-01"],
  ["2015-02-01T00:00:00", "2015-02-01"],
  ["2015-02-01T10:20:30.500Z", "2015-02-01T10:20:30"],
  ["yesterday", "yesterday"],
  ["", null],
];

for (const [raw, text] of isoDates) {
  test(`the date stored as "${raw}" is ${text}`, () => assert.equal(isoDateText(raw), text));
}

test("booleans and moments in unusual spellings", () => {
  assert.deepEqual(["1", "0", "true", "false", "2", ""].map(booleanText), [
    "TRUE",
    "FALSE",
    "TRUE",
    "FALSE",
    "2",
    null,
  ]);
  const dates = serialDates(1900);
  assert.equal(momentText("42036.0", "moment", dates), "2015-02-01");
  assert.equal(momentText("-7", "moment", dates), "-7");
  assert.equal(momentText("", "moment", dates), null);
});
