import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { csvCell } from "../../src/base/csv.ts";
import { dayFromNumber } from "../../src/base/day.ts";
import { columnsOf } from "./columns.ts";
import { type MadeFile, placesOf, type Recipe, rowMaker } from "./made-file.ts";
import type { MadeCell } from "./row-maker.ts";

const textPerPiece = 1 << 18;

const identifier = /^[0-9a-f]{40}$/;

/** Texts of cells by what they are written from: quoting and dates are worked out once a value. */
class CellTexts {
  readonly #quoted = new Map<string, string>();
  readonly #days = new Map<number, string>();

  of(cell: MadeCell, isDate: boolean): string {
    if (cell === null) return "";
    if (typeof cell === "number") return isDate ? this.#day(cell) : String(cell);
    if (identifier.test(cell)) return cell; // met about once, so not worth keeping
    let text = this.#quoted.get(cell);
    if (text === undefined) {
      text = csvCell(cell);
      this.#quoted.set(cell, text);
    }
    return text;
  }

  #day(days: number): string {
    let text = this.#days.get(days);
    if (text === undefined) {
      text = dayFromNumber(days);
      this.#days.set(days, text);
    }
    return text;
  }
}

/**
 * Writes a made-up file as CSV with LF line ends: layout (a) as the processed detainers table has it, 64 columns, or the rows
 * of a workbook in layout (b) under its headers, 65 columns, for tools that read no workbooks.
 */
export async function writeCsvFile(path: string, recipe: Recipe, layout: "a" | "b" = "a"): Promise<MadeFile> {
  const columns = columnsOf(layout);
  const maker = rowMaker(layout, recipe.seed);
  const texts = new CellTexts();
  const dates = columns.map(({ name, kind }) => kind === "date" || name === "detainer_prepare_date");
  let [filled, bytes] = [0, 0];
  const pieces = function* (): Generator<Buffer> {
    let text = `${columns.map(({ name, header }) => (layout === "a" ? name : header)).join(",")}\n`;
    for (const place of placesOf(recipe.rows)) {
      maker.next(place);
      for (const [i, cell] of maker.cells.entries()) {
        if (cell !== null) filled++;
        text += `${i === 0 ? "" : ","}${texts.of(cell, dates[i] as boolean)}`;
      }
      text += "\n";
      if (text.length < textPerPiece) continue;
      const piece = Buffer.from(text, "utf8");
      bytes += piece.length;
      yield piece;
      text = "";
    }
    const rest = Buffer.from(text, "utf8");
    bytes += rest.length;
    yield rest;
  };
  await pipeline(pieces, createWriteStream(path));
  return {
    rows: recipe.rows,
    columns: columns.length,
    filled,
    written: (recipe.rows + 1) * columns.length,
    bytes,
  };
}
