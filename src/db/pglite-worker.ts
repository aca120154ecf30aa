import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { parsers, sessionSettings } from "./parsers.ts";
import type { PgliteTask, WorkerAnswer, WorkerRequest } from "./pglite-protocol.ts";

/** PGlite runs one query at a time on its thread; here it has a thread of its own, so that a server beside it stays awake. */
const { dataDir, buffers } = workerData as PgliteTask;
const port = parentPort!;
const startParams = [
  ...PGlite.defaultStartParams,
  ...(buffers === null ? [] : ["-c", `shared_buffers=${buffers}`]),
];
const store = await PGlite.create({ dataDir, parsers: { ...parsers }, startParams });
await store.exec(sessionSettings);

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  switch (request.op) {
    case "query": {
      const result = await store.query(request.text, [...request.values]);
      return { id: request.id, rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    case "script":
      await store.exec(request.text);
      return { id: request.id };
    case "copy_in": {
      const blob = new Blob([request.bytes as Uint8Array<ArrayBuffer>]);
      const result = await store.query(`${request.text} '/dev/blob'`, [], { blob });
      return { id: request.id, affected: result.affectedRows ?? 0 };
    }
    case "copy_out": {
      const result = await store.query(`copy (${request.text}) to '/dev/blob'`);
      return { id: request.id, bytes: new Uint8Array(await (result.blob ?? new Blob()).arrayBuffer()) };
    }
    case "close":
      await store.close();
      return { id: request.id };
  }
}

function failure(id: number, error: unknown): WorkerAnswer {
  const known = error as { message?: string; code?: string; constraint?: string; detail?: string };
  return {
    id,
    error: {
      message: known.message ?? String(error),
      ...(known.code === undefined ? {} : { code: known.code }),
      ...(known.constraint === undefined ? {} : { constraint: known.constraint }),
      ...(known.detail === undefined ? {} : { detail: known.detail }),
    },
  };
}

port.on("message", async (request: WorkerRequest) => {
  const reply = await answer(request).catch((error: unknown) => failure(request.id, error));
  port.postMessage(reply, reply.bytes ? [reply.bytes.buffer as ArrayBuffer] : []);
  if (request.op === "close") port.close();
});
port.postMessage({ id: 0 } satisfies WorkerAnswer);
