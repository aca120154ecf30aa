import type { Week } from "../base/day.ts";

/** Who an edition is for: the public (small counts suppressed) or a party to the rows (its own view, nothing suppressed). */
export type Disclosure = "public" | "party";

/** What a number counts, over which days, as known when: printed with every figure and every table. */
export interface Basis {
  /** Who or what is counted, in a plain phrase: "detainers prepared in the week, by issue-week cohort". */
  readonly population: string;
  /** The days counted, in a plain phrase: "2015-01-31 to 2015-02-06". */
  readonly window: string;
  /** As known at this position of the record, with the instant it was appended (ISO, UTC). */
  readonly as_of: string;
  /** The rules that the number rests on, each `id@version`. */
  readonly rules: readonly string[];
}

/** A count or share with its own permanent anchor, `section.figure`. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly kind: "count" | "share";
  /** A count, a share from 0 to 1, or null where it is suppressed or not recorded. */
  readonly value: number | null;
  /** Why the value is null, in a word for the reader. */
  readonly missing: "suppressed" | "not_recorded" | null;
  /** For a share: the share of its population whose answer is unknown, 0 to 1. */
  readonly share_unknown: number | null;
  readonly basis: Basis;
  /** One plain sentence that says what the number is, and what it is not. */
  readonly note: string | null;
}

export interface Column {
  /** snake_case; the CSV header, JSON field and Parquet column. */
  readonly key: string;
  readonly label: string;
  readonly kind: "text" | "count" | "share" | "date";
}

/** A cell that the disclosure policy hides. In CSV it reads `suppressed`; in Parquet it is null beside `<key>_suppressed`. */
export interface Suppressed {
  readonly suppressed: true;
}

export type TableCell = string | number | null | Suppressed;

/** A table with its own anchor; every count in it can be traced as `table_id.row_key.column_key`. */
export interface Table {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first column labels the row; `key` is stable and names the row in figure ids. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly TableCell[] }[];
  /** The key of the row that is the sum of the others, where the table has one. */
  readonly total_row: string | null;
  readonly basis: Basis;
  readonly notes: readonly string[];
  /** What stands in place of the table when it has no rows. */
  readonly empty: string;
}

/** A chart drawn from a table of the same section, which always stands beside it. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly table_id: string;
  readonly form: "bars" | "stacked_bars" | "line";
  readonly x: string;
  readonly y: string;
  readonly series: string | null;
  /** What the picture shows, in words, for those who do not see it. */
  readonly description: string;
}

export interface Section {
  readonly id: string;
  /** Section number as printed: "I", "II", "1", "2". */
  readonly number: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
}

/** A file or release that the edition rests on. */
export interface EditionSource {
  readonly release_id: number;
  readonly series: string;
  readonly name: string;
  readonly sha256: string;
  readonly layout: string;
  readonly rows: number;
  readonly covers_from: string;
  readonly covers_to: string;
  readonly credit: string | null;
  readonly is_synthetic: boolean;
}

/** One edition of the weekly report: findings as known at one position of the record. */
export interface Edition {
  /** `template.week_start.pPOSITION`, with `.party` appended for a party's view: permanent and derived, never drawn. */
  readonly id: string;
  readonly template: "accord" | "ddor-2017";
  readonly template_version: string;
  readonly title: string;
  readonly subtitle: string;
  readonly period: Week;
  readonly position: number;
  /** The instant at which that position was appended, ISO UTC. */
  readonly as_of: string;
  readonly disclosure: Disclosure;
  /** True where any source is synthetic; said on every page. */
  readonly is_synthetic: boolean;
  /** The ten lines that a reader wants to see first. */
  readonly summary: readonly string[];
  readonly sections: readonly Section[];
  readonly sources: readonly EditionSource[];
  readonly rules: readonly {
    readonly id: string;
    readonly version: string;
    readonly cite: string;
    readonly text: string;
  }[];
}
