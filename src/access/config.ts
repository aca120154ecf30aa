import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { InvalidInput } from "../base/errors.ts";

const isLoopbackName = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** Plain HTTP is for this machine itself; everything else speaks TLS. */
const safeUrl = z.url("is not an address such as https://accord.county.example").refine(
  (text) => {
    const url = URL.parse(text);
    return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackName(url.hostname));
  },
  { message: "must begin with https:// (http:// only for localhost)" },
);

const originUrl = safeUrl
  .refine((text) => /^[a-z]+:\/\/[^/]+\/?$/.test(text), { message: "has a path; write the origin only" })
  .transform((text) => new URL(text).origin);

const list = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== "");

const addresses = z.string().transform((text, context) => {
  const found = new BlockList();
  for (const each of list(text)) {
    const [address = "", bits] = each.split("/");
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : most + 1;
    if (family === 0 || length > most)
      context.addIssue(`"${each}" is not an address or a network such as 10.0.0.0/8`);
    else found.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
  }
  return found;
});

const contact = z
  .string()
  .regex(/^(https:\/\/|mailto:|tel:)\S+$/, "is not an address that begins with https://, mailto: or tel:");

const shape = z.object({
  ACCORD_PUBLIC_URL: originUrl.optional(),
  ACCORD_SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "is not 32 bytes as 64 small hex digits; openssl rand -hex 32 makes one")
    .optional(),
  ACCORD_TRUST_PROXY: addresses.optional(),
  ACCORD_SECURITY_CONTACT: contact.optional(),
  ACCORD_OIDC_ISSUER: safeUrl.optional(),
  ACCORD_OIDC_CLIENT_ID: z.string().min(1, "is empty").optional(),
  ACCORD_OIDC_CLIENT_SECRET: z.string().min(1, "is empty").optional(),
  ACCORD_OIDC_ACR: z
    .string()
    .transform(list)
    .refine((acr) => acr.length > 0, { message: "is empty; name at least one" })
    .optional(),
  ACCORD_OIDC_CLAIM: z.enum(["sub", "preferred_username", "email", "upn"]).default("sub"),
});

/** The identity provider that an organisation's members sign in with. */
export interface OidcConfig {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** The provider's names for a sign-in that is sure enough; one of them must come back. */
  readonly acr: readonly string[];
  /** Which of the provider's claims is the login. */
  readonly claim: "sub" | "preferred_username" | "email" | "upn";
}

/** What signing in takes from the environment. */
export interface AccessConfig {
  /** The origin that browsers see, e.g. `https://accord.county.example`; null on this machine's own loopback. */
  readonly public_url: string | null;
  /** 32 bytes in hex, or null for the key file of the data folder. */
  readonly secret_key: string | null;
  /** Whose `X-Forwarded-…` headers are believed; null for nobody's. */
  readonly trust_proxy: BlockList | null;
  readonly security_contact: string | null;
  readonly oidc: OidcConfig | null;
}

type Read = z.infer<typeof shape>;
const oidcNames = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ACR"].map((name) => `ACCORD_OIDC_${name}`);

/** A provider is configured as a whole or not at all: no part of it has a safe default. */
function missingOidc(env: NodeJS.ProcessEnv): string[] {
  const given = oidcNames.filter((name) => env[name] !== undefined);
  if (given.length === 0) return [];
  const missing = oidcNames.filter((name) => env[name] === undefined);
  if (env.ACCORD_PUBLIC_URL === undefined) missing.push("ACCORD_PUBLIC_URL");
  return missing.map((name) => `${name} is not set; ${given.join(", ")} need it`);
}

const unknownNames = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith("ACCORD_OIDC_") && !(name in shape.shape))
    .map((name) => `${name} is not known; ${[...oidcNames, "ACCORD_OIDC_CLAIM"].join(", ")} are`);

function oidcOf(read: Read): OidcConfig | null {
  if (read.ACCORD_OIDC_ISSUER === undefined) return null;
  return {
    issuer: read.ACCORD_OIDC_ISSUER,
    client_id: read.ACCORD_OIDC_CLIENT_ID ?? "",
    client_secret: read.ACCORD_OIDC_CLIENT_SECRET ?? "",
    acr: read.ACCORD_OIDC_ACR ?? [],
    claim: read.ACCORD_OIDC_CLAIM,
  };
}

/** Reads the `ACCORD_*` variables of signing in; throws one `InvalidInput` that names every variable that cannot be used. */
export function readAccessConfig(env: NodeJS.ProcessEnv): AccessConfig {
  const read = shape.safeParse(env);
  const wrong = (read.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const problems = [...wrong, ...missingOidc(env), ...unknownNames(env)];
  if (problems.length > 0 || !read.success)
    throw new InvalidInput(`signing in is not configured rightly: ${problems.join("; ")}`);
  return {
    public_url: read.data.ACCORD_PUBLIC_URL ?? null,
    secret_key: read.data.ACCORD_SECRET_KEY ?? null,
    trust_proxy: read.data.ACCORD_TRUST_PROXY ?? null,
    security_contact: read.data.ACCORD_SECURITY_CONTACT ?? null,
    oidc: oidcOf(read.data),
  };
}
