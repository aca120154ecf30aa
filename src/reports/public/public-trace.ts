import { AppError, NotFound } from "../../base/errors.ts";
import type { Reader } from "../../db/db.ts";
import type { Edition } from "../edition.ts";
import { type FigureTrace, numberOf, traceFigure } from "../trace/trace-figure.ts";

/** A row of a source file behind a number, by where it stands; nothing of what it says. */
export interface SourceRowPlace {
  readonly file_name: string;
  readonly file_sha256: string;
  readonly sheet_name: string;
  readonly row_no: number;
}

/** A published number taken back to its rule, its condition and the places of its source rows. */
export interface PublicTrace extends Omit<FigureTrace, "sample" | "shown"> {
  readonly shown: "shown" | "not_recorded";
  /** The first rows, in order of their records. */
  readonly rows: readonly SourceRowPlace[];
}

const rowsShown = 50;

const refusal = (edition: Edition, figure: string): AppError =>
  new AppError(
    "suppressed",
    `${figure} is suppressed in edition ${edition.id}; suppressed figures cannot be traced in public`,
  );

/**
 * Traces a number of a public edition. Throws `NotFound` for a number that is not there, and an `AppError` (`suppressed`) for
 * one that the edition suppresses: its records would tell what it hides.
 */
export async function readPublicTrace(db: Reader, edition: Edition, figure: string): Promise<PublicTrace> {
  const published = numberOf(edition, figure);
  if (published === null)
    throw new NotFound(
      `edition ${edition.id} has no number "${figure.slice(0, 80)}"; the report prints its id under each figure, and a table’s cell is table.row.column`,
    );
  if (published.hidden) throw refusal(edition, figure);
  const { sample, shown, ...trace } = await traceFigure(db, edition.id, figure, rowsShown);
  if (shown === "suppressed") throw refusal(edition, figure);
  const rows = sample.map(({ file_name, file_sha256, sheet_name, row_no }) => ({
    file_name,
    file_sha256,
    sheet_name,
    row_no,
  }));
  return { ...trace, shown, rows };
}
