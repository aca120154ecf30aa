import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { connectionAddress } from "./connection.ts";

test("the address is the connection's, also in a mounted application that is handed the server's env", async (t) => {
  const inner = new Hono().get("/address", (c) => c.json({ address: connectionAddress(c) }));
  const app = new Hono()
    .get("/address", (c) => c.json({ address: connectionAddress(c) }))
    .mount("/with", inner.fetch)
    .mount("/without", (request: Request) => inner.fetch(request));
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  t.after(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const asked = async (path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).json();
  assert.deepEqual(await asked("/address"), { address: "127.0.0.1" });
  assert.deepEqual(await asked("/with/address"), { address: "127.0.0.1" });
  assert.deepEqual(await asked("/without/address"), { address: null });
  assert.deepEqual(await (await app.request("/address")).json(), { address: null });
});
