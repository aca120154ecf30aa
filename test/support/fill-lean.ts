import { openStore } from "../../src/db/open-store.ts";

/** Opens the store of a folder in little memory, adds term 7, and says how many pages it buffers; in a process of its own. */
const store = await openStore(process.argv[2] ?? "", undefined, { is_lean: true });
await store.db.transaction(async (tx) => {
  await tx.script("insert into term (term_id, field, written, position) values (7, 'gender', 'x', null)");
  for await (const piece of tx.copyOut("select setting from pg_settings where name = 'shared_buffers'"))
    process.stdout.write(piece);
});
await store.close();
