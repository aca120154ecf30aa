/**
 * A process that opens the embedded store of the folder it is given, appends one term that it commits and one that it does
 * not, says "open", and holds the store until it is killed.
 */
import sql from "sql-template-tag";
import { openStore } from "../../src/db/open-store.ts";

const addTerm = (id: number) =>
  sql`insert into term (term_id, field, written, position) values (${id}, 'made up', ${`term ${id}`}, null)`;

const { db } = await openStore(process.argv[2] ?? "", undefined);
await db.transaction((tx) => tx.run(addTerm(1001)));
await db.transaction(async (tx) => {
  await tx.run(addTerm(1002));
  process.stdout.write("open\n");
  await new Promise(() => undefined);
});
