import { isDay } from "../../base/day.ts";
import { InvalidInput } from "../../base/errors.ts";
import type { Chart, Column, Edition, Figure, Section, Table, TableCell } from "../edition.ts";

/**
 * Refuses, with one line that names the place, an edition that cannot be published as it is: ids that are not unique or
 * cannot name a file, cells that do not fit their columns, shares outside 0 to 1, charts and totals of what is not there.
 */
export function checkEdition(edition: Edition): void {
  const ids = edition.sections
    .flatMap((section) => [...section.figures, ...section.tables, ...section.charts])
    .map((each) => each.id);
  for (const id of [edition.id, ...ids])
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) refuse(`id "${id}"`, "use letters, digits, . _ and -");
  const folded = ids.map((id) => id.toLowerCase()); // some file systems cannot tell A.csv from a.csv
  const twice = folded.find((id, at) => folded.indexOf(id) !== at);
  if (twice !== undefined) refuse(`id "${twice}"`, "two figures, tables or charts have it");
  edition.sections.forEach(checkSection);
}

function checkSection(section: Section): void {
  section.figures.forEach(checkFigure);
  section.tables.forEach(checkTable);
  for (const chart of section.charts)
    checkChart(
      chart,
      section.tables.find((table) => table.id === chart.table_id),
    );
}

function checkFigure(figure: Figure): void {
  if ((figure.value === null) !== (figure.missing !== null))
    refuse(figure.id, "a figure has a value or a reason why not");
  if (figure.value !== null && !fits(figure.value, figure.kind))
    refuse(figure.id, `${figure.value} is not a ${figure.kind}`);
  if (figure.share_unknown !== null && !fits(figure.share_unknown, "share"))
    refuse(figure.id, `share unknown is ${figure.share_unknown}`);
}

function checkTable(table: Table): void {
  const keys = table.columns.map((column) => column.key);
  const odd = keys.find(
    (key, at) => !/^[a-z][a-z0-9_]*$/.test(key) || key === "row_key" || keys.indexOf(key) !== at,
  );
  if (odd !== undefined)
    refuse(`${table.id}, column "${odd}"`, "column keys are snake_case, each once, and not row_key");
  const rowKeys = table.rows.map((row) => row.key.replace(/\s+/g, "_"));
  if (new Set(rowKeys).size !== rowKeys.length) refuse(table.id, "two rows have one key");
  if (
    table.total_row !== null &&
    table.rows.length > 0 &&
    !table.rows.some((row) => row.key === table.total_row)
  )
    refuse(table.id, `there is no row "${table.total_row}" to be the total`);
  for (const row of table.rows) checkRow(table, row);
}

function checkRow(table: Table, row: Table["rows"][number]): void {
  if (row.cells.length !== table.columns.length)
    refuse(`${table.id}.${row.key}`, `${row.cells.length} cells under ${table.columns.length} columns`);
  for (const [at, cell] of row.cells.entries()) {
    const column = table.columns[at];
    if (column !== undefined && !fits(cell, column.kind))
      refuse(`${table.id}.${row.key}.${column.key}`, `${JSON.stringify(cell)} is not a ${column.kind}`);
  }
}

/** Whether a cell is of its column's kind; every kind may be hidden or not recorded. */
function fits(cell: TableCell, kind: Column["kind"]): boolean {
  if (cell === null || typeof cell === "object") return true;
  if (kind === "text") return typeof cell === "string";
  if (kind === "date") return typeof cell === "string" && isDay(cell);
  if (typeof cell !== "number") return false;
  return kind === "count" ? Number.isSafeInteger(cell) : cell >= 0 && cell <= 1;
}

function checkChart(chart: Chart, table: Table | undefined): void {
  if (table === undefined)
    refuse(chart.id, `it is drawn from table "${chart.table_id}", which is not in its section`);
  const kindOf = (key: string) => table.columns.find((column) => column.key === key)?.kind;
  const missing = [chart.x, chart.y, chart.series].find((key) => key !== null && kindOf(key) === undefined);
  if (missing !== undefined) refuse(chart.id, `table "${table.id}" has no column "${missing}"`);
  if (!["count", "share"].includes(kindOf(chart.y) ?? ""))
    refuse(chart.id, `column "${chart.y}" holds no numbers`);
  const at = [chart.x, chart.series].map((key) => table.columns.findIndex((column) => column.key === key));
  const marks = table.rows
    .filter((row) => row.key !== table.total_row)
    .map((row) => JSON.stringify(at.map((i) => row.cells[i])));
  if (new Set(marks).size !== marks.length)
    refuse(chart.id, "two rows of its table would be drawn as one mark");
}

function refuse(where: string, why: string): never {
  throw new InvalidInput(`the edition cannot be published: ${where}: ${why}`);
}
