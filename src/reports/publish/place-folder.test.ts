import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { paths } from "./paths.ts";
import { filesUnder, placeFolder } from "./place-folder.ts";
import { formatSums } from "./sha256sums.ts";

/** Forty files that all hold one word, listed as an edition lists its own. */
function filesOf(word: string): Map<string, Buffer> {
  const names = Array.from({ length: 40 }, (_, at) => `tables/t${10 + at}.csv`);
  const sums = formatSums(names.map((path) => ({ path, sha256: "0".repeat(64) })));
  return new Map([
    ...names.map((name): [string, Buffer] => [name, Buffer.from(word)]),
    [paths.sums, Buffer.from(sums)],
  ]);
}

const writer = `
  const { placeFolder } = await import(process.argv[1]);
  const files = (word) => new Map(JSON.parse(process.argv[3]).map(([path, text]) => [path, Buffer.from(path.endsWith(".csv") ? word : text)]));
  console.log("started");
  for (let at = 0; ; at += 1) await placeFolder(files(at % 2 === 0 ? "even" : "odd"), process.argv[2], true);
`;

test("however a writer is killed, the folder is one whole edition or not there, and the next run clears up", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "accord place "));
  const target = join(scratch, "week");
  const entries = JSON.stringify([...filesOf("")].map(([path, bytes]) => [path, bytes.toString()]));
  let wholes = 0;
  for (let round = 0; round < 10; round += 1) {
    const module = import.meta.resolve("./place-folder.ts");
    const child = spawn(process.execPath, ["--input-type=module", "-e", writer, module, target, entries], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await wait(20 + 13 * round);
    child.kill("SIGKILL");
    await once(child, "exit");
    const held = await filesUnder(target);
    const words = new Set(
      await Promise.all(
        held.filter((name) => name.endsWith(".csv")).map((name) => readFile(join(target, name), "utf8")),
      ),
    );
    assert.ok(
      held.length === 0 || (held.length === 41 && words.size === 1),
      `round ${round}: ${held.length} files, ${[...words]}`,
    );
    wholes += held.length > 0 ? 1 : 0;
    await placeFolder(filesOf(`round ${round}`), target, true);
    assert.deepEqual(await readdir(scratch), ["week"]);
    assert.equal(await readFile(join(target, "tables/t10.csv"), "utf8"), `round ${round}`);
  }
  assert.ok(wholes > 0, "no round found a whole folder, so none was put to the test");
  await rm(scratch, { recursive: true });
});
