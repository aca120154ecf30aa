import type { Column, Edition, Figure, Table, TableCell } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import { rowAnchor } from "../render/markup.ts";
import { firstProblem } from "./check.ts";

/** The first figure or table cell that the page lacks or shows otherwise, in one line; null when it shows them all. */
export function pageProblem(edition: Edition, page: string): string | null {
  const anchors = anchorsIn(page);
  return firstProblem(
    edition.sections,
    (section) =>
      firstProblem(section.figures, (figure) => figureProblem(page, anchors, figure)) ??
      firstProblem(section.tables, (table) => tableProblem(page, anchors, table)),
  );
}

/** Where each element with an id starts, just after its tag. */
function anchorsIn(page: string): ReadonlyMap<string, number> {
  const tags = page.matchAll(/<[a-z][^>]* id="([^"]*)"[^>]*>/g);
  return new Map([...tags].map((tag) => [plainText(tag[1] ?? ""), tag.index + tag[0].length]));
}

function figureProblem(page: string, anchors: ReadonlyMap<string, number>, figure: Figure): string | null {
  const card = elementAt(page, anchors.get(figure.id), "</li>");
  if (card === null) return `${paths.page}: it has no anchor for figure ${figure.id}`;
  const shown = /<p class="figure-value[^>]*>([\s\S]*?)<\/p>/.exec(card)?.[1] ?? "";
  const exact = /<data value="([^"]*)">/.exec(shown)?.[1] ?? null;
  if (
    exact === (figure.value === null ? null : String(figure.value)) &&
    shows(plainText(shown), figure.value, figure.kind)
  )
    return null;
  return `${paths.page}: figure ${figure.id} shows ${JSON.stringify(plainText(shown))} where ${paths.edition} has ${figure.value}`;
}

function tableProblem(page: string, anchors: ReadonlyMap<string, number>, table: Table): string | null {
  if (!anchors.has(table.id)) return `${paths.page}: it has no anchor for table ${table.id}`;
  return firstProblem(table.rows, (row) => {
    const shown = elementAt(page, anchors.get(rowAnchor(table.id, row.key)), "</tr>");
    if (shown === null) return `${paths.page}: table ${table.id} has no row ${row.key}`;
    const cells = [...shown.matchAll(/<(t[hd])[^>]*>([\s\S]*?)<\/\1>/g)].map((cell) =>
      plainText(cell[2] ?? ""),
    );
    const wrong = row.cells.findIndex(
      (cell, at) => !shows(cells[at] ?? "", cell, table.columns[at]?.kind ?? "text"),
    );
    if (wrong < 0) return null;
    return `${paths.page}: ${table.id}.${row.key}.${table.columns[wrong]?.key} shows ${JSON.stringify(cells[wrong] ?? "")} where ${paths.edition} has ${JSON.stringify(row.cells[wrong])}`;
  });
}

function elementAt(page: string, start: number | undefined, end: string): string | null {
  return start === undefined ? null : page.slice(start, page.indexOf(end, start));
}

/** Whether a text of the page is a way to print a value: its digits, its percentage, or words without a digit. */
function shows(text: string, cell: TableCell, kind: Column["kind"]): boolean {
  if (typeof cell === "string") return text === cell.replace(/\s+/g, " ").trim();
  if (typeof cell !== "number") return !/\d/.test(text);
  if (kind === "count") return text.replace(/[^\d-]/g, "") === String(cell);
  return (
    /^[<>]?[\d.]+%$/.test(text) && Math.abs(Number(text.replace(/[<>%]/g, "")) / 100 - cell) <= 0.0010001
  );
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function plainText(markup: string): string {
  const text = markup
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);
  return text.replace(/\s+/g, " ").trim();
}
