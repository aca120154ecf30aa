import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { AnswerColumns, Answers, Counts } from "./answers.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (name: string): string => `coalesce(trim(${quoted(name)}::varchar), '')`;

/** A database file (or ":memory:") opened for one connection. */
export async function openDuckDb(path: string): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(path)).connect();
}

/** The statement whose time is the measure: the whole file into a table, as DuckDB reads it without advice. */
export function createFromCsv(path: string): string {
  return `create table detainers as select * from read_csv('${path.replaceAll("'", "''")}')`;
}

async function counts(connection: DuckDBConnection, key: string): Promise<Counts> {
  const reader = await connection.runAndReadAll(
    `select ${key} as key, count(*)::integer as n from detainers group by 1`,
  );
  return Object.fromEntries(reader.getRows().map(([group, n]) => [String(group), Number(n)]));
}

/** DuckDB's answers over the table that `createFromCsv` made. */
export async function duckDbAnswers(connection: DuckDBConnection, columns: AnswerColumns): Promise<Answers> {
  return {
    by_lift_reason: await counts(connection, text(columns.lift_reason)),
    by_state: await counts(connection, text(columns.facility[2])),
    by_day: await counts(connection, `strftime(${quoted(columns.day)}::date, '%Y-%m-%d')`),
    by_facility: await counts(connection, `concat_ws('|', ${columns.facility.map(text).join(", ")})`),
  };
}

/** How many cells of some columns have a value. */
export async function duckDbFilled(connection: DuckDBConnection, names: readonly string[]): Promise<number> {
  const sum = names.map((name) => `count(${quoted(name)})`).join(" + ");
  const reader = await connection.runAndReadAll(`select (${sum})::bigint from detainers`);
  return Number(reader.getRows()[0]?.[0]);
}

/** How many rows have a day from one to another, both included. */
export async function duckDbCountBetween(
  connection: DuckDBConnection,
  day: string,
  from: string,
  to: string,
): Promise<number> {
  const between = `${quoted(day)}::date between '${from}' and '${to}'`;
  const reader = await connection.runAndReadAll(`select count(*)::integer from detainers where ${between}`);
  return Number(reader.getRows()[0]?.[0]);
}
