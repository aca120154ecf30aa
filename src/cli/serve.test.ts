import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { test } from "node:test";
import { type Lifetime, testFolder } from "../../test/support/folder.ts";
import { projectPath } from "../base/paths.ts";

/** Runs `accord serve` in a process of its own on a fresh embedded store. */
function startServe(t: Lifetime, ...args: readonly string[]) {
  const folder = testFolder(t);
  const { ACCORD_DATABASE_URL: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      projectPath("src/cli/main.ts"),
      "serve",
      "--data",
      folder,
      ...args,
    ],
    { env },
  );
  const said = { out: "", err: "" };
  child.stdout.on("data", (piece) => (said.out += piece));
  child.stderr.on("data", (piece) => (said.err += piece));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  t.after(() => void child.kill("SIGKILL"));
  const line = new Promise<string>((resolve) => child.stdout.once("data", (piece) => resolve(String(piece))));
  return { child, folder, said, ended, line: Promise.race([line, ended.then(() => "")]) };
}

async function takenPort(t: Lifetime): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => void server.close());
  return (server.address() as { port: number }).port;
}

test("serve says where it is in one object, answers, and lets the store go when it is asked to stop", async (t) => {
  const site = startServe(t, "--port", "0", "--json");
  const { url } = JSON.parse(await site.line) as { url: string };
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(await (await fetch(`${url}/api/v1/health`)).json(), { status: "ok", position: 0 });
  assert.equal((await fetch(`${url}/`)).status, 200);
  assert.equal(existsSync(`${site.folder}/store.lock`), true);
  site.child.kill("SIGTERM");
  assert.equal(await site.ended, 0);
  assert.equal(existsSync(`${site.folder}/store.lock`), false);
  assert.match(site.said.err, /^accord serve: Mail is not configured [^\n]*, and no mail is sent\n$/);
  assert.equal(site.said.out.trim().split("\n").length, 1);
});

test("a port that is taken is one clear line and exit code 2, and the store is let go", async (t) => {
  const port = await takenPort(t);
  const site = startServe(t, "--port", String(port));
  assert.equal(await site.ended, 2);
  assert.equal(
    site.said.err,
    `accord: port ${port} on 127.0.0.1 is in use by another program; name another one with --port\n`,
  );
  assert.equal(existsSync(`${site.folder}/store.lock`), false);
});

test("a port that is none is refused before the store is opened", async (t) => {
  const site = startServe(t, "--port", "70000", "--json");
  assert.equal(await site.ended, 2);
  assert.match(
    (JSON.parse(site.said.out) as { error: { message: string } }).error.message,
    /--port "70000" is not a port/,
  );
  assert.equal(existsSync(`${site.folder}/store`), false);
});
