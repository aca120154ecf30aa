import type { Sql } from "sql-template-tag";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import type { Connection } from "./connection.ts";
import type { Query, Reader, Transaction } from "./db.ts";

/** The reads of a connection, with each row checked against the shape its query names. */
export function readerOn(connection: Connection): Reader {
  async function all<Row>(query: Query<Row>): Promise<Row[]> {
    const { rows } = await connection.query(query.sql.text, query.sql.values);
    return z.array(query.row).parse(rows);
  }
  async function maybe<Row>(query: Query<Row>): Promise<Row | null> {
    const rows = await all(query);
    if (rows.length > 1)
      throw new AppError("store", `expected one row and got ${rows.length}: ${query.sql.text}`);
    return rows[0] ?? null;
  }
  async function one<Row>(query: Query<Row>): Promise<Row> {
    const row = await maybe(query);
    if (row === null) throw new AppError("store", `expected one row and got none: ${query.sql.text}`);
    return row;
  }
  return { all, one, maybe };
}

/** The reads and writes of a connection on which a transaction is open. */
export function transactionOn(connection: Connection): Transaction {
  return {
    ...readerOn(connection),
    run: async (statement: Sql) => (await connection.query(statement.text, statement.values)).affected,
    script: (text) => connection.script(text),
    copyIn: (table, columns, pieces) =>
      connection.copyIn(`copy ${table} (${columns.join(", ")}) from`, pieces),
    copyOut: (select) => connection.copyOut(select),
  };
}

/** Runs work between `begin` and `commit` on a connection; anything thrown rolls back and is thrown on. */
export async function runTransaction<T>(
  connection: Connection,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await connection.script("begin");
  let result: T;
  try {
    result = await work(transactionOn(connection));
  } catch (error) {
    await connection.script("rollback");
    throw error;
  }
  await connection.script("commit");
  return result;
}
