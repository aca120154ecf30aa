import { Worker } from "node:worker_threads";
import { AppError } from "../base/errors.ts";
import type { Connection } from "./connection.ts";
import type { Db } from "./db.ts";
import { leanBuffers, prepareLean } from "./lean-engine.ts";
import type { PgliteTask, WorkerAnswer, WorkerRequest } from "./pglite-protocol.ts";
import { readerOn, runTransaction } from "./reader.ts";

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: Error): void;
}
type Ask = WorkerRequest extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never;

/** An error of the database engine; `code` is its SQLSTATE, as with a server. */
function engineError(error: NonNullable<WorkerAnswer["error"]>): Error {
  return Object.assign(new Error(error.message), error);
}

class WorkerLink {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended = false;

  constructor(workerData: PgliteTask) {
    this.#worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData });
    this.#worker.on("message", (answer: WorkerAnswer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#failAll(error as Error));
    this.#worker.on("exit", () => {
      this.#ended = true;
      this.#failAll(new AppError("store", "the embedded store stopped"));
    });
  }

  opened(): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  }

  ask(request: Ask): Promise<WorkerAnswer> {
    if (this.#ended) return Promise.reject(new AppError("store", "the embedded store is closed"));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(
        { ...request, id },
        request.op === "copy_in" ? [request.bytes.buffer as ArrayBuffer] : [],
      );
    });
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.error) waiting?.reject(engineError(answer.error));
    else waiting?.resolve(answer);
  }

  #failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** Bytes that can be given away whole: those of a larger buffer, such as Node's pool, are copied out of it first. */
const givable = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

function connectionOn(link: WorkerLink): Connection {
  return {
    async query(text, values) {
      const answer = await link.ask({ op: "query", text, values });
      return { rows: answer.rows ?? [], affected: answer.affected ?? 0 };
    },
    async script(text) {
      await link.ask({ op: "script", text });
    },
    async copyIn(statement, pieces) {
      let rows = 0;
      for await (const bytes of pieces)
        rows += (await link.ask({ op: "copy_in", text: statement, bytes: givable(bytes) })).affected ?? 0;
      return rows;
    },
    async *copyOut(select) {
      yield (await link.ask({ op: "copy_out", text: select })).bytes ?? new Uint8Array();
    },
  };
}

/**
 * Opens (or creates) the embedded store in a folder; the caller holds the folder's lock. `isLean` spares memory at the cost
 * of slow full scans, for a process that loads and ends.
 */
export async function openPglite(
  dataDir: string,
  isLean = false,
): Promise<Db & { readonly connection: Connection }> {
  if (isLean) await prepareLean(dataDir);
  const link = new WorkerLink({ dataDir, buffers: isLean ? leanBuffers.use : null });
  await link.opened();
  const connection = connectionOn(link);
  let last: Promise<unknown> = Promise.resolve();
  // One connection serves everyone: each transaction or read waits for the one before it.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const reader = readerOn({
    ...connection,
    query: (text, values) => inTurn(() => connection.query(text, values)),
  });
  return {
    ...reader,
    connection,
    engine: "pglite",
    transaction: (work) => inTurn(() => runTransaction(connection, work)),
    close: async () => {
      await inTurn(() => link.ask({ op: "close" }));
    },
  };
}
