import { PGlite } from "@electric-sql/pglite";

/** Makes an empty store in a folder, in a process of its own: `node make-store.ts FOLDER BUFFERS` (see lean-engine.ts). */
const [dataDir = "", buffers = ""] = process.argv.slice(2);
const startParams = [...PGlite.defaultStartParams, "-c", `shared_buffers=${buffers}`];
await (await PGlite.create({ dataDir, startParams })).close();
