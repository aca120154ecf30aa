import { Worker } from "node:worker_threads";
import { AppError, InvalidInput, SourceRejected } from "../../base/errors.ts";
import type { IntakeMessage, IntakeTask } from "./intake-protocol.ts";

const mostInFlight = 4;
/** Cells live no longer than their row, so a small space for young objects is as fast as a large one, and 100 MiB less. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

function rethrown(failure: Extract<IntakeMessage, { kind: "failed" }>): Error {
  if (failure.name === "InvalidInput") return new InvalidInput(failure.message, failure.details);
  if (failure.name === "SourceRejected") return new SourceRejected(failure.message, failure.details);
  if (failure.code !== "internal") return new AppError(failure.code, failure.message, failure.details);
  return Object.assign(new Error(failure.message), { stack: failure.stack });
}

/**
 * The messages of a reading thread, in order; each piece counts as under way until the next message is asked for.
 * Throws `SourceRejected` or `InvalidInput` as the reader did; stops the thread when the caller stops listening.
 */
export async function* readFileMessages(
  task: Omit<IntakeTask, "in_flight" | "most_in_flight">,
): AsyncGenerator<IntakeMessage> {
  const shared = new SharedArrayBuffer(4);
  const inFlight = new Int32Array(shared);
  const worker = new Worker(new URL("./intake-worker.ts", import.meta.url), {
    workerData: { ...task, in_flight: shared, most_in_flight: mostInFlight } satisfies IntakeTask,
    resourceLimits,
  });
  const waiting: (IntakeMessage | Error)[] = [];
  let wake: () => void = () => undefined;
  const arrived = (item: IntakeMessage | Error): void => {
    waiting.push(item);
    wake();
  };
  worker.on("message", arrived);
  worker.on("error", (error) => arrived(error as Error));
  worker.on("exit", () => arrived(new Error("the reading thread ended early")));
  try {
    for (;;) {
      while (waiting.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const item = waiting.shift() as IntakeMessage | Error;
      if (item instanceof Error) throw item;
      if (item.kind === "failed") throw rethrown(item);
      yield item;
      if (item.kind === "done") return;
      if (item.kind === "piece") {
        Atomics.sub(inFlight, 0, 1);
        Atomics.notify(inFlight, 0);
      }
    }
  } finally {
    await worker.terminate();
  }
}
