import type { Day } from "../../base/day.ts";
import type { CellRef, Relation } from "../disclosure/policy.ts";
import { cellRef } from "../disclosure/relations.ts";
import type { Column, Edition, Table } from "../edition.ts";

/** Whether published editions show or hide how many requests some bodies had in a week. */
export type PublishedWeek = "shown" | "hidden";

/** The weeks of which published editions have a row of one of some bodies, by their Saturdays; hidden where any such row is. */
export function publishedWeeks(
  editions: readonly Edition[],
  bodyIds: ReadonlySet<string>,
): Map<Day, PublishedWeek> {
  const weeks = new Map<Day, PublishedWeek>();
  for (const edition of editions) {
    const tables = edition.sections.flatMap((section) => section.tables);
    const table = tables.find((each) => each.id === "requests-by-body");
    const at = table?.columns.findIndex((column) => column.key === "requests") ?? -1;
    const own = table?.rows.filter((row) => bodyIds.has(row.key.replace(/^body_/, ""))) ?? [];
    if (own.length === 0) continue;
    const isHidden = own.some((row) => typeof row.cells[at] === "object");
    const before = weeks.get(edition.period.from);
    weeks.set(edition.period.from, isHidden || before === "hidden" ? "hidden" : "shown");
  }
  return weeks;
}

/** How many requests a jurisdiction had in a week. */
export interface CountedWeek {
  readonly week: Day;
  readonly requests: number;
}

/** What a reader has of some weeks from published editions, to be protected together with a jurisdiction's own tables. */
export interface PublishedPart {
  /** Tables that take part in the protection and are not shown themselves: `published` and `guards`. */
  readonly tables: readonly Table[];
  readonly relations: readonly Relation[];
  /** The cells that an edition shows: known, whatever a page hides. */
  readonly exempt: readonly CellRef[];
}

const count = (key: string): Column => ({ key, label: key, kind: "count" });

function unseenTable(
  id: string,
  columns: readonly string[],
  rows: Table["rows"],
  basis: Table["basis"],
): Table {
  const all: Column[] = [{ key: "label", label: "", kind: "text" }, ...columns.map(count)];
  return { id, caption: id, columns: all, rows, total_row: null, basis, notes: [], empty: "" };
}

/** A count that stands for the small one which a hidden large count may give away elsewhere in its edition. */
const guarded = 5;

/**
 * The part of the protection that published editions are: a week that one shows is known; a week that one hides stays protected,
 * a large one too, since in the edition a small count may hang on it.
 */
export function publishedPart(
  weeks: readonly CountedWeek[],
  published: ReadonlyMap<Day, PublishedWeek>,
  basis: Table["basis"],
): PublishedPart {
  const here = weeks.filter(({ week }) => published.has(week));
  const large = here.filter(({ week, requests }) => published.get(week) === "hidden" && requests > guarded);
  const table = unseenTable(
    "published",
    ["requests"],
    here.map(({ week, requests }) => ({ key: week, cells: ["", requests] })),
    basis,
  );
  const guards = unseenTable(
    "guards",
    ["small", "known"],
    large.map(({ week, requests }) => ({ key: week, cells: ["", guarded, requests - guarded] })),
    basis,
  );
  return {
    tables: [table, guards],
    relations: large.map(({ week }) => ({
      total: cellRef(table, week, "requests"),
      parts: ["small", "known"].map((key) => cellRef(guards, week, key)),
    })),
    exempt: [
      ...here
        .filter(({ week }) => published.get(week) === "shown")
        .map(({ week }) => cellRef(table, week, "requests")),
      ...large.map(({ week }) => cellRef(guards, week, "known")),
    ],
  };
}
