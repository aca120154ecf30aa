import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How a program ended, and what it printed (both streams together, as they came). */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Starts a program as the head of a process group of its own, so that it can be ended with all that it started. */
export function start(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, [...args], { ...options, detached: true });
  running.add(child);
  child.on("close", () => running.delete(child));
  child.on("error", () => running.delete(child));
  return child;
}

/** Ends every program that `start` started and that still runs. */
export function endAll(): void {
  for (const child of running) {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // it ended by itself in the meantime
    }
  }
}

/** Runs a program to its end; `onLine` hears each line of its stdout. Rejects when it cannot be started at all. */
export function runToEnd(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
  onLine: (line: string) => void = () => undefined,
): Promise<Ended> {
  const child = start(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let [output, rest] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
