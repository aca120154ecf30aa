import type { Day } from "../../base/day.ts";
import { weekday } from "../../base/day.ts";
import type { Column, Edition, EditionSource, Figure, Table, TableCell } from "../edition.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = "January February March April May June July August September October November December".split(
  " ",
);

/** A count with thousands separators, as printed: `1,234`. */
export function countText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A share from 0 to 1 as a percentage with one decimal; never rounds a part to nothing or to all: `<0.1%`, `>99.9%`. */
export function shareText(value: number): string {
  if (value > 0 && value < 0.0005) return "<0.1%";
  if (value < 1 && value >= 0.9995) return ">99.9%";
  return `${(value * 100).toFixed(1)}%`;
}

/** A calendar date in words: `Saturday, January 31, 2015`. */
export function dayText(day: Day): string {
  const [year = "", month = "1", date = "1"] = day.split("-");
  return `${weekdays[weekday(day)]}, ${months[Number(month) - 1]} ${Number(date)}, ${year}`;
}

/** An ISO instant in UTC in words: `November 20, 2026, 18:30 UTC`. */
export function instantText(instant: string): string {
  const [year = "", month = "1", date = "1"] = instant.slice(0, 10).split("-");
  return `${months[Number(month) - 1]} ${Number(date)}, ${year}, ${instant.slice(11, 16)} UTC`;
}

/** A number of bytes as people say it: `812 bytes`, `3.4 kB`, `1.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What stands in print where a number is hidden or absent. */
export const suppressedText = "suppressed";
export const notRecordedText = "not recorded";

/** What "suppressed" means, in one sentence for the reader. */
export const suppressedMeaning =
  "“Suppressed” stands where a count of people is small enough to point at a person, or where a number would give such a " +
  "count away by subtraction. It does not mean zero.";

/** A table's own notes, and what "suppressed" means where the table has such a cell and no note of its own on it. */
export function notesOf(table: Table): readonly string[] {
  const hides = table.rows.some((row) => row.cells.some((cell) => cell !== null && typeof cell === "object"));
  const says = table.notes.some((note) => note.includes(suppressedText));
  return hides && !says ? [...table.notes, suppressedMeaning] : table.notes;
}

/** The days that a source covers, as far as it says. */
export function coverText(source: Pick<EditionSource, "covers_from" | "covers_to">): string {
  if (source.covers_from === "" && source.covers_to === "") return "days covered not recorded";
  return `covering ${source.covers_from || notRecordedText} to ${source.covers_to || notRecordedText}`;
}

/** A value as printed, and whether it is a value, suppressed, not recorded, or rightly blank. */
export interface Words {
  readonly text: string;
  readonly state: "value" | "suppressed" | "not_recorded" | "blank";
}

/** A table cell in words; an absent cell of a total row is blank, since a total has no such property. */
export function cellWords(cell: TableCell, kind: Column["kind"], isTotal: boolean): Words {
  if (cell === null)
    return isTotal ? { text: "", state: "blank" } : { text: notRecordedText, state: "not_recorded" };
  if (typeof cell === "object") return { text: suppressedText, state: "suppressed" };
  if (typeof cell === "string") return { text: cell, state: cell === "" ? "blank" : "value" };
  return { text: kind === "share" ? shareText(cell) : countText(cell), state: "value" };
}

/** A figure's value in words. */
export function figureWords(figure: Pick<Figure, "kind" | "value" | "missing">): Words {
  if (figure.value !== null) return cellWords(figure.value, figure.kind, false);
  return figure.missing === "suppressed"
    ? { text: suppressedText, state: "suppressed" }
    : { text: notRecordedText, state: "not_recorded" };
}

/** The sentence that stands beside a share: how much of its population has no answer. */
export function unknownText(figure: Pick<Figure, "kind" | "share_unknown">): string | null {
  if (figure.kind !== "share") return null;
  if (figure.share_unknown === null) return "Share unknown: not recorded";
  return `Share unknown: ${shareText(figure.share_unknown)}`;
}

/** Who may see the edition, in a short phrase and a sentence. */
export function disclosureWords(edition: Pick<Edition, "disclosure">): {
  readonly short: string;
  readonly long: string;
} {
  if (edition.disclosure === "public")
    return { short: "Public: small counts suppressed", long: suppressedMeaning };
  return {
    short: "Party’s own view: nothing suppressed",
    long: "This view is for the party that holds these rows. It shows small counts and is not for publication.",
  };
}

/** The report form's own name in print. */
export function templateName(template: Edition["template"]): string {
  return template === "accord" ? "Accord weekly report" : "Declined Detainer Outcome Report, form of 2017";
}
