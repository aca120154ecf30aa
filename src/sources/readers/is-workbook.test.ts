import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { testFolder } from "../../../test/support/folder.ts";
import { isWorkbook } from "./is-workbook.ts";

test("a workbook is told by its first bytes, whatever its name", (t) => {
  const folder = testFolder(t);
  writeFileSync(`${folder}/a.csv`, "PK\u0003\u0004rest");
  writeFileSync(`${folder}/a.xlsx`, "date,facility\n");
  writeFileSync(`${folder}/empty.xlsx`, "");
  assert.equal(isWorkbook(`${folder}/a.csv`), true);
  assert.equal(isWorkbook(`${folder}/a.xlsx`), false);
  assert.equal(isWorkbook(`${folder}/empty.xlsx`), false);
});

test("what cannot be read is no workbook", (t) => {
  const folder = testFolder(t);
  assert.equal(isWorkbook(folder), false);
  assert.equal(isWorkbook(`${folder}/missing.xlsx`), false);
});
