import { performance } from "node:perf_hooks";
import { answerColumns } from "../answers.ts";
import { createFromCsv, duckDbAnswers, openDuckDb } from "../duckdb-table.ts";

/** DuckDB reads a CSV file into a table of a new database: the time of that statement, and its answers. */
const [csv = "", database = "", layout = "a"] = process.argv.slice(2);
const connection = await openDuckDb(database);
const started = performance.now();
await connection.run(createFromCsv(csv));
const ms = performance.now() - started;
const answers = await duckDbAnswers(connection, answerColumns[layout as "a" | "b"]);
process.stdout.write(JSON.stringify({ ms, answers }));
