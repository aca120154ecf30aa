import { html } from "hono/html";
import type { Column, Table, TableCell } from "../edition.ts";
import { tableCsvPath, tableParquetPath } from "../publish/paths.ts";
import { basisMarkup } from "./basis.ts";
import { type Markup, rowAnchor, wordsMarkup } from "./markup.ts";
import { cellWords, notesOf } from "./wording.ts";

type Row = Table["rows"][number];

/** A table with its anchor, caption, basis, notes and files; a table without rows says what stands in its place. */
export function tableBlock(table: Table): Markup {
  return html`<div class="table-block" id="${table.id}">
    ${table.rows.length === 0 ? emptyTable(table) : filledTable(table)}
    ${notesMarkup(table)}
    ${basisMarkup(table.basis)}
    <p class="permalink">
      <a href="#${table.id}"><span class="usa-sr-only">Link to this table: </span>${table.id}</a>
      <a href="${tableCsvPath(table.id)}">CSV<span class="usa-sr-only"> of this table: ${table.caption}</span></a>
      <a href="${tableParquetPath(table.id)}">Parquet<span class="usa-sr-only"> of this table: ${table.caption}</span></a>
    </p>
  </div>`;
}

function emptyTable(table: Table): Markup {
  return html`<h3 class="table-title">${table.caption}</h3><p class="empty-table">${table.empty}</p>`;
}

/** The frame scrolls sideways on a narrow screen, so it can take the keyboard's focus and has a name. */
function filledTable(table: Table): Markup {
  const hint =
    table.columns.length > 3 && html`<p class="scroll-hint" aria-hidden="true">More columns to the right</p>`;
  return html`${hint}<section class="usa-table-container--scrollable" tabindex="0" aria-labelledby="${table.id}-caption">
    <table class="usa-table usa-table--borderless">
      <caption><h3 class="table-title" id="${table.id}-caption">${table.caption}</h3></caption>
      <thead><tr>${table.columns.map(columnHead)}</tr></thead>
      <tbody>${table.rows.map((row) => rowMarkup(table, row))}</tbody>
    </table>
  </section>`;
}

function columnHead(column: Column): Markup {
  return html`<th scope="col" class="${column.kind}">${column.label}</th>`;
}

function rowMarkup(table: Table, row: Row): Markup {
  const isTotal = row.key === table.total_row;
  const cells = row.cells.map((cell, at) =>
    cellMarkup(cell, table.columns[at]?.kind ?? "text", isTotal, at === 0),
  );
  return html`<tr id="${rowAnchor(table.id, row.key)}"${isTotal && html` class="total-row"`}>${cells}</tr>
`;
}

function cellMarkup(cell: TableCell, kind: Column["kind"], isTotal: boolean, isHead: boolean): Markup {
  const words = wordsMarkup(cellWords(cell, kind, isTotal));
  return isHead
    ? html`<th scope="row" class="${kind}">${words}</th>`
    : html`<td class="${kind}">${words}</td>`;
}

function notesMarkup(table: Table): Markup | "" {
  const notes = notesOf(table);
  return notes.length === 0
    ? ""
    : html`<ul class="table-notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
