import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidInput } from "../base/errors.ts";
import { readAccessConfig } from "./config.ts";

const provider = {
  ACCORD_PUBLIC_URL: "https://accord.example/",
  ACCORD_OIDC_ISSUER: "https://login.example/tenant",
  ACCORD_OIDC_CLIENT_ID: "accord",
  ACCORD_OIDC_CLIENT_SECRET: "a secret of the tests",
  ACCORD_OIDC_ACR: "urn:example:two-factor, urn:example:hardware",
};

test("nothing set is no provider, no proxy, loopback only", () => {
  assert.deepEqual(readAccessConfig({ PATH: "/bin", ACCORD_NOW: "2026-01-05" }), {
    public_url: null,
    secret_key: null,
    trust_proxy: null,
    security_contact: null,
    oidc: null,
  });
});

test("a provider as a whole", () => {
  const { oidc, public_url } = readAccessConfig(provider);
  assert.equal(public_url, "https://accord.example");
  assert.deepEqual(oidc, {
    issuer: "https://login.example/tenant",
    client_id: "accord",
    client_secret: "a secret of the tests",
    acr: ["urn:example:two-factor", "urn:example:hardware"],
    claim: "sub",
  });
});

test("trusted proxies are addresses and networks", () => {
  const { trust_proxy } = readAccessConfig({ ACCORD_TRUST_PROXY: "10.0.0.0/8, ::1" });
  assert.deepEqual(
    ["10.1.2.3", "11.1.2.3"].map((address) => trust_proxy?.check(address, "ipv4")),
    [true, false],
  );
  assert.equal(trust_proxy?.check("::1", "ipv6"), true);
});

const wrong: readonly [what: string, env: Record<string, string>, says: RegExp][] = [
  [
    "plain HTTP to elsewhere",
    { ACCORD_PUBLIC_URL: "http://accord.example" },
    /ACCORD_PUBLIC_URL must begin with https/,
  ],
  ["a path", { ACCORD_PUBLIC_URL: "https://accord.example/site" }, /ACCORD_PUBLIC_URL has a path/],
  ["a short key", { ACCORD_SECRET_KEY: "abc" }, /ACCORD_SECRET_KEY is not 32 bytes/],
  [
    "no network",
    { ACCORD_TRUST_PROXY: "10.0.0.0/40" },
    /ACCORD_TRUST_PROXY "10.0.0.0\/40" is not an address/,
  ],
  ["everybody", { ACCORD_TRUST_PROXY: "*" }, /"\*" is not an address/],
  [
    "a name for a contact",
    { ACCORD_SECURITY_CONTACT: "the desk" },
    /ACCORD_SECURITY_CONTACT is not an address/,
  ],
  ["a provider in part", { ACCORD_OIDC_ISSUER: "https://login.example" }, /ACCORD_OIDC_ACR is not set/],
  ["a provider without an origin", { ...provider, ACCORD_PUBLIC_URL: "" }, /ACCORD_PUBLIC_URL/],
  ["no acr", { ...provider, ACCORD_OIDC_ACR: " " }, /ACCORD_OIDC_ACR is empty/],
  ["a slip in a name", { ACCORD_OIDC_ISUER: "x" }, /ACCORD_OIDC_ISUER is not known/],
  ["an unknown claim", { ...provider, ACCORD_OIDC_CLAIM: "name" }, /ACCORD_OIDC_CLAIM/],
];
for (const [what, env, says] of wrong) {
  test(`refused: ${what}`, () =>
    assert.throws(
      () => readAccessConfig(env),
      (error: Error) => {
        assert.match(error.message, says);
        return error instanceof InvalidInput && !error.message.includes("\n");
      },
    ));
}

test("all problems are told together, and no secret with them", () => {
  const env = {
    ...provider,
    ACCORD_PUBLIC_URL: "ftp://x",
    ACCORD_SECRET_KEY: "s3cret",
    ACCORD_OIDC_CLAIM: "name",
  };
  assert.throws(
    () => readAccessConfig(env),
    (error: Error) =>
      ["ACCORD_PUBLIC_URL", "ACCORD_SECRET_KEY", "ACCORD_OIDC_CLAIM"].every((name) =>
        error.message.includes(name),
      ) && !error.message.includes("s3cret"),
  );
});
