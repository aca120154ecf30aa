import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { readAccessConfig } from "../config.ts";
import type { AccessParts } from "./parts.ts";
import { type Place, placeOf } from "./place.ts";

interface Asked {
  readonly from: string | null;
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly env?: Record<string, string>;
}

async function place({
  from,
  url = "http://127.0.0.1:4180/",
  headers = {},
  env = {},
}: Asked): Promise<Place> {
  const parts = { config: readAccessConfig(env), remoteAddress: () => from } as unknown as AccessParts;
  const app = new Hono().get("*", (c) => c.json(placeOf(c, parts)));
  return (await (await app.request(url, { headers })).json()) as Place;
}

test("this machine by its own name is this machine", async () => {
  for (const from of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
    assert.equal((await place({ from })).is_this_machine, true, from);
  const found = await place({ from: "127.0.0.1" });
  assert.deepEqual([found.origin, found.is_secure], ["http://127.0.0.1:4180", false]);
});

const elsewhere: readonly [what: string, asked: Asked][] = [
  ["another address", { from: "192.0.2.1" }],
  ["no address", { from: null }],
  [
    "another address that says it is this one",
    { from: "192.0.2.1", headers: { "x-forwarded-for": "127.0.0.1" } },
  ],
  ["through a proxy on this machine", { from: "127.0.0.1", headers: { "x-forwarded-for": "192.0.2.1" } }],
  ["through one that writes RFC 7239", { from: "127.0.0.1", headers: { forwarded: "for=192.0.2.1" } }],
  ["through one that says nothing but the name", { from: "127.0.0.1", url: "http://accord.example/" }],
  [
    "through a trusted proxy, from this machine by what the client says",
    {
      from: "10.0.0.1",
      headers: { "x-forwarded-for": "127.0.0.1" },
      env: { ACCORD_TRUST_PROXY: "10.0.0.1" },
    },
  ],
];
for (const [what, asked] of elsewhere) {
  test(`not this machine: ${what}`, async () => assert.equal((await place(asked)).is_this_machine, false));
}

test("a trusted proxy tells client and scheme; what the client wrote before it counts for nothing", async () => {
  const headers = { "x-forwarded-for": "203.0.113.9, 192.0.2.7, 10.0.0.2", "x-forwarded-proto": "https" };
  const env = { ACCORD_TRUST_PROXY: "10.0.0.0/8" };
  const found = await place({ from: "10.0.0.1", headers, env });
  assert.deepEqual([found.address, found.is_secure], ["192.0.2.7", true]);
  const untrusted = await place({ from: "192.0.2.1", headers, env });
  assert.deepEqual([untrusted.address, untrusted.is_secure], ["192.0.2.1", false]);
});

test("the origin is the configured one, else this machine's own, else none", async () => {
  const env = { ACCORD_PUBLIC_URL: "https://accord.example" };
  const configured = await place({ from: "192.0.2.1", url: "http://10.0.0.5:4180/", env });
  assert.deepEqual([configured.origin, configured.is_secure], ["https://accord.example", true]);
  assert.equal((await place({ from: "192.0.2.1", url: "http://rebound.example/" })).origin, null);
});
