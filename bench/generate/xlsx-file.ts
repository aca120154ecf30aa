import { type Column, columnsOf } from "./columns.ts";
import { type MadeFile, preambleRows, type Recipe, rowMaker, sheetsOf } from "./made-file.ts";
import type { RowMaker, RowPlace } from "./row-maker.ts";
import { dateStyle, frames, sheetPart, workbookParts, xmlText } from "./xlsx-parts.ts";
import { ZipFile } from "./zip-file.ts";

const textPerPiece = 1 << 18;
/** Days from serial number 0 of the 1900 system to 1970-01-01. */
const serialOf1970 = 25_569;

/** Numbers for texts, in the order in which they are met. */
class SharedStrings {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }

  *part(): Generator<Buffer> {
    const items = function* (texts: Iterable<string>): Generator<string> {
      for (const text of texts) yield `<si><t>${xmlText(text)}</t></si>`;
    };
    yield* framed(frames.strings, items(this.#numbers.keys()));
  }
}

/** Joins short texts to pieces of bytes, between an opening and a closing text. */
function* framed([opening, closing]: readonly [string, string], texts: Iterable<string>): Generator<Buffer> {
  let text = opening;
  for (const next of texts) {
    text += next;
    if (text.length < textPerPiece) continue;
    yield Buffer.from(text, "utf8");
    text = "";
  }
  yield Buffer.from(text + closing, "utf8");
}

/** A column's letters: A to Z, then AA and on. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** Writes the rows of sheets as XML: texts by their shared number, dates as styled serial numbers, blank dates styled too. */
class SheetWriter {
  filled = 0;
  written = 0;
  readonly #columns: readonly Column[];
  readonly #maker: RowMaker;
  readonly #strings: SharedStrings;
  readonly #letters: readonly string[];
  readonly #isDate: readonly boolean[];

  constructor(columns: readonly Column[], maker: RowMaker, strings: SharedStrings) {
    this.#columns = columns;
    this.#maker = maker;
    this.#strings = strings;
    this.#letters = columns.map((_, i) => letters(i));
    this.#isDate = columns.map(({ name, kind }) => kind === "date" || name === "detainer_prepare_date");
  }

  *part(name: string, rows: Iterable<RowPlace>): Generator<Buffer> {
    yield* framed(frames.sheet, this.#rows(name, rows));
  }

  *#rows(name: string, rows: Iterable<RowPlace>): Generator<string> {
    yield this.#textRow(1, ["Synthetic rows for benchmarks; no row is about a real person"]);
    yield this.#textRow(2, ["Detainers"]);
    yield this.#textRow(3, [name]);
    yield this.#textRow(
      preambleRows + 1,
      this.#columns.map(({ header }) => header),
    );
    for (const place of rows) yield this.#dataRow(place);
  }

  #textRow(row: number, texts: readonly string[]): string {
    this.written += texts.length;
    const cells = texts.map(
      (text, i) => `<c r="${this.#letters[i]}${row}" t="s"><v>${this.#strings.of(text)}</v></c>`,
    );
    return `<row r="${row}">${cells.join("")}</row>`;
  }

  #dataRow(place: RowPlace): string {
    this.#maker.next(place);
    const { cells } = this.#maker;
    const row = place.row_no;
    let text = `<row r="${row}">`;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] as (typeof cells)[number];
      const isDate = this.#isDate[i] as boolean;
      if (cell !== null) this.filled++;
      if (cell !== null || isDate) this.written++;
      if (cell === null) text += isDate ? `<c r="${this.#letters[i]}${row}" s="${dateStyle}"/>` : "";
      else if (typeof cell === "string")
        text += `<c r="${this.#letters[i]}${row}" t="s"><v>${this.#strings.of(cell)}</v></c>`;
      else if (isDate)
        text += `<c r="${this.#letters[i]}${row}" s="${dateStyle}"><v>${cell + serialOf1970}</v></c>`;
      else text += `<c r="${this.#letters[i]}${row}"><v>${cell}</v></c>`;
    }
    return `${text}</row>`;
  }
}

/**
 * Writes a made-up file in layout (b): the raw release as a workbook, one sheet a fiscal year, six rows before each header,
 * 65 columns in title case, shared strings and date styles.
 */
export async function writeXlsxFile(path: string, recipe: Recipe): Promise<MadeFile> {
  const columns = columnsOf("b");
  const strings = new SharedStrings();
  const writer = new SheetWriter(columns, rowMaker("b", recipe.seed), strings);
  const sheets = sheetsOf(recipe.rows);
  const zip = await ZipFile.create(path);
  for (const [i, { name, rows }] of sheets.entries())
    await zip.add(sheetPart(i + 1), writer.part(name, rows));
  await zip.add("xl/sharedStrings.xml", strings.part());
  const parts = workbookParts(sheets.map(({ name }) => name));
  for (const [name, text] of Object.entries(parts)) await zip.add(name, [Buffer.from(text, "utf8")]);
  const { filled, written } = writer;
  return { rows: recipe.rows, columns: columns.length, filled, written, bytes: await zip.close() };
}
