import { html } from "hono/html";
import type { Column, Table, TableCell } from "../../reports/edition.ts";
import { basisMarkup } from "../../reports/render/basis.ts";
import { type Markup, wordsMarkup } from "../../reports/render/markup.ts";
import { cellWords, notesOf } from "../../reports/render/wording.ts";

/** A table of a page: columns with their kind, rows of cells, the first of which names the row. */
export interface Grid {
  readonly id: string;
  readonly caption: string;
  /** Below which headings the caption stands; 3 where nothing is said. */
  readonly level?: 2 | 3;
  readonly columns: readonly Pick<Column, "label" | "kind">[];
  readonly rows: readonly {
    readonly id?: string;
    readonly is_total?: boolean;
    readonly cells: readonly (Markup | string)[];
  }[];
}

/** A grid in a frame that scrolls sideways on a narrow screen, so it can take the keyboard's focus and has a name. */
export function gridMarkup(grid: Grid): Markup {
  const hint =
    grid.columns.length > 3 && html`<p class="scroll-hint" aria-hidden="true">More columns to the right</p>`;
  return html`${hint}<section class="usa-table-container--scrollable" tabindex="0" aria-labelledby="${grid.id}-caption">
    <table class="usa-table usa-table--borderless">
      <caption>${captionMarkup(grid)}</caption>
      <thead><tr>${grid.columns.map((column) => html`<th scope="col" class="${column.kind}">${column.label}</th>`)}</tr></thead>
      <tbody>${grid.rows.map((row) => rowMarkup(grid, row))}</tbody>
    </table>
  </section>`;
}

function captionMarkup({ id, caption, level }: Grid): Markup {
  return level === 2
    ? html`<h2 class="table-title" id="${id}-caption">${caption}</h2>`
    : html`<h3 class="table-title" id="${id}-caption">${caption}</h3>`;
}

function rowMarkup(grid: Grid, row: Grid["rows"][number]): Markup {
  const [head = "", ...cells] = row.cells;
  const kindAt = (at: number) => grid.columns[at]?.kind ?? "text";
  return html`<tr${row.id !== undefined && html` id="${row.id}"`}${row.is_total === true && html` class="total-row"`}><th scope="row" class="${kindAt(0)}">${head}</th>${cells.map(
    (cell, at) => html`<td class="${kindAt(at + 1)}">${cell}</td>`,
  )}</tr>
`;
}

function cellMarkup(cell: TableCell, kind: Column["kind"], isTotal: boolean): Markup {
  return wordsMarkup(cellWords(cell, kind, isTotal));
}

/** A table as editions have them, with its notes and what it counts; a table without rows says what stands in its place. */
export function tableMarkup(table: Table): Markup {
  if (table.rows.length === 0)
    return html`<div class="table-block" id="${table.id}"><h3 class="table-title">${table.caption}</h3><p class="empty-table">${table.empty}</p></div>`;
  const rows = table.rows.map((row) => {
    const is_total = row.key === table.total_row;
    const cells = row.cells.map((cell, at) => cellMarkup(cell, table.columns[at]?.kind ?? "text", is_total));
    return { cells, is_total };
  });
  return html`<div class="table-block" id="${table.id}">
    ${gridMarkup({ id: table.id, caption: table.caption, columns: table.columns, rows })}
    ${notesMarkup(table)}
    ${basisMarkup(table.basis)}
  </div>`;
}

function notesMarkup(table: Table): Markup | "" {
  const notes = notesOf(table);
  return notes.length === 0
    ? ""
    : html`<ul class="table-notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
