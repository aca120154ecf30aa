import type { KnownAt } from "../../records/journal/as-of.ts";
import type { Section, Table } from "../edition.ts";
import { drawCharts, type Picture } from "../render/charts/draw.ts";
import { asEdition } from "./protect-sections.ts";

/** The picture of a section's first chart, with what is said beside it. */
export interface SectionPicture extends Picture {
  readonly id: string;
  readonly title: string;
}

/** More bars than this cannot be read; the last ones are drawn, since they are the latest. */
const mostBars = 24;
/** A picture of one or two bars tells less than its table. */
const leastBars = 3;

/** The table with only its last rows, for the picture; the total row is never drawn. */
function lastRows(table: Table): Table {
  const rows = table.rows.filter((row) => row.key !== table.total_row).slice(-mostBars);
  return { ...table, rows, total_row: null };
}

/** Draws the first chart of a section from its table; null where there is none or too few of its numbers are shown. */
export async function drawSection(section: Section | null, known: KnownAt): Promise<SectionPicture | null> {
  const chart = section?.charts[0];
  const table = section?.tables.find((each) => each.id === chart?.table_id);
  if (!section || chart === undefined || table === undefined) return null;
  const drawn = lastRows(table);
  const y = table.columns.findIndex((column) => column.key === chart.y);
  if (drawn.rows.filter((row) => typeof row.cells[y] === "number").length < leastBars) return null;
  const picture = (
    await drawCharts(asEdition([{ ...section, tables: [drawn], charts: [chart] }], known))
  ).get(chart.id);
  if (picture === undefined) return null;
  const isCut = table.rows.filter((row) => row.key !== table.total_row).length > drawn.rows.length;
  const notes = isCut
    ? [...picture.notes, `The last ${mostBars} rows are drawn; the table has them all.`]
    : picture.notes;
  return { ...picture, notes, id: chart.id, title: chart.title };
}
