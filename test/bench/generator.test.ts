import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { writeCsvFile } from "../../bench/generate/csv-file.ts";
import { writeXlsxFile } from "../../bench/generate/xlsx-file.ts";
import { csvRecords, parseCsv } from "../../src/base/csv.ts";
import { isDay } from "../../src/base/day.ts";
import { sha256File } from "../../src/base/hash.ts";
import { projectPath } from "../../src/base/paths.ts";
import { bestHeader } from "../../src/sources/layouts/header.ts";
import { readLayouts } from "../../src/sources/layouts/layout.ts";
import { readTables } from "../../src/sources/readers/read-tables.ts";
import type { Cell } from "../../src/sources/table.ts";
import { testFolder } from "../support/folder.ts";

const rows = 4000;
const seed = 11;

const countBy = (records: readonly Record<string, string>[], column: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(record[column] ?? "", (counts.get(record[column] ?? "") ?? 0) + 1);
  return counts;
};

test("a seed makes the same bytes again, another seed makes others", async (t) => {
  const folder = testFolder(t);
  for (const [name, write] of [["csv", writeCsvFile] as const, ["xlsx", writeXlsxFile] as const]) {
    await write(`${folder}/one.${name}`, { rows: 200, seed });
    await write(`${folder}/again.${name}`, { rows: 200, seed });
    await write(`${folder}/other.${name}`, { rows: 200, seed: seed + 1 });
    assert.equal(await sha256File(`${folder}/one.${name}`), await sha256File(`${folder}/again.${name}`));
    assert.notEqual(await sha256File(`${folder}/one.${name}`), await sha256File(`${folder}/other.${name}`));
  }
});

test("layout (a) has the header of the real extract, and rows as it has them", async (t) => {
  const path = `${testFolder(t)}/a.csv`;
  const made = await writeCsvFile(path, { rows, seed });
  const text = readFileSync(path, "utf8");
  const extract = readFileSync(projectPath("samples", "ice-detainers-st-cloud-2026.csv"), "utf8");
  assert.deepEqual(parseCsv(text)[0], parseCsv(extract)[0]);
  const records = csvRecords(text); // refuses a row of another width
  assert.equal(records.length, rows);
  assert.ok(records.every((record) => isDay(record.detainer_prepare_date ?? "")));
  const filled = records.reduce(
    (n, record) => n + Object.values(record).filter((cell) => cell !== "").length,
    0,
  );
  assert.equal(made.filled, filled);
  assert.ok(Math.abs(filled / (rows * 64) - 0.6) < 0.05, `${filled} of ${rows * 64} cells have a value`);
});

test("a likely duplicate is a person with several rows on one day, and nobody else is", async (t) => {
  const path = `${testFolder(t)}/a.csv`;
  await writeCsvFile(path, { rows, seed });
  const records = csvRecords(readFileSync(path, "utf8"));
  const key = (r: Record<string, string>) => `${r.unique_identifier} ${r.detainer_prepare_date}`;
  const withPerson = records.filter((record) => record.unique_identifier !== "");
  const seen = new Map<string, number>();
  for (const record of withPerson) seen.set(key(record), (seen.get(key(record)) ?? 0) + 1);
  for (const record of withPerson)
    assert.equal(record.duplicate_likely, (seen.get(key(record)) ?? 0) > 1 ? "TRUE" : "FALSE");
  const without = records.filter((record) => record.unique_identifier === "");
  assert.ok(without.every((record) => record.duplicate_likely === ""));
  assert.ok(Math.abs(without.length / rows - 0.125) < 0.03);
  assert.ok(withPerson.some((record) => record.duplicate_likely === "TRUE"));
});

test("lift reasons come in the proportions of the bundled sample", async (t) => {
  const path = `${testFolder(t)}/a.csv`;
  await writeCsvFile(path, { rows, seed });
  const made = countBy(csvRecords(readFileSync(path, "utf8")), "detainer_lift_reason");
  const sample = csvRecords(readFileSync(projectPath("samples", "ice-detainers-fy2015.csv"), "utf8"));
  for (const [reason, count] of countBy(sample, "lift_reason"))
    assert.ok(
      Math.abs((made.get(reason) ?? 0) / rows - count / sample.length) < 0.03,
      `${reason}: ${made.get(reason)} of ${rows}, ${count} of ${sample.length}`,
    );
});

/** The cells below the header of each sheet, as the reader hands them on, dates as ISO days. */
async function readWorkbook(path: string): Promise<{ header: Cell[]; rows: Cell[][]; sheets: string[] }> {
  const layouts = readLayouts();
  const read = { header: [] as Cell[], rows: [] as Cell[][], sheets: [] as string[] };
  await readTables(path, {
    sheet(info) {
      read.sheets.push(info.name);
      let isHeaderMet = false;
      return {
        row(_row, cells) {
          if (isHeaderMet) read.rows.push([...cells]);
          else if (bestHeader(cells, layouts)?.layout.id === "ice-raw") {
            isHeaderMet = true;
            read.header = [...cells];
            return [...cells.keys()];
          }
          return undefined;
        },
        end: () => undefined,
      };
    },
  });
  return read;
}

test("a workbook of layout (b) holds what its CSV twin holds, sheet by sheet", async (t) => {
  const folder = testFolder(t);
  const made = await writeXlsxFile(`${folder}/b.xlsx`, { rows: 500, seed });
  await writeCsvFile(`${folder}/b.csv`, { rows: 500, seed }, "b");
  const [header, ...rowsOfCsv] = parseCsv(readFileSync(`${folder}/b.csv`, "utf8"));
  const workbook = await readWorkbook(`${folder}/b.xlsx`);
  assert.deepEqual(workbook.header, header);
  assert.equal(made.columns, 65);
  assert.deepEqual(workbook.sheets, ["FY2022", "FY2023", "FY2024", "FY2025"]);
  assert.deepEqual(
    workbook.rows.map((cells) => cells.map((cell) => cell ?? "")),
    rowsOfCsv,
  );
});

test("a workbook holds no birth date and no file number", async (t) => {
  const path = `${testFolder(t)}/b.csv`;
  await writeCsvFile(path, { rows: 100, seed }, "b");
  const records = csvRecords(readFileSync(path, "utf8"));
  for (const column of ["Birth Date", "EID DTA ID"])
    assert.deepEqual([...new Set(records.map((record) => record[column]))], ["b(6), b(7)c"]);
});
