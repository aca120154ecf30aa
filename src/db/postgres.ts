import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { InvalidInput } from "../base/errors.ts";
import type { Connection } from "./connection.ts";
import type { Db } from "./db.ts";
import { parsers, sessionOptions } from "./parsers.ts";
import { readerOn, runTransaction } from "./reader.ts";

/** The array type of each type that has a parser of ours: PGlite reads a list's members by it, this driver must be told. */
const listOf: Readonly<Record<number, number>> = {
  1016: 20,
  1231: 1700,
  1182: 1082,
  1185: 1184,
  199: 114,
  3807: 3802,
};

/** As pg-types has it; its own declaration says otherwise. */
const lists = pg.types.arrayParser as unknown as {
  create(text: string, member: (text: string) => unknown): { parse(): unknown[] };
};

const listParser = (member: (text: string) => unknown) => (text: string) =>
  lists.create(text, member).parse();

function parserOf(oid: number): ((text: string) => unknown) | undefined {
  const member = parsers[listOf[oid] ?? 0];
  return parsers[oid] ?? (member && listParser(member));
}

const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    parserOf(oid) ?? pg.types.getTypeParser(oid, format as "text"),
} as unknown as pg.CustomTypesConfig;

function connectionOn(client: pg.PoolClient | pg.Pool): Connection {
  const single = client as pg.PoolClient;
  return {
    async query(text, values) {
      const result = await client.query(text, [...values]);
      return { rows: result.rows as unknown[], affected: result.rowCount ?? 0 };
    },
    async script(text) {
      await client.query(text);
    },
    async copyIn(statement, pieces) {
      const stream = single.query(copyFrom(`${statement} stdin`));
      await pipeline(Readable.from(pieces, { objectMode: true }), stream);
      return stream.rowCount ?? 0;
    },
    async *copyOut(select) {
      for await (const piece of single.query(copyTo(`copy (${select}) to stdout`))) yield piece as Uint8Array;
    },
  };
}

function unreachable(url: string, error: unknown): InvalidInput {
  const shown = url.replace(/\/\/([^:@/]+):[^@/]*@/, "//$1:***@");
  return new InvalidInput(
    `ACCORD_DATABASE_URL: cannot reach ${shown} (${(error as Error).message}); start that server or correct the address`,
    {},
    error,
  );
}

/** Opens a PostgreSQL 15+ server by its address; throws `InvalidInput` when it cannot be reached or is too old. */
export async function openPostgres(url: string): Promise<Db & { readonly connection: Connection }> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    types,
    options: sessionOptions,
  });
  pool.on("error", () => undefined); // an idle connection that the server closed is replaced at the next query
  const version = await pool
    .query<{ n: number }>("select current_setting('server_version_num')::int as n")
    .catch((error: unknown) => {
      throw unreachable(url, error);
    });
  if ((version.rows[0]?.n ?? 0) < 150_000)
    throw new InvalidInput("ACCORD_DATABASE_URL: the server is older than PostgreSQL 15; use 15 or newer");
  return {
    ...readerOn(connectionOn(pool)),
    connection: connectionOn(pool),
    engine: "postgres",
    async transaction(work) {
      const client = await pool.connect();
      let lost: Error | undefined;
      const onLost = (error: Error): void => {
        lost = error; // the query under way throws it as well; without a listener the process would end
      };
      client.on("error", onLost);
      try {
        return await runTransaction(connectionOn(client), work);
      } finally {
        client.off("error", onLost);
        client.release(lost);
      }
    },
    close: () => pool.end(),
  };
}
