import type { Sql } from "sql-template-tag";
import type { z } from "zod";

/** A question to the store: the SQL that runs and the shape of one row of its answer. */
export interface Query<Row> {
  readonly sql: Sql;
  readonly row: z.ZodType<Row>;
}

/** Something that answers queries: the store itself, or one transaction on it. */
export interface Reader {
  /** Every row of the answer, in the query's order; dates are ISO days, instants ISO UTC, int8 numbers. */
  all<Row>(query: Query<Row>): Promise<Row[]>;
  /** The one row of the answer; throws when there is none or more than one. */
  one<Row>(query: Query<Row>): Promise<Row>;
  /** The row of the answer, or null when there is none; throws when there are several. */
  maybe<Row>(query: Query<Row>): Promise<Row | null>;
}

/** One transaction: all of it happens, or nothing. */
export interface Transaction extends Reader {
  /** Runs a statement and returns how many rows it touched. */
  run(statement: Sql): Promise<number>;
  /** Runs several statements without parameters, as a migration has them. */
  script(text: string): Promise<void>;
  /** Appends rows to a table from PostgreSQL's COPY text format; returns how many rows went in. */
  copyIn(table: string, columns: readonly string[], pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** The answer to a query without parameters as PostgreSQL's COPY text format, in pieces. */
  copyOut(select: string): AsyncIterable<Uint8Array>;
}

/** The store: PGlite in a folder or a PostgreSQL server, one dialect, one set of migrations. */
export interface Db extends Reader {
  readonly engine: "pglite" | "postgres";
  /** Runs work in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Names the row shape of an SQL text once, beside the text. */
export function defineQuery<Row>(row: z.ZodType<Row>, sql: Sql): Query<Row> {
  return { row, sql };
}
