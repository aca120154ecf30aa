import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOfBuiltIn, kindOfCode } from "./number-format.ts";

const builtIn: readonly (readonly [id: number, kind: string])[] = [
  [0, "number"],
  [13, "number"],
  [14, "moment"],
  [22, "moment"],
  [23, "number"],
  [27, "moment"],
  [36, "moment"],
  [37, "number"],
  [45, "moment"],
  [46, "elapsed"],
  [47, "moment"],
  [49, "number"],
  [50, "moment"],
  [58, "moment"],
  [59, "number"],
];

for (const [id, kind] of builtIn) {
  test(`built-in format ${id} is a ${kind}`, () => assert.equal(kindOfBuiltIn(id), kind));
}

const codes: readonly (readonly [code: string, kind: string])[] = [
  ["General", "number"],
  ["0.00E+00", "number"],
  ["#,##0;[Red]-#,##0", "number"],
  ["[$-409]#,##0.00", "number"],
  ['0" days"', "number"],
  ["0\\d", "number"],
  ["@", "number"],
  ["yyyy-mm-dd", "moment"],
  ["[$-409]m/d/yy h:mm AM/PM;@", "moment"],
  ["dd\\.mm\\.yyyy", "moment"],
  ['"on "d', "moment"],
  ["mm:ss.0", "moment"],
  ["[h]:mm:ss", "elapsed"],
  ["[Red][mm]:ss", "elapsed"],
];

for (const [code, kind] of codes) {
  test(`the format ${code} is a ${kind}`, () => assert.equal(kindOfCode(code), kind));
}
