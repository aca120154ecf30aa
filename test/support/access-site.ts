import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { generateSync } from "otplib";
import { setPassword, setTotp } from "../../src/access/account.ts";
import { type AccessConfig, readAccessConfig } from "../../src/access/config.ts";
import { mountAccess } from "../../src/access/http/mount.ts";
import type { AccessPage, AccessParts } from "../../src/access/http/parts.ts";
import { requireActor, requireChange, sessionOf } from "../../src/access/http/sessions.ts";
import { keysOf } from "../../src/access/keys.ts";
import { en } from "../../src/access/messages/en.ts";
import { oidcClient } from "../../src/access/oidc.ts";
import { statusOf } from "../../src/base/http.ts";
import { instantAfter } from "../../src/base/time.ts";
import { type Entry, entriesBetween, headPosition } from "../../src/records/journal/journal.ts";
import type { Member } from "../../src/records/organisations/member.ts";
import { registerMember } from "../../src/records/organisations/register-member.ts";
import { registerOrganisation } from "../../src/records/organisations/register-organisation.ts";
import type { OrganisationKind } from "../../src/records/organisations/role.ts";
import type { Lifetime } from "./folder.ts";
import { openTestStore, type TestStore } from "./store.ts";

/** Signing in over a store of made-up organisations, with a clock that a test moves. */
export interface AccessSite {
  readonly store: TestStore;
  readonly parts: AccessParts;
  readonly app: Hono;
  /** What the pages said of faults of their own. */
  readonly warnings: readonly string[];
  /** Moves the clock on by so many milliseconds. */
  later(milliseconds: number): void;
  now(): string;
  /** Registers an account; `kind` names which of the made-up organisations it belongs to. */
  member(login: string, roles: string[], organisation?: string): Promise<Member>;
  /** Registers an account with a password and one-time codes. */
  local(login: string, roles: string[], organisation?: string): Promise<LocalAccount>;
  /** The journal's entries of kind access, oldest first. */
  entries(): Promise<Entry[]>;
}

/** What a local account signs in with. */
export interface LocalAccount {
  readonly login: string;
  readonly password: string;
  /** The code of the moment, or of so many milliseconds later. */
  code(later?: number): string;
}

const organisations: readonly (readonly [id: string, kind: OrganisationKind])[] = [
  ["made-up-jail", "jail_operator"],
  ["other-jail", "jail_operator"],
];
export const testPassword = "correct horse battery staple";

/** As the site's frame does it, without the frame: what is tested is what stands in it. */
export const bareRender = async (c: Context, page: AccessPage, status: ContentfulStatusCode) =>
  c.html(`<!DOCTYPE html><title>${page.title}</title>${String(await page.main)}`, status);

async function register(store: TestStore, at: string): Promise<void> {
  for (const [organisation_id, kind] of organisations) {
    const organisation = {
      organisation_id,
      kind,
      name: `Made-up ${organisation_id}`,
      jurisdiction_geoid: null,
      contact_email: null,
      is_synthetic: true,
    };
    await store.db.transaction((tx) =>
      registerOrganisation(tx, { organisation, facilities: [], counsels_for: [] }, at, "test"),
    );
  }
}

/** The headers that a site gives pages of signing in: as its own, with scripts and forms of its own. */
const headers: NonNullable<Parameters<typeof secureHeaders>[0]> = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: false,
  referrerPolicy: "same-origin",
};

function appOf(parts: AccessParts, warnings: string[]): Hono {
  const app = new Hono();
  app.use(secureHeaders(headers));
  app.onError((error, c) => {
    const status = statusOf(error) as ContentfulStatusCode;
    if (status === 500) warnings.push(error.stack ?? error.message);
    return c.text(error.message, status);
  });
  mountAccess(app, parts);
  app.get("/who", (c) => c.json({ actor: requireActor(c), kind: sessionOf(c)?.kind }));
  app.post("/change", async (c) => c.json({ actor: await requireChange(c) }));
  app.get("/form", (c) => c.text(sessionOf(c)?.form_token ?? ""));
  return app;
}

/** Opens signing in over a fresh store; `environment` has the `ACCORD_*` variables that the test is about. */
export async function openAccessSite(
  t: Lifetime,
  environment: Readonly<Record<string, string>> = {},
  render: AccessParts["render"] = bareRender,
): Promise<AccessSite> {
  const store = await openTestStore(t);
  const warnings: string[] = [];
  let now = "2026-01-05T12:00:00.000Z";
  const config: AccessConfig = readAccessConfig(environment);
  const keys = keysOf("ab".repeat(32)); // a key of the tests
  const { oidc, public_url } = config;
  const parts: AccessParts = {
    db: store.db,
    clock: { now: () => now },
    keys,
    config,
    words: en,
    oidc: oidc === null || public_url === null ? null : oidcClient(oidc, keys, public_url),
    render,
    remoteAddress: (c) => c.req.header("x-test-address") ?? "127.0.0.1",
    home: "/who",
    warn: (line) => void warnings.push(line),
  };
  await register(store, now);
  const member: AccessSite["member"] = (login, roles, organisation_id = "made-up-jail") =>
    store.db.transaction((tx) => registerMember(tx, { login, roles, organisation_id }, now, "test"));
  return {
    store,
    parts,
    warnings,
    app: appOf(parts, warnings),
    later: (milliseconds) => {
      now = new Date(instantAfter(now, milliseconds)).toISOString();
    },
    now: () => now,
    member,
    async local(login, roles, organisation) {
      const made = await member(login, roles, organisation);
      await setPassword(parts, made, testPassword);
      const secret = await setTotp(parts, made);
      const code = (later = 0): string =>
        generateSync({ secret, epoch: Math.floor((Date.parse(now) + later) / 1000) });
      return { login, password: testPassword, code };
    },
    entries: async () =>
      (await store.db.all(entriesBetween(1, await headPosition(store.db)))).filter(
        (entry) => entry.kind === "access",
      ),
  };
}
